import type { Field, Part } from '#users/fields.ts'
import { addressFields, emailFields, identifierFields, noteFields, phoneFields, userFields } from '#users/fields.ts'

export type Column = { heading: string; part: Part; name: string; field: Field }

const snake = (name: string) => name.replace(/[A-Z]|\d+/g, (letter) => (/\d/.test(letter) ? letter : `_${letter.toLowerCase()}`))
const notLoaded = new Set(['accountType', 'source'])

const own: Column[] = Object.entries<Field>(userFields)
  .filter(([name]) => !notLoaded.has(name))
  .map(([name, field]) => ({ heading: snake(name), part: 'general', name, field }))

const lists: Column[] = [
  { heading: 'email', part: 'email', name: 'address', field: emailFields.address },
  { heading: 'phone', part: 'phone', name: 'number', field: phoneFields.number },
  ...(['line1', 'line2', 'line3', 'line4', 'line5'] as const).map(
    (name): Column => ({ heading: `address_${name}`, part: 'address', name, field: addressFields[name] }),
  ),
  ...(['city', 'stateProvince', 'postalCode', 'country'] as const).map(
    (name): Column => ({ heading: snake(name), part: 'address', name, field: addressFields[name] }),
  ),
  { heading: 'barcode', part: 'identifier', name: 'value', field: identifierFields.value },
  { heading: 'note', part: 'note', name: 'text', field: noteFields.text },
]

/** Every column that a file of users may have, by its heading. Secrets, roles and account type are not among them. */
export const columns: ReadonlyMap<string, Column> = new Map([...own, ...lists].map((column) => [column.heading, column]))

// The same field under the name it has in the public format.
const aliases = new Map(own.filter(({ field, heading }) => field.wire !== heading).map((column) => [column.field.wire, column]))

/** The column that a heading names, in any letter case. */
export const columnOf = (heading: string): Column | undefined => {
  const name = heading.trim().toLowerCase()
  return columns.get(name) ?? aliases.get(name)
}

export const mandatoryHeadings = own
  .filter(({ name }) => ['primaryId', 'firstName', 'lastName'].includes(name))
  .map(({ heading }) => heading)
