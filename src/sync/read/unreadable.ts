import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'

/** Where in a file something stands: the file's name when it lies in a zip, the line counted from 1. */
export type Place = { file?: string; line?: number }

/** The file cannot be read, from here on or at all: nothing of it is to be used. */
export class UnreadableSource extends Spoken {
  place: Place
  constructor(what: string, place: Place = {}) {
    super(422, placed(what, place))
    this.place = place
  }
}

/** One record cannot be understood by itself; the others can. */
export class RejectedItem extends Spoken {
  constructor(what: string) {
    super(422, what)
  }
}

function placed(what: string, { file = '', line }: Place): string {
  if (line === undefined) return file === '' ? what : _('{file}: {what}', { file, what })
  // As text: a line is looked up in an editor, which writes no separators into numbers.
  const at = { file, line: String(line), what }
  return file === '' ? _('Line {line}: {what}', at) : _('{file}, line {line}: {what}', at)
}
