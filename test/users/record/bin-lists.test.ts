import { expect, it } from 'vitest'
import { makeForgottenLink, newToken } from '#sign-in/reset-links.ts'
import { administrators } from '#sign-in/sign-in.queries.ts'
import { testApp } from '#test/app.ts'
import { password, setUpActor } from '#test/people.ts'
import { restoreUser } from '#users/record/bin.ts'
import { csv, loaded } from '../../load/files.ts'
import { known } from '../records.ts'
import { binned, house, toBin } from './bin-house.ts'

it('is found nowhere: search by name, identifier, e-mail, sorted, recent users', async () => {
  const { app, user, visitor } = await house()
  await visitor.get(`/users/${user.id}/general`)
  expect((await visitor.get('/users/recent')).text).toContain('Lee, Ana')
  expect((await visitor.get('/users?q=ana@lee.example')).text).toContain('Lee, Ana')
  await toBin(app, user)
  for (const at of [
    '/users',
    '/users?q=lee',
    '/users?q=ana7',
    '/users?q=2777',
    '/users?q=ana@lee.example',
    '/users?sort=primary_id',
    '/users?sort=expiry_date&dir=desc',
    '/users?record_type=PUBLIC',
    '/users?code=UserIdentifierTypes:BARCODE',
    '/users?code=UserIdentifierTypes:BARCODE&sort=primary_id',
    '/users/recent',
  ]) {
    const page = await visitor.get(at)
    expect([at, page.status]).toEqual([at, 200])
    expect(page.$('main').text(), at).not.toContain('Lee, Ana')
  }
  await app.db.write((tx) => restoreUser(tx, setUpActor(app.clock), user))
  expect((await visitor.get('/users?q=lee')).text).toContain('Lee, Ana')
  expect((await visitor.get('/users?q=2777')).location).toContain(`/users/${user.id}`)
})

it('keeps its identifiers: the refusal says who holds them, and where', async () => {
  const { user, visitor } = await binned()
  const typed = { recordType: 'PUBLIC', firstName: 'New', lastName: 'Person', primaryId: 'ANA7' }
  const page = await visitor.post('/users/add', typed)
  expect(page.status).toBe(422)
  expect(page.problems.join()).toContain(
    'ANA7 belongs to Lee, Ana (ana7), who is in the bin. Choose another, or restore that user',
  )
  expect(page.$(`.error-summary a[href="/users/${user.id}/bin"]`).text()).toBe('Open the bin')
  expect(page.$('main').find(`a[href^="/users/${user.id}/general"]`)).toHaveLength(0)
})

it('offers restoring to those alone who may', async () => {
  const { app } = await binned()
  const otto = await app.as('deskOperator')
  const typed = { recordType: 'PUBLIC', firstName: 'New', lastName: 'Person', primaryId: 'ana7' }
  expect((await otto.post('/users/add', typed)).problems.join()).toContain('or ask somebody who may restore users.')
})

it('signs in no more, is signed out at once, and gets no link to a new password', async () => {
  const app = await testApp({ people: ['viewer', 'manager'] })
  const vera = await app.as('viewer')
  expect((await vera.get('/users')).status).toBe(200)
  const user = known(app.people.viewer)
  await toBin(app, user)
  expect((await vera.get('/users')).location).toContain('/sign-in')
  const again = app.visitor()
  expect((await again.signIn('vera', password)).status).toBe(422)
  expect(await app.db.write((tx) => makeForgottenLink(tx, app.clock, 'vera', newToken()))).toBeUndefined()
  await app.db.write((tx) => restoreUser(tx, setUpActor(app.clock), user))
  expect((await again.signIn('vera', password)).status).toBe(303)
})

it('counts among neither administrators nor holders of roles', async () => {
  const app = await testApp({ people: ['viewer'] })
  const ada = await app.as('administrator')
  expect((await ada.get('/reports/roles')).text).toContain('Viewer, Vera')
  await toBin(app, known(app.people.viewer))
  expect((await ada.get('/reports/roles')).text).not.toContain('Viewer, Vera')
  expect((await ada.get('/reports/leavers?days=0')).text).not.toContain('Viewer, Vera')
  expect(await administrators(app.db.read, '2026-11-22')).toHaveLength(1)
})

it('is refused with the reason where a file brings the person again', async () => {
  const { app } = await binned()
  const { created, cells } = await loaded(csv('birth_date', 'ANA7,Ana,Lee,1990-05-06'), { db: app.db })
  expect([created, cells.map(({ message }) => message)]).toEqual([
    0,
    ['ANA7 belongs to Lee, Ana (ana7), who is in the bin. Choose another, or restore that user.'],
  ])
})
