import { desc, eq } from 'drizzle-orm'
import { files } from '#files/files.table.ts'
import { changesOf } from '#history/history.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { signIns } from '#sign-in/sign-in.table.ts'
import { attachments } from '../attachments/attachments.table.ts'
import type { FieldLock } from '../locks.queries.ts'
import { locksOf } from '../locks.queries.ts'
import type { User } from '../users.table.ts'
import type { Lists, NotesWanted } from './whole.queries.ts'
import { listsOf } from './whole.queries.ts'

/** More rows of a kind than this are left out, and said to be. */
export const mostRows = 5000

type File = { name: string; note: string | null; size: number; mediaType: string; createdAt: number; createdBy: string }
type SignIn = { at: number; outcome: string; address: string | null }
type Acts = Awaited<ReturnType<typeof changesOf>>
/** All that is known of a person. What its reader may not see is undefined. */
export type Dossier = {
  user: User
  lists: Lists
  /** What people changed by hand of what a source owns. */
  locks: FieldLock[]
  files: File[]
  history: Acts | undefined
  signIns: SignIn[] | undefined
}

export async function dossierOf(
  reader: Reader,
  user: User,
  sees: { notes: NotesWanted; history: boolean; signIns: boolean },
): Promise<Dossier> {
  const limit = mostRows + 1
  const history = sees.history ? await changesOf(reader, 'user', user.id, { limit, offset: 0 }) : undefined
  return {
    user,
    lists: await listsOf(reader, user.id, sees.notes, limit),
    locks: await locksOf(reader, user.id),
    files: await filesOf(reader, user.id, limit),
    history: sees.notes === 'all' ? history : history && withoutNotes(history),
    signIns: sees.signIns ? await signInsOf(reader, user.id, limit) : undefined,
  }
}

// A note that the user may read today may have been another one before.
const withoutNotes = (acts: Acts): Acts =>
  acts.flatMap((act) => {
    const items = act.items.filter(({ part }) => part !== 'note')
    return items.length === 0 && act.items.length > 0 ? [] : [{ ...act, items }]
  })

const filesOf = async (reader: Reader, userId: number, limit: number): Promise<File[]> =>
  reader
    .select({
      name: attachments.name,
      note: attachments.note,
      size: files.size,
      mediaType: files.mediaType,
      createdAt: attachments.createdAt,
      createdBy: attachments.createdBy,
    })
    .from(attachments)
    .innerJoin(files, eq(files.hash, attachments.hash))
    .where(eq(attachments.userId, userId))
    .orderBy(desc(attachments.id))
    .limit(limit)

const signInsOf = async (reader: Reader, userId: number, limit: number): Promise<SignIn[]> =>
  reader
    .select({ at: signIns.at, outcome: signIns.outcome, address: signIns.address })
    .from(signIns)
    .where(eq(signIns.userId, userId))
    .orderBy(desc(signIns.at))
    .limit(limit)
