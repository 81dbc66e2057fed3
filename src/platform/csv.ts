// What a spreadsheet would take for a formula and carry out, whoever typed it.
const formula = /^[=+\-@\t\r＝＋－＠]/u
const special = /[",\r\n]/

/** One line of a CSV file (RFC 4180). A cell that a spreadsheet would carry out begins with an apostrophe instead. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Stands first in a file, so that spreadsheets read it as UTF-8. */
export const csvBeginning = '\ufeff'
