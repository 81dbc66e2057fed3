import { _ } from '#platform/i18n/i18n.ts'

// What XML 1.0 does not allow in any text.
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

// Reads on until a semicolon: then the parser tells of something else.
const bareAmpersand = /&(?!(#\d+|#x[\da-f]+|[\w.-]+);)/i
const ampersand = _('A plain & stands here. Write &amp; for it.')

/** What is wrong, in words: from the message of the parser, the text it was given last, and the element it closed last. */
export function xmlWords(message: string, text: string, closed: string): string {
  const reason = message.replace(/^\d+:\d+: /, '')
  if (/^unclosed tag/.test(reason)) {
    if (bareAmpersand.test(text)) return ampersand
    return _('The element {name} is not closed.', { name: reason.replace(/^unclosed tag: /, '') })
  }
  if (/^unexpected close tag/.test(reason)) return _('The element {name} is not closed by its own name.', { name: closed })
  if (/^unmatched closing tag/.test(reason)) return _('An element is closed that was not opened.')
  if (/^disallowed character\.$/.test(reason)) return forbiddenCharacter(text)
  return known.find(([pattern]) => pattern.test(reason))?.[1] ?? _('This is no well-formed XML ({reason}).', { reason })
}

function forbiddenCharacter(text: string): string {
  const code = forbidden.exec(text)?.[0].codePointAt(0)
  if (code === undefined) return _('A character stands here that XML does not allow. Take it out.')
  const shown = code.toString(16).toUpperCase().padStart(4, '0')
  return _('The character U+{code} is not allowed in XML. Take it out.', { code: shown })
}

const known: [RegExp, string][] = [
  [/^undefined entity/, _('An entity is used that XML does not know. Write the character itself, or its number.')],
  [/character entity/, _('A character is given by a number that XML does not allow. Take it out.')],
  [/entity name/, ampersand],
  [/^documents may contain only one root/, _('A second outermost element begins here. All users belong into one element users.')],
  [/^document must contain a root/, _('The file holds no element at all.')],
  [/^text data outside/, _('Text stands outside of the outermost element.')],
  [/^unexpected end/, _('The file ends in the middle of an element.')],
  [/XML declaration must/, _('The XML declaration must stand at the very beginning of the file, once.')],
  [/^duplicate attribute/, _('An attribute stands twice in one element.')],
]
