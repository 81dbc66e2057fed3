import { permissionsOf } from '#roles/rights.ts'
import { namer } from '#users/names.ts'
import type { KnownUser } from '#users/users.queries.ts'
import { findUser } from '#users/users.queries.ts'
import type { Planning } from './planning.ts'
import { activeOfSource } from './states.queries.ts'

const slice = 500

/** Plans to make those inactive whom a full file does not name any more. Answers after each slice, for its rows to be written. */
export async function* planAbsent(planning: Planning): AsyncGenerator<void> {
  const { reader, met, rules } = planning
  for (let after = 0; ; ) {
    const people = await activeOfSource(reader, rules.source, after, slice)
    for (const { id } of people) {
      after = id
      if (met.positionOf(id) > 0) continue
      const user = await findUser(reader, id)
      if (user && mayEnd(planning, user)) await deactivate(planning, user)
    }
    yield
    if (people.length < slice) return
  }
}

// Whom the library lets work for it is not sent home by a file, unless the profile says so.
const mayEnd = ({ rules }: Planning, { held }: KnownUser) =>
  rules.staffFollow || held.length === 0 || permissionsOf(held, rules.today).size === 0

async function deactivate({ reader, rules, rows, counts }: Planning, user: KnownUser): Promise<void> {
  const step = { part: 'general', field: 'status', before: 'ACTIVE', after: 'INACTIVE', why: 'replaced' } as const
  const follow = { set: { status: 'INACTIVE' }, rows: [], heard: [], steps: [step] }
  counts.deactivated += 1
  rows.push({
    ...{ position: null, line: null, does: 'deactivate', state: 'planned', hash: null, reason: null, before: null },
    ...{ userId: user.id, version: user.version, key: user.primaryId, name: (await namer(reader))(user) },
    plan: { follow, source: rules.source },
  })
}
