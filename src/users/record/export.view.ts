import type { Describe } from '#code-tables/code-tables.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { outcomeWords } from '#sign-in/outcome-words.view.ts'
import type { Line } from '../changes.view.ts'
import { actionWord, doorWords, lineOf } from '../changes.view.ts'
import type { Namer } from '../names.ts'
import type { Dossier } from './export.queries.ts'
import { mostRows } from './export.queries.ts'
import type { Section } from './sections.view.ts'
import { sectionsOf } from './sections.view.ts'

/** What the page shows that asks how the data of a person is to be taken along. */
export type ExportPage = { url: string; back: string; seesNotes: boolean; included: string; problem: string | undefined }

export function exportPage(
  user: { id: number },
  sees: { notes: boolean; history: boolean; signIns: boolean },
  problem?: string,
): ExportPage {
  const included = [
    _('general and contact information, identifiers, notes, blocks, statistics, roles, proxies, the names of attachments'),
    ...(sees.history ? [_('the history of the record')] : []),
    ...(sees.signIns ? [_('when the person signed in')] : []),
  ]
  return {
    url: `/users/${user.id}/export`,
    back: `/users/${user.id}`,
    seesNotes: sees.notes,
    included: included.join(', '),
    problem,
  }
}

/** What the readable file shows. */
export type ExportFile = {
  name: string
  about: string
  sections: Section[]
  acts: { when: string; who: string; door: string; action: string; lines: Line[] }[] | undefined
  signIns: { when: string; outcome: string; address: string }[] | undefined
  /** That some list is longer than the file. */
  cut: boolean
}

type Words = { describe: Describe; nameOf: Namer; timeZone: string; at: number; by: string; institution: string }

export function exportFile({ user, lists, locks, files, history, signIns }: Dossier, words: Words): ExportFile {
  const { describe, nameOf, timeZone, at, by, institution } = words
  const when = (instant: number) => minuteIn(timeZone, instant)
  const sections = sectionsOf({ user, lists: { ...lists, attachment: [] }, locks }, words)
  const attached: Section = {
    title: _('Attachments'),
    rows: files.map(({ name, note, size, createdAt }) => [
      { term: _('Name'), value: name },
      { term: _('Size'), value: _('{n} bytes', { n: size.toLocaleString('en') }) },
      { term: _('Added'), value: when(createdAt) },
      ...(note ? [{ term: _('Note'), value: note }] : []),
    ]),
  }
  const all = files.length > 0 ? [...sections, attached] : sections
  return {
    name: nameOf(user),
    about: _('All that {institution} keeps of this person, {at}, taken along by {by}.', { institution, at: when(at), by }),
    sections: all.map(({ title, rows }) => ({ title, rows: rows.slice(0, mostRows) })),
    acts: history?.slice(0, mostRows).map((act) => ({
      when: when(act.at),
      who: act.actorName,
      door: doorWords(act),
      action: actionWord(act.action),
      lines: act.items.map((change) => lineOf(change, describe)),
    })),
    signIns: signIns?.slice(0, mostRows).map((one) => ({
      when: when(one.at),
      outcome: outcomeWords[one.outcome] ?? one.outcome,
      address: one.address ?? '',
    })),
    cut: [...all.map(({ rows }) => rows), history ?? [], signIns ?? []].some(({ length }) => length > mostRows),
  }
}
