import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Progress } from '#users/name-order.ts'
import { readNamePattern, readyPatterns } from '#users/name-pattern.ts'
import type { Named } from '#users/names.ts'
import { namerBy, patternNow } from '#users/names.ts'

/** What the page of the name display shows: patterns to choose from, each with names written by it. */
export type NamesPage = {
  form: Form
  trouble: Trouble
  drawn: string
  patterns: { text: string; names: string[]; chosen: boolean }[]
  ordering: string | undefined
}

// Somebody to show names by where no user may be shown.
const nobody: Named = {
  firstName: 'Ana',
  middleName: 'Maria',
  lastName: 'Silva',
  prefFirstName: null,
  prefMiddleName: null,
  prefLastName: null,
  title: 'DR',
}

type Parts = { form: Form; trouble: Trouble; people: Named[]; progress: Progress | undefined }

export async function namesPage(reader: Reader, { form, trouble, people, progress }: Parts): Promise<NamesPage> {
  const drawn = (await patternNow(reader)).text
  const patterns: NamesPage['patterns'] = []
  for (const text of new Set<string>([...readyPatterns, drawn])) {
    const pattern = readNamePattern(text)
    if (!pattern) continue
    const nameOf = await namerBy(reader, pattern)
    patterns.push({ text, names: (people.length > 0 ? people : [nobody]).map(nameOf), chosen: text === form.values.pattern })
  }
  return { form, trouble, drawn, patterns, ordering: progress && inWords(progress) }
}

const inWords = ({ done, total }: Progress) =>
  _('Lists are being put into the order of the names: {done} of {total} users so far. You can leave this page meanwhile.', {
    done: done.toLocaleString('en'),
    total: total.toLocaleString('en'),
  })
