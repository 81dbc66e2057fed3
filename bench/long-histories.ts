import { changesOf } from '#history/history.queries.ts'
import type { Db } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { NewIdentifier } from '#users/identifiers/identifiers.ts'
import type { NewNote } from '#users/notes/notes.ts'
import { createUser } from '#users/record/create.ts'
import { mergedLists } from '#users/record/merged-lists.ts'
import { mergeUsers } from '#users/record/merging.ts'
import { changeUser } from '#users/users.ts'
import type { Paths } from './measure.ts'

type Lists = { notes: (from: number) => NewNote[]; identifiers: (prefix: string) => NewIdentifier[] }

/** The pages of a user with 1,001 acts, of one or of five fields. */
export async function longHistory(db: Db, actor: Actor): Promise<Record<string, Paths>> {
  const values = { primaryId: 'long-history', firstName: 'Lena', lastName: 'Long history' }
  const user = await db.write((tx) => createUser(tx, actor, { values }))
  const day = (n: number) => String(1 + (n % 28)).padStart(2, '0')
  const more = (n: number) => ({
    firstName: `Lena ${n}`,
    birthDate: `1990-01-${day(n)}`,
    jobDescription: `Looks after shelf ${n}`,
    website: `https://example.org/${n}`,
  })
  for (let n = 1; n <= 1000; n += 1)
    await db.write((tx) => changeUser(tx, actor, user, { lastName: `Long history ${n}`, ...(n % 4 === 0 ? more(n) : {}) }))
  const at = (query: string) => [`/users/${user.id}/history${query}`]
  return {
    'history (1,001 acts)': at(''),
    'history, page 25': at('?page=25'),
    'history of one field': at('?field=general.birthDate'),
    'history of a field untouched': at('?field=general.campus'),
    'history of a person and days': at('?who=Command+line&from=2020-01-01&to=2090-12-31'),
  }
}

/** The pages of users with one very long act: one who took over another, and one who came in with all of it. */
export async function longActs(db: Db, actor: Actor, { notes, identifiers }: Lists): Promise<Record<string, Paths>> {
  // Of two with the same notes nothing would go over.
  const make = (name: string, from: number) => {
    const values = { primaryId: `long-${name}`, firstName: 'Lena', lastName: `Long ${name}` }
    return db.write((tx) => createUser(tx, actor, { values, notes: notes(from), identifiers: identifiers(name) }))
  }
  const [keeper, gone] = [await make('keeper', 0), await make('gone', 1000)]
  const [created] = await changesOf(db.read, 'user', keeper.id, { limit: 1, offset: 0 })
  const parts = mergedLists.map(({ part }) => part)
  const other = await make('created', 0)
  await db.write((tx) => mergeUsers(tx, actor, { keeper: keeper.id, gone: gone.id }, { parts }))
  const history = `/users/${keeper.id}/history`
  return {
    'history of a merger': [history],
    'history of a long creation': [`/users/${other.id}/history`],
    [`an act of ${created?.items.length} fields`]: [`${history}/${created?.id}`],
    'the middle of it': [`${history}/${created?.id}?from=1500`],
  }
}
