import { expect, it } from 'vitest'
import { files } from '#files/files.table.ts'
import { changesOf } from '#history/history.queries.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import { makeActor } from '#sign-in/actor.ts'
import { checkReferences } from '#src/check/check-references.ts'
import { checkSearch } from '#src/check/check-search.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import { setUpActor } from '#test/people.ts'
import { attachmentList } from '#users/attachments/attachments.ts'
import { contactOf } from '#users/contact/contact.queries.ts'
import { addContact, changeContact, removeContact } from '#users/contact/contact.ts'
import { identifiersOf } from '#users/identifiers/identifiers.queries.ts'
import { addProxy } from '#users/proxies/proxies.ts'
import { rowsOfRecord } from '#users/record/merged-lists.ts'
import type { Chosen } from '#users/record/merging.ts'
import { mergeUsers } from '#users/record/merging.ts'
import { undoMerger } from '#users/record/unmerging.ts'
import { addRow } from '#users/rows.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import { findUser, holderOf } from '#users/users.queries.ts'
import { makeCategories } from '../statistics/desk.ts'
import { actsOn, stored, withAct } from './replay.ts'

const every = ['address', 'phone', 'email', 'identifier', 'note', 'block', 'statistic', 'attachment', 'proxy', 'role']

/** A letter on a record, without the bytes that nobody reads here. */
async function keepLetter(tx: Tx, actor: Actor, user: { id: number }) {
  await tx.insert(files).values({ hash: 'a1', size: 1, mediaType: 'text/plain', createdAt: 0, unusedSince: 0 })
  await addRow(tx, actor, user, attachmentList, { name: 'letter.txt', note: null, hash: 'a1' })
}

/** Kim twice: the second as the loader would have made it, with something in every list. */
async function twice() {
  const app = await testApp()
  await makeCategories(app.db)
  await makeLibraries(app.db)
  const keeper = await app.makeUser({
    values: { primaryId: 'kim', firstName: 'Kim', lastName: 'Park', userGroup: 'FACULTY' },
    emails: [{ address: 'kim@x.example' }],
    phones: [{ number: '1' }],
    statistics: [{ category: 'LAW' }],
  })
  const gone = await app.makeUser({
    values: { primaryId: '007', firstName: 'Kim', lastName: 'Parc', userGroup: 'ALUMNI', birthDate: '1990-01-02' },
    emails: [{ address: 'KIM@x.example' }, { address: 'second@x.example' }],
    phones: [{ number: '2' }, { number: '3' }],
    addresses: [{ line1: '1 High Street', city: 'Lund' }],
    identifiers: [{ type: 'BARCODE', value: 'B1' }],
    notes: [{ type: 'OTHER', text: 'Remember' }],
    blocks: [{ type: 'GENERAL', description: '06-LOCAL' }],
    statistics: [{ category: 'LAW' }, { category: 'ART' }],
  })
  const others = [
    await app.makeUser({ values: { primaryId: 'o1', firstName: 'Olga', lastName: 'One', userGroup: 'FACULTY' } }),
    await app.makeUser({ values: { primaryId: 'o2', firstName: 'Omar', lastName: 'Two', userGroup: 'FACULTY' } }),
  ] as const
  const actor = setUpActor(app.clock)
  await app.db.write(async (tx) => {
    await addProxy(tx, actor, gone, { forUserId: others[0].id })
    await addProxy(tx, actor, others[1], { forUserId: gone.id })
    await addProxy(tx, actor, keeper, { forUserId: gone.id })
    await grantRole(tx, actor, gone, { role: 204, scope: 'SCI' })
    await keepLetter(tx, actor, gone)
  })
  const merge = (chosen: Partial<Chosen> = {}) =>
    app.db.write((tx) => mergeUsers(tx, actor, { keeper: keeper.id, gone: gone.id }, { parts: every, ...chosen }))
  const undo = (id: number) => app.db.write((tx) => undoMerger(tx, actor, id))
  return { ...app, keeper, gone, others, actor, merge, undo }
}

/** All that a record says, but for its version and times. */
async function said(reader: Reader, ids: number[]) {
  return Promise.all(
    ids.map(async (id) => {
      const { version: _v, changedAt: _c, statusDate: _s, held: _h, ...user } = (await findUser(reader, id)) ?? ({} as never)
      return { user, rows: await rowsOfRecord(reader, id) }
    }),
  )
}
const texts = async (app: TestApp, id: number) => {
  const { emails, phones, addresses } = await contactOf(app.db.read, id)
  return {
    emails: emails.map((row) => `${row.address}${row.preferred ? ' *' : ''}`),
    phones: phones.map((row) => `${row.number}${row.preferred ? ' *' : ''}`),
    addresses: addresses.map((row) => `${row.line1}${row.preferred ? ' *' : ''}`),
    identifiers: (await identifiersOf(app.db.read, id)).map((row) => row.value),
  }
}

/** What history replayed says of a record is what the tables say, and no check finds anything wrong. */
async function expectReplayed(app: TestApp, ...ids: number[]) {
  for (const id of ids) {
    const replayed = (await actsOn(app, id)).reduce(withAct, new Map())
    expect(Object.fromEntries(replayed)).toEqual(Object.fromEntries(await stored(app, { id })))
  }
  const wrong: string[] = []
  for (const check of [checkSearch, checkReferences])
    for await (const words of check.run({ db: app.db, clock: app.clock, files: '' })) wrong.push(words)
  expect(wrong).toEqual([])
}

it('brings everything over, and leaves what the keeper has behind', async () => {
  const app = await twice()
  const { db, keeper, gone, others } = app
  const id = await app.merge({ fields: ['birthDate'], primaryAs: 'INST_ID', internal: true })
  expect(await texts(app, keeper.id)).toEqual({
    emails: ['kim@x.example *', 'second@x.example'],
    phones: ['1 *', '2', '3'],
    addresses: ['1 High Street *'],
    identifiers: expect.arrayContaining(['B1', '007']),
  })
  expect(await texts(app, gone.id)).toEqual({ emails: ['KIM@x.example *'], phones: [], addresses: [], identifiers: [] })
  const rows = await rowsOfRecord(db.read, keeper.id)
  expect(rows.get('statistic')?.map(({ category }) => category)).toEqual(['LAW', 'ART'])
  expect(rows.get('proxy')?.map(({ forUserId }) => forUserId)).toEqual([others[0].id, gone.id])
  expect((await rowsOfRecord(db.read, others[1].id)).get('proxy')?.map(({ forUserId }) => forUserId)).toEqual([keeper.id])
  expect(rows.get('role')?.map(({ role, scope }) => [role, scope])).toContainEqual([204, 'SCI'])
  const [now, bin] = [await findUser(db.read, keeper.id), await findUser(db.read, gone.id)]
  expect([now?.birthDate, now?.userGroup, now?.binnedAt]).toEqual(['1990-01-02', 'FACULTY', null])
  expect([bin?.primaryId, bin?.binnedAt !== null]).toEqual([`007 (merged ${id})`, true])
  expect([(await holderOf(db.read, '007'))?.id, (await holderOf(db.read, 'b1'))?.id]).toEqual([keeper.id, keeper.id])
  const actions = async (user: number) =>
    (await changesOf(db.read, 'user', user, { limit: 3, offset: 0 })).map(({ action }) => action)
  expect(await actions(keeper.id)).toEqual(['merged from', 'added', 'changed'])
  expect(await actions(gone.id)).toEqual(['moved to the bin', 'merged into', 'changed'])
})

it('taken back, both are as before', async () => {
  const app = await twice()
  const ids = [app.keeper.id, app.gone.id, ...app.others.map(({ id }) => id)]
  const before = await said(app.db.read, ids)
  const id = await app.merge({ fields: ['birthDate', 'lastName', 'userGroup'], primaryAs: 'INST_ID', internal: true })
  expect(await said(app.db.read, ids)).not.toEqual(before)
  await expectReplayed(app, ...ids)
  expect(await app.undo(id)).toEqual([])
  await expectReplayed(app, ...ids)
  expect(await said(app.db.read, ids)).toEqual(before)
  expect([(await holderOf(app.db.read, '007'))?.id, (await holderOf(app.db.read, 'b1'))?.id]).toEqual([app.gone.id, app.gone.id])
  await expect(app.undo(id)).rejects.toThrow('taken back already')
  const again = await app.merge()
  expect(await app.undo(again)).toEqual([])
  expect(await said(app.db.read, ids)).toEqual(before)
})

it('taken back after others went on: what they wrote stays, and is told', async () => {
  const app = await twice()
  const { db, keeper, gone, actor } = app
  const id = await app.merge({ fields: ['birthDate'], primaryAs: 'INST_ID' })
  const rows = await contactOf(db.read, keeper.id)
  const named = (number: string) => rows.phones.find((row) => row.number === number)?.id ?? 0
  await db.write(async (tx) => {
    const user = (await findUser(tx, keeper.id)) as never
    await changeContact(tx, actor, user, 'phones', named('2'), { number: '22', preferred: true }, {})
    await removeContact(tx, actor, user, 'phones', named('3'))
    await addContact(tx, actor, user, 'phones', { number: '4' })
    await addContact(tx, actor, user, 'addresses', { line1: '2 Low Road', city: 'Lund' })
  })
  const told = await app.undo(id)
  expect(told).toHaveLength(2)
  expect(await texts(app, keeper.id)).toEqual({
    emails: ['kim@x.example *'],
    phones: ['1 *', '4'],
    addresses: ['2 Low Road *'],
    identifiers: [],
  })
  expect((await texts(app, gone.id)).phones).toEqual(['22 *'])
  expect((await texts(app, gone.id)).addresses).toEqual(['1 High Street *'])
})

it('is refused for whoever has not every right of both, for oneself, and in the bin', async () => {
  const app = await twice()
  const { db, keeper, gone, people, clock } = app
  const { roleByCode } = await import('#roles/roles.ts')
  const manager = (
    id: number,
    held = [{ role: 21, scope: 'INSTITUTION', status: 'ACTIVE', expiryDate: null, parameters: null }],
  ) => makeActor({ id, name: 'Max', door: 'form', clock, permissions: new Set(roleByCode(21)?.permits), held })
  const ada = people.administrator?.id ?? 0
  const tries = (actor: ReturnType<typeof manager>, pair: { keeper: number; gone: number }) =>
    expect(db.write((tx) => mergeUsers(tx, actor, pair, { parts: every }))).rejects
  await tries(manager(999), { keeper: keeper.id, gone: ada }).toThrow('This user is staff')
  await tries(manager(999), { keeper: ada, gone: gone.id }).toThrow('This user is staff')
  await tries(manager(gone.id), { keeper: keeper.id, gone: gone.id }).toThrow('This is you')
  await tries(manager(999), { keeper: keeper.id, gone: keeper.id }).toThrow('one and the same')
  await expect(
    db.write((tx) => mergeUsers(tx, setUpActor(clock), { keeper: keeper.id, gone: ada }, { parts: [] })),
  ).rejects.toThrow('last administrator')
  const moved = db.write((tx) => mergeUsers(tx, setUpActor(clock), { keeper: keeper.id, gone: ada }, { parts: ['role'] }))
  await expect(moved, 'the keeper cannot sign in').rejects.toThrow('last administrator')
  await db.write((tx) => grantRole(tx, setUpActor(clock), gone, { role: 50 }))
  const id = await app.merge()
  await expect(app.merge()).rejects.toThrow('in the bin')
  await expect(db.write((tx) => undoMerger(tx, manager(999), id))).rejects.toThrow('This user is staff')
})

it('of three in a row, the last merger is taken back first', async () => {
  const app = await twice()
  const { db, keeper, gone, others, actor } = app
  const ids = [keeper.id, gone.id, ...others.map(({ id }) => id)]
  const before = await said(db.read, ids)
  const first = await app.merge({ primaryAs: 'INST_ID' })
  const pair = { keeper: others[0].id, gone: keeper.id }
  const second = await db.write((tx) => mergeUsers(tx, actor, pair, { parts: every, primaryAs: 'INST_ID' }))
  await expectReplayed(app, ...ids)
  await expect(app.undo(first)).rejects.toThrow('in the bin')
  expect(await app.undo(second)).toEqual([])
  expect(await app.undo(first)).toEqual([])
  expect(await said(db.read, ids)).toEqual(before)
  await expectReplayed(app, ...ids)
})

it('a contact takes over no identifiers, roles and proxies', async () => {
  const app = await twice()
  const { db, gone, actor } = app
  const contact = await app.makeUser({ values: { primaryId: 'c', firstName: 'Con', lastName: 'Tact', recordType: 'CONTACT' } })
  const ids = [contact.id, gone.id]
  const before = await said(db.read, ids)
  const pair = { keeper: contact.id, gone: gone.id }
  await expect(db.write((tx) => mergeUsers(tx, actor, pair, { parts: every, primaryAs: 'INST_ID' }))).rejects.toThrow(
    'A contact has no additional identifiers',
  )
  const id = await db.write((tx) => mergeUsers(tx, actor, pair, { parts: every, fields: ['userGroup', 'birthDate'] }))
  const rows = await rowsOfRecord(db.read, contact.id)
  expect(['identifier', 'role', 'proxy', 'note', 'attachment'].map((part) => rows.get(part)?.length)).toEqual([0, 0, 0, 1, 1])
  expect(await app.undo(id)).toEqual([])
  expect(await said(db.read, ids)).toEqual(before)
})
