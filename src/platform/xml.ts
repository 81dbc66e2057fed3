// What XML 1.0 has no way to write, not even as a number.
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Written plainly, readers would turn it into a line feed.
  '\r': '&#13;',
}

/** A text as it stands between two tags or in an attribute. Characters that XML cannot hold are left out. */
export const xmlText = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>"\r]/g, (letter) => entities[letter] ?? letter)

// In an attribute readers turn these into blanks.
const attributeText = (text: string) => xmlText(text).replace(/[\t\n]/g, (letter) => `&#${letter.charCodeAt(0)};`)

/** An element as text: around a text, which is escaped, or around elements that are written already. */
export function element(
  name: string,
  attributes: Record<string, string | undefined>,
  inside: string | readonly string[],
): string {
  const told = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${attributeText(value)}"`]))
    .join('')
  const content = typeof inside === 'string' ? xmlText(inside) : inside.join('')
  return content === '' ? `<${name}${told}/>` : `<${name}${told}>${content}</${name}>`
}

export const xmlBeginning = '<?xml version="1.0" encoding="UTF-8"?>\n'
