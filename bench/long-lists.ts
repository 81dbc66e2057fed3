import { Readable } from 'node:stream'
import type { Incoming } from '#files/disk.ts'
import { takeIn } from '#files/disk.ts'
import { keeping } from '#files/files.ts'
import { openData } from '#set-up/open-data.ts'
import { commandActor } from '#sign-in/actor.ts'
import { readConfig } from '#src/config.ts'
import { addAttachments } from '#users/attachments/attachments.ts'
import type { NewIdentifier } from '#users/identifiers/identifiers.ts'
import type { NewNote } from '#users/notes/notes.ts'
import { addProxy } from '#users/proxies/proxies.ts'
import { createUser } from '#users/record/create.ts'
import { longActs, longHistory } from './long-histories.ts'
import type { Paths } from './measure.ts'

const sentences = [
  'Asked at the desk for the reading list of the spring term & was given a copy.',
  'Says that the books of the second parcel came back on Monday; none was on the shelf.',
  'Wrote that "the reminder" had gone to the old address, and that it’s to be ignored.',
  'May fetch reserved books for her mother (letter of 3 May, in the folder at the desk).',
  'Fee waived once, since the return box was full over the holidays.',
]
const types = ['LIBRARY', 'OTHER', 'ADDRESS']

/** A text of about so many characters, another one for each number. */
function textOf(n: number, length: number): string {
  let text = `${n}:`
  for (let at = n; text.length < length; at += 1) text += ` ${sentences[at % sentences.length]}`
  return text.slice(0, length)
}

const notes = (lengthOf: (n: number) => number, from = 0): NewNote[] =>
  Array.from({ length: 500 }, (_one, n) => ({
    type: types[n % types.length] ?? 'OTHER',
    text: textOf(from + n, lengthOf(n)),
    userViewable: n % 4 === 0,
    pinned: n % 250 === 0,
  }))

const identifiers = (prefix = 'LONG'): NewIdentifier[] =>
  Array.from({ length: 200 }, (_one, n) => ({
    type: n % 4 === 0 ? 'BARCODE' : 'OTHER_ID_1',
    value: `${prefix}-${String(n).padStart(6, '0')}-${n % 7}`,
    note: n % 3 === 0 ? 'Lost card' : null,
    status: n % 4 === 0 && n < 196 ? 'INACTIVE' : 'ACTIVE',
  }))

/**
 * Creates users with longer lists than anyone should have, by the verb that every door uses, and answers their pages:
 * notes of 60 to 340 characters with every tenth of 2000, notes of 2000 characters each, identifiers, people to act for,
 * histories of many acts and of long ones.
 */
export async function fillLongLists(environment: Record<string, string>): Promise<Record<string, Paths>> {
  const { db, clock, files, close } = await openData(readConfig(environment))
  const actor = commandActor('bench', clock)
  const make = async (name: string, tab: string, more: { notes?: NewNote[]; identifiers?: NewIdentifier[] }) => {
    const values = { primaryId: `long-${name}`, firstName: 'Lena', lastName: `Long ${name}` }
    const { id } = await db.write((tx) => createUser(tx, actor, { values, ...more }))
    return [`/users/${id}/${tab}`]
  }
  // A hundred in each direction.
  const makeProxies = async () => {
    const one = (name: string) =>
      db.write((tx) =>
        createUser(tx, actor, { values: { primaryId: `long-${name}`, firstName: 'Lena', lastName: `Long ${name}` } }),
      )
    const lena = await one('proxies')
    for (let n = 0; n < 100; n += 1) {
      const other = await one(`sponsor-${n}`)
      await db.write(async (tx) => {
        await addProxy(tx, actor, lena, { forUserId: other.id })
        await addProxy(tx, actor, other, { forUserId: lena.id })
      })
    }
    return [`/users/${lena.id}/proxies`]
  }
  const makeAttached = async () => {
    const user = await db.write((tx) =>
      createUser(tx, actor, { values: { primaryId: 'long-attachments', firstName: 'Lena', lastName: 'Long attachments' } }),
    )
    for (let n = 0; n < 100; n += 1) {
      const incoming = (await takeIn(files, Readable.from([Buffer.from(textOf(n, 500))]), 1000)) as Incoming
      const given = [{ name: `${textOf(n, 60).replaceAll(':', '')}.txt`, incoming }]
      await keeping(db, files, [incoming], (tx) => addAttachments(tx, actor, user, given, files))
    }
    return [`/users/${user.id}/attachments`]
  }
  try {
    return {
      'attachments (100)': await makeAttached(),
      'proxies (100)': await makeProxies(),
      'notes (500)': await make('notes', 'notes', { notes: notes((n) => (n % 10 === 0 ? 2000 : 60 + ((n * 37) % 281))) }),
      'notes (500 long)': await make('long-notes', 'notes', { notes: notes(() => 2000) }),
      'identifiers (200)': await make('identifiers', 'identifiers', { identifiers: identifiers() }),
      ...(await longHistory(db, actor)),
      ...(await longActs(db, actor, { notes: (from) => notes(() => 2000, from), identifiers })),
    }
  } finally {
    close()
  }
}
