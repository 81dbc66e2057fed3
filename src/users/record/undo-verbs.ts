import type { Tx } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import { attachmentList, changeAttachment, removeAttachment } from '../attachments/attachments.ts'
import { changeBlock, liftBlock, placeBlock } from '../blocks/blocks.ts'
import type { Kind } from '../contact/contact.ts'
import { addContact, changeContact, removeContact } from '../contact/contact.ts'
import { addIdentifier, changeIdentifier, removeIdentifier } from '../identifiers/identifiers.ts'
import { addNote, changeNote, removeNote } from '../notes/notes.ts'
import { addProxy, changeProxy, removeProxy } from '../proxies/proxies.ts'
import { addRow } from '../rows.ts'
import { addStatistic, changeStatistic, removeStatistic } from '../statistics/statistics.ts'
import type { NewRole } from '../user-roles/user-roles.ts'
import { changeRole, grantRole, removeRole } from '../user-roles/user-roles.ts'
import type { KnownUser } from '../users.queries.ts'

type Values = Record<string, unknown>
type RowVerbs = {
  /** Brings a row back under its old number (`id`). */
  add(tx: Tx, actor: Actor, user: KnownUser, values: Values): Promise<void>
  change(tx: Tx, actor: Actor, user: KnownUser, row: number, values: Values): Promise<void>
  remove(tx: Tx, actor: Actor, user: KnownUser, row: number): Promise<void>
}
type Done = Promise<unknown>

const verbs = (of: {
  add(tx: Tx, actor: Actor, user: KnownUser, values: Values): Done
  change(tx: Tx, actor: Actor, user: KnownUser, row: number, values: Values): Done
  remove(tx: Tx, actor: Actor, user: KnownUser, row: number): Done
}): RowVerbs => ({
  add: async (...asked) => void (await of.add(...asked)),
  change: async (...asked) => void (await of.change(...asked)),
  remove: async (...asked) => void (await of.remove(...asked)),
})

const contact = (kind: Kind) =>
  verbs({
    add: (tx, actor, user, values) => addContact(tx, actor, user, kind, values),
    change: (tx, actor, user, row, values) => changeContact(tx, actor, user, kind, row, values, {}),
    remove: (tx, actor, user, row) => removeContact(tx, actor, user, kind, row),
  })

/** The tab's own verbs for the rows of each part, as undoing needs them. */
const ofParts: Record<string, RowVerbs> = {
  address: contact('addresses'),
  phone: contact('phones'),
  email: contact('emails'),
  identifier: verbs({
    add: addIdentifier,
    change: (tx, actor, user, row, values) => changeIdentifier(tx, actor, user, row, values, {}),
    remove: removeIdentifier,
  }),
  note: verbs({
    add: addNote,
    change: (tx, actor, user, row, values) => changeNote(tx, actor, user, row, values, {}),
    remove: removeNote,
  }),
  // A block is never taken off a record: what undoes placing it is lifting it.
  block: verbs({
    add: placeBlock,
    change: (tx, actor, user, row, values) => changeBlock(tx, actor, user, row, values, {}),
    remove: liftBlock,
  }),
  statistic: verbs({
    add: addStatistic,
    change: (tx, actor, user, row, values) => changeStatistic(tx, actor, user, row, values, {}),
    remove: removeStatistic,
  }),
  attachment: verbs({
    add: (tx, actor, user, values) => addRow(tx, actor, user, attachmentList, values),
    change: (tx, actor, user, row, values) => changeAttachment(tx, actor, user, row, values, {}),
    remove: removeAttachment,
  }),
  proxy: verbs({
    add: addProxy,
    change: (tx, actor, user, row, values) => changeProxy(tx, actor, user, row, values, {}),
    remove: removeProxy,
  }),
  role: verbs({
    add: bringRoleBack,
    change: (tx, actor, user, row, values) => changeRole(tx, actor, user, row, values),
    remove: removeRole,
  }),
}

async function bringRoleBack(tx: Tx, actor: Actor, user: KnownUser, values: Values): Promise<void> {
  const { status, ...role } = values
  const [id = 0] = await grantRole(tx, actor, user, role as NewRole)
  if (status === 'INACTIVE') await changeRole(tx, actor, user, id, { status })
}

export function rowVerbs(part: string): RowVerbs {
  const found = ofParts[part]
  if (!found) throw new Error(`No verbs for ${part}.`)
  return found
}
