/** Sentences by language; English is the language that the source is written in. A language not here shows English. */
const catalogues: Record<string, Record<string, string>> = { en: {} }

/**
 * A sentence for people, with `{name}` replaced by the values. Every sentence a person reads passes here, so that a
 * catalogue can translate it. `_(…, undefined, language)` chooses the language.
 */
export function _(sentence: string, values?: Record<string, string | number>, language = 'en'): string {
  const words = catalogues[language]?.[sentence] ?? sentence
  if (!values) return words
  return words.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? shown(values[name], language) : whole,
  )
}

/** One or many: `_n('{n} user', '{n} users', 3)`. */
export const _n = (one: string, many: string, n: number, values: Record<string, string | number> = {}): string =>
  _(n === 1 ? one : many, { n, ...values })

const numbers = new Intl.NumberFormat('en')
const shown = (value: string | number | undefined, _language: string) =>
  typeof value === 'number' ? numbers.format(value) : (value ?? '')
