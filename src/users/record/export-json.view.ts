import type { Part } from '../fields.ts'
import { parts } from '../fields.ts'
import type { Namer } from '../names.ts'
import type { Linked } from '../proxies/proxies.queries.ts'
import type { Dossier } from './export.queries.ts'
import { mostRows } from './export.queries.ts'

/** Raised when a name in the file changes its meaning or goes; docs/export-of-a-person.md describes each. */
const formatVersion = 1

const lists = {
  addresses: 'address',
  phones: 'phone',
  emails: 'email',
  identifiers: 'identifier',
  notes: 'note',
  blocks: 'block',
  statistics: 'statistic',
  roles: 'role',
} as const satisfies Record<string, Part>

type About = { at: number; by: string; institution: string; nameOf: Namer }

/** All of a person as data: codes and fields by their names, instants in UTC, the newest row of each list first. */
export function exportJson(dossier: Dossier, { at, by, institution, nameOf }: About): string {
  const { user, locks, files, history, signIns } = dossier
  const data: Record<string, unknown[] | undefined> = {
    ...Object.fromEntries(
      Object.entries(lists).map(([name, part]) => [name, dossier.lists[part].map((row) => rowIn(part, row))]),
    ),
    proxyFor: dossier.lists.sponsors.map((linked) => linkIn(linked, nameOf)),
    proxies: dossier.lists.proxies.map((linked) => linkIn(linked, nameOf)),
    attachments: files.map(({ createdAt, ...file }) => ({ ...file, createdAt: instant(createdAt) })),
    locks: locks.map(({ field, lockedBy, lockedAt, sourceValue }) => ({
      field,
      lockedBy,
      lockedAt: instant(lockedAt),
      sourceValue,
    })),
    history: history?.map(({ at: when, actorName, door, doorDetail, action, items }) => ({
      at: instant(when),
      by: actorName,
      door,
      doorDetail,
      action,
      changes: items,
    })),
    signIns: signIns?.map((one) => ({ ...one, at: instant(one.at) })),
  }
  const incomplete = Object.keys(data).filter((name) => (data[name]?.length ?? 0) > mostRows)
  const cut = Object.fromEntries(Object.entries(data).map(([name, rows]) => [name, rows?.slice(0, mostRows)]))
  const head = { format: 'foyer-person', formatVersion, exportedAt: instant(at), exportedBy: by, institution, incomplete }
  return JSON.stringify({ ...head, user: userIn(user), ...cut }, null, 2)
}

const instant = (at: number) => new Date(at).toISOString()

const userIn = (user: Dossier['user']) => ({
  id: user.id,
  ...rowIn('general', user),
  statusDate: user.statusDate,
  createdAt: instant(user.createdAt),
  changedAt: instant(user.changedAt),
})

/** The fields of a row, and who wrote it where that is kept. */
function rowIn(part: Part, row: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.keys(parts[part].fields).filter((name) => name in row)
  const written = typeof row.createdAt === 'number' && typeof row.createdBy === 'string'
  return {
    ...Object.fromEntries(fields.map((name) => [name, row[name] ?? null])),
    ...('origin' in row ? { origin: row.origin } : {}),
    ...('parameters' in row ? { parameters: row.parameters ?? null } : {}),
    ...(written ? { createdAt: instant(row.createdAt as number), createdBy: row.createdBy } : {}),
  }
}

const linkIn = ({ proxy, person }: Linked, nameOf: Namer) => ({
  primaryId: person.primaryId,
  name: nameOf(person),
  expiryDate: proxy.expiryDate,
  createdAt: instant(proxy.createdAt),
  createdBy: proxy.createdBy,
})
