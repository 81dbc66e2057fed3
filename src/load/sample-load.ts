import type { Db } from '#platform/db/database.ts'
import { Refusal } from '#platform/problems.ts'
import { finishRebuild } from '#search-index/rebuild.ts'
import { tidyIndex } from '#search-index/search-index.ts'
import { deferEntries } from '#search-index/state.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { NewUser } from '#users/record/create.ts'
import { createUser } from '#users/record/create.ts'
import { countFindable } from '#users/search-entry.queries.ts'
import { searchedUsers } from '#users/search-entry.ts'
import type { LoadResult } from './load.ts'
import type { SampleUser } from './sample/sample-users.ts'
import { sampleUsers } from './sample/sample-users.ts'

type Options = { count: number; seed: number; onProgress?: (result: LoadResult) => void; yieldTo?: () => boolean }

const every = 1000
const many = 5000
const never = new AbortController().signal

/** Creates invented users by the verb that every door uses. Those who are there already are counted as refused. */
export async function loadSampleUsers(
  db: Db,
  actor: Actor,
  { count, seed, onProgress, yieldTo = () => false }: Options,
): Promise<LoadResult> {
  const result = { created: 0, refused: 0 }
  const people = sampleUsers({ count, seed, today: actor.clock.today() })
  const onError = (_person: SampleUser, error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    result.refused += 1
  }
  // Into an empty house everyone is entered for searching at once, when all are there.
  const first = count >= many && (await countFindable(db.read)) < count / 10
  if (first) await db.write(async (tx) => deferEntries(tx))
  await db.writeEach(
    people,
    async (tx, person) => {
      await createUser(tx, actor, newUser(person))
      result.created += 1
      if (result.created % every === 0) onProgress?.(result)
    },
    { onError, yieldTo },
  )
  await (first ? finishRebuild(db, searchedUsers, { stopping: never, yieldTo }) : db.write(tidyIndex))
  return result
}

const camel = (name: string) => name.replace(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase())
const camelKeys = <T extends object>(row: T) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [camel(name), value]))

const newUser = ({ fields, addresses, ...lists }: SampleUser): NewUser => ({
  values: camelKeys(fields),
  addresses: addresses.map(camelKeys) as NewUser['addresses'] & [],
  phones: lists.phones,
  emails: lists.emails,
  identifiers: lists.identifiers,
  blocks: lists.blocks,
  notes: lists.notes.map((note) => ({ type: note.type, text: note.text, popup: note.popup, userViewable: note.user_viewable })),
})
