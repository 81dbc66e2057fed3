import type { Incoming } from '#files/disk.ts'
import { claim, keep, release } from '#files/files.ts'
import type { Edit } from '#history/edits.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { List } from '../rows.ts'
import { addRow, changeRow, removeRow } from '../rows.ts'
import type { User } from '../users.table.ts'
import type { Changed } from '../users.ts'
import { getUser } from '../users.ts'
import { countAttachments } from './attachments.queries.ts'
import { attachments } from './attachments.table.ts'

type Values = Record<string, unknown>
/** A file that came in, and the name it is to have. */
export type NewAttachment = { name: string; incoming: Incoming }

export const mostAttachments = 500

export const attachmentList: List = {
  part: 'attachment',
  table: attachments,
  permission: 'edit users',
  fresh: (actor) => ({ createdAt: actor.now(), createdBy: actor.name, origin: 'INTERNAL' }),
  // Put back after a removal, it needs its file again.
  holds: (tx, actor, row, comes) => (comes ? claim(tx, String(row.hash)) : release(tx, String(row.hash), actor.now())),
}

/** Adds files to a user, all of them or none. Answers the number of the last. `folder` is that of the kept files. */
export async function addAttachments(tx: Tx, actor: Actor, user: User, files: NewAttachment[], folder: string): Promise<number> {
  actor.must('edit users', await getUser(tx, user.id))
  let last = 0
  for (const { name, incoming } of files) {
    if ((await countAttachments(tx, user.id)) >= mostAttachments)
      refuse('files', _('This user has {n} attachments, and more are not kept. Remove some first.', { n: mostAttachments }))
    await keep(tx, folder, incoming, actor.now())
    last = await addRow(tx, actor, user, attachmentList, { name, note: null, hash: incoming.hash })
  }
  return last
}

/** Changes the note of an attachment; what others changed meanwhile is merged. */
export const changeAttachment = (tx: Tx, actor: Actor, user: User, id: number, { note }: Values, edit: Edit): Promise<Changed> =>
  changeRow(tx, actor, user, attachmentList, id, { note }, edit)

/** Takes an attachment off a user. Its bytes are kept for 30 days more. */
export const removeAttachment = (tx: Tx, actor: Actor, user: User, id: number) => removeRow(tx, actor, user, attachmentList, id)
