import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'

/** Libraries, desks and service units that a role may name. */
export async function placesOf(reader: Reader) {
  const libraries = await codesOf(reader, 'Libraries')
  const desks = await codesOf(reader, 'CirculationDesks')
  return { libraries, desks, units: await codesOf(reader, 'ServiceUnits') }
}

/** The number in an address. */
export const numberIn = ({ params }: { params: unknown }, name: string): number =>
  Number((params as Record<string, string>)[name] ?? -1)
