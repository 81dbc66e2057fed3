import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { activitySource, untilNow } from '#activity/activity.queries.ts'
import { exportText } from '#activity/export.view.ts'
import { filterFrom } from '#activity/filter.ts'
import { describer } from '#code-tables/code-tables.queries.ts'
import { changesOf } from '#history/history.queries.ts'
import type { Page } from '#test/page.ts'
import { actsOn, house, rename } from './house.ts'

type Line = Record<string, string>
const linesOf = (page: Page): Line[] => parse(page.html, { columns: true, bom: true })
const everything = { actions: [], subjects: [] }

it('gives what the filter finds as a file, a line for each field', async () => {
  const app = await house()
  const { ada, ana, clock } = app
  await rename(app, ana, 'Lí, "Bo"')
  clock.move(60_000)
  await ada.post(`/users/${ana.id}/general`, { firstName: 'Anna', middleName: 'B' })
  const page = await ada.get('/activity?from=2027-03-04&subject=user')
  const file = await ada.submit(page, 'Export as CSV')
  expect(file.status).toBe(200)
  expect(file.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="activity-2027-03-04.csv"',
    'cache-control': 'no-store',
  })
  expect(file.html.startsWith('\ufeffWhen,Who,Identifier of who,By way of,')).toBe(true)
  const lines = linesOf(file)
  expect(lines.map((line) => [line.Field, line.Before, line.After])).toEqual([
    ['First name', 'Ana', 'Anna'],
    ['Middle name', '', 'B'],
    ['Last name', 'Lee', 'Lí, "Bo"'],
  ])
  expect(lines[0]).toMatchObject({
    When: '2027-03-04 10:01',
    Who: 'Ada Administrator',
    'Identifier of who': 'ada',
    'By way of': 'form',
    'Kind of record': 'User',
    Record: 'Lí, "Bo", Anna B',
    'Record number': String(ana.id),
    'What was done': 'Changed',
  })
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1'])('makes no formula of %s', async (name) => {
  const app = await house()
  await rename(app, app.ana, name)
  const file = await app.ada.post('/activity/export', { from: '2027-03-04', door: 'command' })
  expect(linesOf(file)[0]).toMatchObject({ After: `'${name}`, Record: `'${name}, Ana` })
})

it('writes down who exported, and what', async () => {
  const { ada, db } = await house()
  await ada.post('/activity/export', { who: 'ada', door: 'form', subject: 'comet' })
  await ada.post('/activity/export', {})
  const acts = await changesOf(db.read, 'activity', 0, { limit: 9, offset: 0 })
  expect(
    acts.map(({ action, actorName, items }) => [action, actorName, items.map(({ field, after }) => [field, after])]),
  ).toEqual([
    ['exported', 'Ada Administrator', [['everything', true]]],
    [
      'exported',
      'Ada Administrator',
      [
        ['who', 'ada'],
        ['door', 'form'],
      ],
    ],
  ])
  expect(actsOn(await ada.get('/activity?subject=activity'))).toEqual([
    ['Ada Administratorform', 'Activity', 'EverythingExported', 'yes'],
    ['Ada Administratorform', 'Activity', 'PersonExported', 'ada'],
  ])
})

it('writes nothing down when it is refused', async () => {
  const { as, db, visitor } = await house()
  expect((await (await as('manager')).post('/activity/export', {})).status).toBe(403)
  expect((await visitor().post('/activity/export', {})).location).toContain('/sign-in')
  const { ada } = await house()
  expect((await ada.post('/activity/export', { _csrf: 'wrong' })).status).toBe(403)
  expect(await changesOf(db.read, 'activity', 0, { limit: 9, offset: 0 })).toEqual([])
})

it('never gives the value of a secret', async () => {
  const { ada } = await house()
  const file = await ada.post('/activity/export', { action: 'password set' })
  expect(linesOf(file)[0]).toMatchObject({ Field: 'Password', Before: '', After: 'changed' })
  expect(file.html).not.toMatch(/argon2/)
})

/** The export as its parts come, so that something can be done between them. */
async function partsOf(app: Awaited<ReturnType<typeof house>>, most?: number) {
  const filter = filterFrom({ door: 'command' }, everything)
  return exportText(app.db.read, {
    source: activitySource(app.db.read, filter, { kind: 'everybody' }),
    range: await untilNow(app.db.read, { from: 0, to: Number.MAX_SAFE_INTEGER }),
    seen: (row) => row,
    describe: await describer(app.db.read),
    timeZone: 'UTC',
    ...(most === undefined ? {} : { most }),
  })
}

it('two at once: what others do while the file is made neither doubles a line nor takes one away', async () => {
  const app = await house()
  for (let n = 1; n <= 1200; n += 1) await rename(app, app.ana, `Lee ${n}`)
  const texts: string[] = []
  for await (const text of await partsOf(app)) {
    texts.push(text)
    await rename(app, app.ana, `Later ${texts.length}`)
  }
  const lines: Line[] = parse(texts.join(''), { columns: true, bom: true })
  expect(lines.map(({ After }) => After)).toEqual(Array.from({ length: 1200 }, (_none, n) => `Lee ${1200 - n}`))
  expect(texts.length).toBeGreaterThan(3)
  expect(Math.max(...texts.map((text) => text.split('\r\n').length))).toBeLessThanOrEqual(501)
})

it('ends after the most lines, and says so', async () => {
  const app = await house()
  for (let n = 1; n <= 5; n += 1) await rename(app, app.ana, `Lee ${n}`)
  const texts: string[] = []
  for await (const text of await partsOf(app, 3)) texts.push(text)
  expect(texts.join('').trim().split('\r\n')).toHaveLength(5)
  expect(texts.at(-1)).toContain('The file ends here: 3 lines are the most.')
  const whole: string[] = []
  for await (const text of await partsOf(app, 5)) whole.push(text)
  expect(whole.join('')).not.toContain('ends here')
})
