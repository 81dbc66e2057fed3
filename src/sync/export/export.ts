import { setImmediate as breathe } from 'node:timers/promises'
import { describer } from '#code-tables/code-tables.queries.ts'
import { recordChange } from '#history/history.ts'
import { startOf } from '#platform/dates.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { xmlBeginning } from '#platform/xml.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { NotesWanted } from '#users/record/whole.queries.ts'
import { listsOf } from '#users/record/whole.queries.ts'
import { changedUsers } from './export.queries.ts'
import { userXml } from './user-xml.ts'

/** Whom to send to the source: its own users or everybody, changed since a day, or ever where there is none. */
export type Export = { profile: { id: number; code: string }; everybody: boolean; since: string | undefined }

const atOnce = 50
const mostRows = 5000

/** Writes down that users leave the house, and which: to be done before the first byte leaves. */
export async function recordUsersExport(tx: Tx, actor: Actor, { profile, everybody, since }: Export): Promise<void> {
  mustExport(actor)
  const told = (field: string, after: string | boolean) => ({ part: 'sync export', field, before: null, after })
  const changes = [told('everybody', everybody), ...(since === undefined ? [] : [told('since', since)])]
  await recordChange(tx, actor, { subject: 'sync profile', subjectId: profile.id, version: 0, action: 'exported', changes })
}

/** Throws Forbidden for whoever may not take users out of the house. */
export function mustExport(actor: Actor): void {
  actor.must('synchronise')
  actor.must('export and change many')
}

/** The file, text by text: however many there are, few are held at a time. Notes are in it for those who see notes. */
export async function* usersFile(
  reader: Reader,
  actor: Actor,
  { profile, everybody, since }: Export,
  timeZone: string,
): AsyncGenerator<string> {
  const notes: NotesWanted = actor.may('see notes') ? 'all' : 'none'
  const wanted = { source: everybody ? undefined : profile.code, since: since === undefined ? 0 : startOf(timeZone, since) }
  const describe = await describer(reader)
  yield `${xmlBeginning}<users>\n`
  for (let after = 0; ; ) {
    const found = await changedUsers(reader, wanted, after, atOnce)
    let text = ''
    for (const user of found) text += `${userXml(user, await listsOf(reader, user.id, notes, mostRows), describe)}\n`
    if (text !== '') yield text
    if (found.length < atOnce) break
    after = found.at(-1)?.id ?? after
    await breathe()
  }
  yield '</users>\n'
}
