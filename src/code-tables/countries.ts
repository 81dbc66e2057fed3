import { createRequire } from 'node:module'

// Read only when a database is seeded: the package itself would load every language it has.
const load = createRequire(import.meta.url)

/** ISO 3166: three-letter code and English name, in the order of names. */
export function countries(): [code: string, description: string][] {
  const codes: [two: string, three: string][] = load('i18n-iso-countries/codes.json')
  const names: Record<string, string | string[]> = load('i18n-iso-countries/langs/en.json').countries
  const alpha3 = new Map(codes.map(([two, three]) => [two, three]))
  return Object.entries(names)
    .flatMap(([two, name]): [string, string][] => {
      const three = alpha3.get(two)
      return three ? [[three, [name].flat()[0] ?? three]] : []
    })
    .sort(([, one], [, other]) => one.localeCompare(other, 'en'))
}
