import nunjucks from 'nunjucks'

const { SafeString } = nunjucks.runtime
// Its types leave out the one that templates escape by.
export const { escape: escaped } = nunjucks.lib as unknown as { escape(text: string): string }
export type Markup = InstanceType<typeof SafeString>
type Piece = Markup | string | number | boolean | null | undefined | Piece[]

/** Markup made in code, for what a page draws many times: every value is escaped but what is markup itself; false is nothing. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Markup {
  let text = strings[0] ?? ''
  for (let i = 0; i < values.length; i += 1) text += written(values[i]) + (strings[i + 1] ?? '')
  return new SafeString(text)
}

function written(value: Piece): string {
  if (value instanceof SafeString) return value.toString()
  if (Array.isArray(value)) return value.map(written).join('')
  if (value === undefined || value === null || value === false || value === '') return ''
  return escaped(String(value))
}
