import { expect, it } from 'vitest'
import type { Page } from '#test/page.ts'
import { note, notesDesk, rowUrl } from './desk.ts'

const desk = async () => {
  const app = await notesDesk([note('Ask for the card', { popup: true }), note('Phone is new', { popup: true })])
  return { ...app, post: `${app.url}/acknowledgement`, general: `/users/${app.user.id}/general` }
}
const waits = (page: Page) => page.$('section[aria-labelledby=popup-notes] bdi').length
const swapped = { 'hx-request': 'true', 'hx-request-type': 'partial' }

it('works: a viewer too acknowledges what is shown, and is back where it was asked', async () => {
  const { vera, url } = await desk()
  const page = await vera.get(`${url}?type=OTHER`)
  const answer = await vera.submit(page, 'Acknowledge')
  expect([answer.status, answer.location]).toEqual([303, `${url}?type=OTHER`])
  const after = await vera.get(answer.location)
  expect([after.flash, waits(after)]).toEqual(['Acknowledged.', 0])
})

it('works: a swap draws the region alone, so that what is typed below it stays', async () => {
  const { vera, general, post } = await desk()
  const { values } = (await vera.get(general)).formOf('Acknowledge')
  const answer = await vera.post(post, values, swapped)
  expect([answer.status, answer.$('[role=status]').text(), waits(answer)]).toEqual([200, 'Acknowledged.', 0])
  expect(answer.$('h1, main')).toHaveLength(0)
  expect(waits(await vera.get(general))).toBe(0)
})

it.each(['https://elsewhere.example/x', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)'])(
  'works: leads nowhere but to this site (%s)',
  async (next) => {
    const { vera, general, post } = await desk()
    const { values } = (await vera.get(general)).formOf('Acknowledge')
    const answer = await vera.post(post, { ...values, next })
    expect([answer.status, answer.location]).toEqual([303, '/users'])
  },
)

it('refused: a post that names no note, in words', async () => {
  const { vera, general, post } = await desk()
  const refused = await vera.post(post, { next: general })
  expect([refused.status, refused.text.includes('No pop-up note was named.')]).toEqual([422, true])
  const nonsense = await vera.post(post, { next: general, acknowledge: '1:x 2 zz:zz' })
  expect([nonsense.status, nonsense.location]).toEqual([303, general])
  expect(waits(await vera.get(general))).toBe(2)
})

it('signed out: nothing is acknowledged', async () => {
  const { vera, general } = await desk()
  const page = await vera.get(general)
  await vera.post('/sign-out', {})
  expect((await vera.submit(page, 'Acknowledge')).location).toBe('/sign-in')
  await vera.signIn('vera')
  expect(waits(await vera.get(general))).toBe(2)
})

it('not allowed: a patron, and a post without its token', async () => {
  const { as, vera, post } = await desk()
  const patron = await as('patron')
  expect((await patron.post(post, { acknowledge: '1:x' })).location).toBe('/sign-in')
  expect((await vera.post(post, { _csrf: '', acknowledge: '1:x' })).status).toBe(403)
})

it('not there: a user that is not', async () => {
  const { vera } = await desk()
  expect((await vera.post('/users/4711/notes/acknowledgement', { acknowledge: '1:x' })).status).toBe(404)
})

it('two at once: a note changed or added since the page was opened is asked about', async () => {
  const { vera, lea, url, general } = await desk()
  const page = await vera.get(general)
  await lea.submit(await lea.get(url), 'Acknowledge')
  await lea.submit(await lea.get(rowUrl(await lea.get(url), 'Edit', 'Phone is new')), 'Save', { text: 'Phone is lost' })
  const answer = await vera.submit(page, 'Acknowledge')
  const after = await vera.get(answer.location)
  expect(after.flash).toBe('Acknowledged. There are more pop-up notes.')
  expect(after.$('section[aria-labelledby=popup-notes] bdi').text()).toBe('Phone is lost')
})

it('two at once: the same button pressed twice', async () => {
  const { vera, general } = await desk()
  const page = await vera.get(general)
  const answers = await Promise.all([vera.submit(page, 'Acknowledge'), vera.submit(page, 'Acknowledge')])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
})
