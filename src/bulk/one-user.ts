import { lastChangeOf } from '#history/history.queries.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Field, UserField } from '#users/fields.ts'
import { userFields } from '#users/fields.ts'
import { binUser, getAnyUser } from '#users/record/bin.ts'
import type { KnownUser } from '#users/users.queries.ts'
import { changeUser, getUser } from '#users/users.ts'
import { actsSince, editorSince, lastAct } from './acts.queries.ts'
import { rowOfUser } from './bulk.queries.ts'
import type { BulkChange } from './bulk.table.ts'
import type { BulkTask } from './bulk-plan.ts'
import { takeActsBack } from './take-back.ts'
import type { TaskKind } from './task-kind.ts'
import { understoodFor } from './task-kind.ts'
import { holds, kindOf } from './tasks.ts'

export type Meant = { actor: Actor; change: BulkChange; userId: number }
type Did = Awaited<ReturnType<typeof actsSince>>
/** What doing a change to one user came to: the acts of history; without any, why there was nothing to do. */
export type Outcome = { acts: Did; why: string; version: number }

/** Does to one user what a change means to do, all of it or, when it throws, nothing. `version`: the user as planned for. */
export async function doToUser(tx: Tx, { actor, change, userId }: Meant, version?: number): Promise<Outcome> {
  const before = await lastAct(tx)
  const user = await getAnyUser(tx, userId)
  if (version !== undefined && user.version !== version) throw changedBy((await lastChangeOf(tx, 'user', userId))?.by ?? '')
  const why = (await works[change.action]?.(tx, { actor, change, user })) ?? ''
  const acts = await actsSince(tx, userId, before)
  return {
    acts,
    why: acts.length > 0 ? '' : why || _('Nothing to do: it is so already.'),
    version: acts.at(-1)?.version ?? user.version,
  }
}

type Doing = { actor: Actor; change: BulkChange; user: KnownUser }

const works: Record<string, (tx: Tx, doing: Doing) => Promise<string>> = {
  change: doTasks,
  async bin(tx, { actor, user }) {
    await binUser(tx, actor, user)
    return ''
  },
  async undo(tx, { actor, change, user }) {
    const done = await rowOfUser(tx, change.undoes ?? 0, user.id)
    if (!done) throw new Conflict(_('What was done to this user is not known any more.'))
    // Other bulk changes since are no matter while they left alone what this one wrote.
    const editor = done.version === user.version ? undefined : await editorSince(tx, user.id, done.version)
    if (editor !== undefined) throw changedBy(editor)
    await takeActsBack(tx, actor, user, done.before?.acts ?? [])
    return ''
  },
}

const changedBy = (name: string) => new Conflict(_('Changed since by {name}. It stays as it is.', { name }))

async function doTasks(tx: Tx, { actor, change, user }: Doing): Promise<string> {
  if (user.binnedAt !== null) throw new Conflict(_('This user is in the bin. Restore it first.'))
  const meant: [BulkTask, TaskKind][] = []
  for (const task of change.tasks) {
    const kind = kindOf(task)
    if (task.condition === 'always' || holds(task, await kind.present(tx, user, task.values))) meant.push([task, kind])
  }
  if (meant.length === 0) return _('The condition does not hold.')
  await writeOwnRow(tx, actor, user, meant)
  for (const [{ values }, kind] of meant) if (kind.act) await kind.act(tx, { actor, user: await getUser(tx, user.id), values })
  return ''
}

async function writeOwnRow(tx: Tx, actor: Actor, user: KnownUser, meant: [BulkTask, TaskKind][]): Promise<void> {
  const typed = Object.assign({}, ...meant.map(([{ values }, kind]) => kind.typed?.(user, values) ?? {})) as Record<
    string,
    string
  >
  const names = Object.keys(typed) as UserField[]
  // What stands already stays, also a code that is closed by now.
  const differing = names.filter((name) => (user[name] ?? '') !== typed[name])
  if (differing.length === 0) return
  const fields = Object.fromEntries(differing.map((name): [string, Field] => [name, userFields[name]]))
  await changeUser(tx, actor, user, await understoodFor(tx, user, fields, typed))
}
