import { asc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { changes } from '#history/changes.table.ts'
import type { Change } from '#history/history.ts'
import { type TestApp, testApp, type Visitor } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { contactOf } from '#users/contact/contact.queries.ts'
import { parts } from '#users/fields.ts'
import { findUser } from '#users/users.queries.ts'

/** Numbers that look random and are the same at each run, so that a failure can be seen again. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const fields = ['firstName', 'middleName', 'lastName', 'website', 'jobDescription', 'gender'] as const
const words = ['Ana', 'Bo', 'Čeněk', 'Đorđe', '', 'Émile']
const genders = ['', 'MALE', 'FEMALE']

/** The record as the history alone tells it, from nothing. */
async function replayed(app: TestApp, userId: number) {
  const acts = await app.db.read.select().from(changes).where(eq(changes.subjectId, userId)).orderBy(asc(changes.id))
  const record = new Map<string, Record<string, unknown>>()
  for (const { part, row, field, after } of acts.flatMap((act): Change[] => act.items)) {
    const place = row === undefined ? part : `${part} ${row}`
    record.set(place, { ...record.get(place), [field]: after })
  }
  return new Map([...record].filter(([, values]) => Object.values(values).some((value) => value !== null)))
}

async function stored(app: TestApp, userId: number) {
  const record = new Map<string, Record<string, unknown>>()
  const keep = (place: string, part: 'general' | 'email', row: Record<string, unknown>) =>
    record.set(place, Object.fromEntries(Object.keys(parts[part].fields).map((name) => [name, row[name] ?? null])))
  keep('general', 'general', (await findUser(app.db.read, userId)) ?? {})
  for (const email of (await contactOf(app.db.read, userId)).emails) keep(`email ${email.id}`, 'email', email)
  return record
}

const without = (values: Record<string, unknown> | undefined) =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== null))

it.each([1, 2, 3])('loses no acknowledged value however edits meet (seed %i)', async (seed) => {
  const app = await testApp({ people: ['manager', 'deskOperator', 'deskManager'] })
  const { id } = await app.makeUser({
    values: { primaryId: 'u', firstName: 'Ana', lastName: 'Lee' },
    emails: [{ address: 'a@example.org' }],
  })
  const people: Visitor[] = [await app.as('manager'), await app.as('deskOperator'), await app.as('deskManager')]
  const below = numbers(seed)
  const url = `/users/${id}/general`
  const model: Record<string, string> = {
    firstName: 'Ana',
    middleName: '',
    lastName: 'Lee',
    website: '',
    jobDescription: '',
    gender: '',
  }
  const open: (Page | undefined)[] = []

  for (let step = 0; step < 60; step += 1) {
    const who = below(people.length)
    const person = people[who] as Visitor
    const page = open[who] ?? (await person.get(url))
    open[who] = page
    if (below(3) === 0) continue
    const drawn = page.formOf('Save').values
    const typed: Record<string, string> = {}
    for (const field of fields)
      if (below(3) === 0) typed[field] = (field === 'gender' ? genders[below(3)] : words[below(words.length)]) ?? ''
    const answer = await person.submit(page, 'Save', typed)
    if (answer.status === 303)
      for (const [field, value] of Object.entries(typed)) if (value !== drawn[field]) model[field] = value
    if (answer.status === 409) {
      const settle = String(answer.$('button[name=settle]').eq(below(2)).attr('value'))
      expect(answer.formOf('Save').values).toMatchObject(typed)
      expect([303, 409, 422]).toContain((await person.submit(answer, 'Save', { settle })).status)
    }
    expect([303, 409, 422]).toContain(answer.status)
    open[who] = undefined
    const now = (await findUser(app.db.read, id)) as unknown as Record<string, string | null>
    if (answer.status !== 409) expect(Object.fromEntries(fields.map((field) => [field, now[field] ?? '']))).toEqual(model)
    else for (const field of fields) model[field] = now[field] ?? ''
    if (below(4) === 0) await someEmail(app, person, id, below)
  }

  const [told, held] = [await replayed(app, id), await stored(app, id)]
  told.delete('role 1')
  for (const place of [...told.keys()].filter((one) => one.startsWith('role'))) told.delete(place)
  expect([...told.keys()].sort()).toEqual([...held.keys()].sort())
  for (const [place, values] of held) expect([place, without(told.get(place))]).toEqual([place, without(values)])
  expect((await contactOf(app.db.read, id)).emails.filter((email) => email.preferred).length).toBeLessThanOrEqual(1)
})

async function someEmail(app: TestApp, person: Visitor, id: number, below: (n: number) => number): Promise<void> {
  const { emails } = await contactOf(app.db.read, id)
  const row = emails[below(emails.length + 1)]
  const base = `/users/${id}/contact/emails`
  const act = row ? ['edit', 'removal'][below(2)] : 'new'
  const page = await person.get(row ? `${base}/${row.id}/${act}` : `${base}/new`)
  const typed: Record<string, string> = act === 'removal' ? {} : { address: `m${below(1000)}@example.org` }
  if (act !== 'removal' && below(2) === 0) typed.preferred = 'on'
  const answer =
    act === 'removal' ? await person.post(`${base}/${row?.id}/removal`, {}) : await person.submit(page, 'Save', typed)
  expect(answer.status).toBe(303)
  const after = (await contactOf(app.db.read, id)).emails
  expect(after.filter((email) => email.preferred)).toHaveLength(after.length === 0 ? 0 : 1)
}
