import type { Describe } from '#code-tables/code-tables.queries.ts'
import { element } from '#platform/xml.ts'
import type { Field } from '#users/fields.ts'
import { parts, userFields, wordFor } from '#users/fields.ts'
import type { SourcePart } from '#users/record/follow-plan.ts'
import type { Lists } from '#users/record/whole.queries.ts'
import type { User } from '#users/users.table.ts'

type Row = Record<string, unknown>
type Attributes = Record<string, string | undefined>

/** A coded field carries what its code means; a day stands in UTC, as the schema has it. */
function field(of: Field, value: unknown, describe: Describe): string {
  const text = value === null || value === undefined ? '' : String(value)
  if (of.kind === 'day') return element(of.wire, {}, `${text}Z`)
  const told: Attributes = of.codes
    ? { desc: describe(of.codes, text) }
    : of.kind === 'choice' && of.wire !== 'block_status' && !isPlain(of)
      ? { desc: wordFor(text) }
      : {}
  return element(of.wire, told, text)
}
// The status of an identifier is a plain text there.
const isPlain = (of: Field) => of === parts.identifier.fields.status

const isSaid = (value: unknown) => value !== null && value !== undefined && value !== ''

/** One user in the public user format: valid by its schema, which knows no empty days and wants both flags of a note. */
export function userXml(user: User, lists: Lists, describe: Describe): string {
  const own = Object.entries<Field>(userFields)
    .filter(([name, of]) => of.kind !== 'codes' && isSaid(user[name as keyof User]))
    .map(([name, of]) => field(of, user[name as keyof User], describe))
  const list = (part: SourcePart, wrapper: string, row: string) => element(wrapper, {}, rowsXml(part, row, lists[part], describe))
  return element('user', {}, [
    ...own,
    element('contact_info', {}, [
      list('address', 'addresses', 'address'),
      list('email', 'emails', 'email'),
      list('phone', 'phones', 'phone'),
    ]),
    list('identifier', 'user_identifiers', 'user_identifier'),
    list('block', 'user_blocks', 'user_block'),
    list('note', 'user_notes', 'user_note'),
    list('statistic', 'user_statistics', 'user_statistic'),
    element('rs_libraries', {}, codesXml('resourceSharingLibraries', user, describe)),
    element('library_notices', {}, codesXml('libraryNotices', user, describe)),
  ])
}

// The lists come the newest first; the first row of a kind is the one that was there first.
const rowsXml = (part: SourcePart, name: string, rows: Row[], describe: Describe): string[] =>
  rows.toReversed().map((row) => {
    const fields = Object.entries<Field>(parts[part].fields)
    const flags = fields.filter(([, of]) => asAttribute.has(of.wire))
    const inside = fields.filter(([, of]) => !asAttribute.has(of.wire) && !outsideSchema.has(of.wire))
    const attributes = { ...flagsOf(flags, row), segment_type: row.origin === 'EXTERNAL' ? 'External' : 'Internal' }
    return element(
      name,
      attributes,
      inside.flatMap(([column, of]) => rowField(of, row[column], describe)),
    )
  })

const asAttribute = new Set(['preferred', 'preferred_sms'])
const outsideSchema = new Set(['pinned', 'note_owner', 'block_owner'])
const flagsOf = (flags: [string, Field][], row: Row): Attributes =>
  Object.fromEntries(flags.map(([column, of]) => [of.wire, String(row[column] === true)]))

function rowField(of: Field, value: unknown, describe: Describe): string[] {
  if (of.kind === 'codes') {
    const types = Array.isArray(value) ? value : []
    return [
      element(
        `${of.wire}s`,
        {},
        types.map((type) => field({ ...of, kind: 'code' }, type, describe)),
      ),
    ]
  }
  if (of.kind === 'flag') return [element(of.wire, {}, String(value === true))]
  if (!isSaid(value)) return []
  // A block ends at an instant there: with the end of its day.
  if (of.wire === 'expiry_date') return [element(of.wire, {}, `${String(value)}T00:00:00.000Z`)]
  return [field(of, value, describe)]
}

function codesXml(name: 'resourceSharingLibraries' | 'libraryNotices', user: User, describe: Describe): string[] {
  const of = userFields[name]
  return (user[name] ?? []).map((code) =>
    element(of.wire, {}, [
      element('code', { desc: describe(of.codes, code) }, code),
      ...(name === 'libraryNotices' ? [element('value', {}, 'true')] : []),
    ]),
  )
}
