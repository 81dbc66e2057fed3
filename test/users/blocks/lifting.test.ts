import { expect, it } from 'vitest'
import { actsOf } from '../records.ts'
import { above, block, blocksDesk, blocksIn, local, rowUrl } from './desk.ts'

const name = 'Local reason'
async function lifting() {
  const app = await blocksDesk([block(), local({ note: 'Lost book' })])
  return { ...app, lifting: rowUrl(await app.lea.get(app.url), 'Lift', name) }
}

it('works: asked first, then lifted; it stays on the tab, and history says who did it', async () => {
  const app = await lifting()
  const asked = await app.lea.get(app.lifting)
  expect(asked.$('form.removal').text()).toMatch(/Lift “Local reason”\? It stops nothing from now on.*Lost book/s)
  expect(above(await app.vera.get(app.url))).toHaveLength(2)
  const lifted = await app.lea.submit(asked, `Lift ${name}`)
  expect([lifted.status, lifted.location]).toEqual([303, app.url])
  const after = await app.lea.get(app.url)
  expect(after.flash).toBe('Lifted: Local reason.')
  expect(above(after)).toEqual(['Disruptive behaviour · General'])
  expect(blocksIn(after).map((row) => row.replace(/^(.*?) \|.* \|/, '$1:'))).toEqual([
    'Disruptive behaviour: Active',
    'Local reason: Lifted',
  ])
  expect(rowUrl(after, 'Lift', name)).toBe('')
  expect((await actsOf(app, app.user))[0]).toMatchObject({
    action: 'block lifted',
    actorName: 'Lea Limited',
    lines: [['status', 'ACTIVE', 'INACTIVE']],
  })
  const history = await (await app.as('administrator')).get(`/users/${app.user.id}/history`)
  expect(history.rows('History')[0]).toEqual([
    '2026-11-22 10:00',
    'Lea Limitedform',
    'Block: StatusBlock lifted',
    'Active',
    'Inactive',
  ])
})

it('is never removed: there is no such address', async () => {
  const { lea, lifting: url } = await lifting()
  expect((await lea.post(url.replace('lifting', 'removal'), {})).status).toBe(404)
})

it('refused: without its token nothing is lifted', async () => {
  const { lea, lifting: url } = await lifting()
  expect((await lea.post(url, { _csrf: '' })).status).toBe(403)
  expect(above(await lea.get(url))).toHaveLength(2)
})

it('signed out: nothing is lifted, and the question stands again after signing in', async () => {
  const { lea, lifting: url } = await lifting()
  const asked = await lea.get(url)
  await lea.post('/sign-out', {})
  expect((await lea.submit(asked, `Lift ${name}`)).location).toBe('/sign-in')
  expect((await lea.signIn('lea')).location).toBe(url)
  expect(above(await lea.get(url))).toHaveLength(2)
})

it('not allowed: a viewer', async () => {
  const { vera, lifting: url } = await lifting()
  expect((await vera.get(url)).status).toBe(403)
  expect((await vera.post(url, {})).status).toBe(403)
  expect(above(await vera.get(`${url.split('/blocks')[0]}/general`))).toHaveLength(2)
})

it('not there: a block that never was', async () => {
  const { lea, lifting: url } = await lifting()
  const wrong = url.replace(/\d+\/lifting/, '4711/lifting')
  expect((await lea.get(wrong)).status).toBe(404)
  expect((await lea.post(wrong, {})).status).toBe(404)
})

it('two at once: the second is told that it had been lifted already, and history has one act', async () => {
  const app = await lifting()
  const pages = [await app.lea.get(app.lifting), await app.otto.get(app.lifting)] as const
  const answers = await Promise.all([app.lea.submit(pages[0], `Lift ${name}`), app.otto.submit(pages[1], `Lift ${name}`)])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  const said = [(await app.lea.get(app.url)).flash, (await app.otto.get(app.url)).flash]
  expect(said.sort()).toEqual(['Lifted: Local reason.', 'Local reason had been lifted already.'])
  expect((await actsOf(app, app.user)).map(({ action }) => action)).toEqual(['block lifted', 'created'])
})

it('two at once: a block that was changed since the question is asked about again', async () => {
  const { lea, otto, lifting: url } = await lifting()
  const asked = await lea.get(url)
  await otto.submit(await otto.get(url.replace('/lifting', '/edit')), 'Save', { note: 'Lost two books' })
  const again = await lea.submit(asked, `Lift ${name}`)
  expect([again.status, above(again).length]).toEqual([409, 2])
  expect(again.text).toContain('Someone changed this since you were asked.')
  expect((await lea.submit(again, `Lift ${name}`)).status).toBe(303)
})
