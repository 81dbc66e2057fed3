const plain = /^[\u0000-\u007f]*$/
const foldOne = (letter: string) => (letter === 'ı' ? letter : letter.toLowerCase().toUpperCase().toLowerCase())

/** Letter case taken away by Unicode's rules, blanks at the ends too: for comparing what must be unique. */
export function caseFold(text: string): string {
  const bare = text.trim().normalize('NFC')
  return plain.test(bare) ? bare.toLowerCase() : [...bare].map(foldOne).join('').normalize('NFC')
}

/** Characters that no field takes: controls, and the sign that stands for bytes that were no text. Line ends are told apart. */
const unstorable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd\ufffe\uffff\ud800-\udfff]/u
const breaks = /[\t\r\n\u2028\u2029]/

export const hasUnstorable = (text: string, severalLines: boolean) =>
  unstorable.test(text) || (!severalLines && breaks.test(text))

/** The text with � in place of what cannot be stored, for showing it again. */
export const showable = (text: string) => text.replace(new RegExp(unstorable.source, 'gu'), '\ufffd')

/** Letters as people count them, not bytes. */
export const lengthOf = (text: string) => (plain.test(text) ? text.length : [...text].length)
