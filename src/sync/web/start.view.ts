import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Found } from '../inbox.ts'
import { profileUrl } from './addresses.view.ts'
import type { SyncProfile } from './overview.queries.ts'

type Option = { value: string; label: string }
/** How a run begins: by a file that is sent, or the next one of the folder. */
export type StartPage = {
  name: string
  back: string
  url: string
  uploadUrl: string
  form: Form
  trouble: Trouble
  actions: Option[]
  hint: string
  canRun: boolean
  columnsUrl: string
  deactivates: boolean
  waiting: { folder: string; files: Found[]; trouble: string } | undefined
  files: { name: string; size: string; state: string; ready: boolean }[]
  hasReady: boolean
}

const stateWords: Record<Found['state'], string> = {
  ready: _('Ready'),
  'being written': _('Still being written'),
  link: _('A symbolic link: left'),
  'no file': _('Not a file: left'),
}
const mostShown = 20

type Parts = { profile: SyncProfile; form: Form; trouble: Trouble; waiting: StartPage['waiting'] }

export const startPage = ({ profile, form, trouble, waiting }: Parts): StartPage => ({
  name: profile.name,
  back: profileUrl(profile),
  url: `${profileUrl(profile)}/run`,
  uploadUrl: `${profileUrl(profile)}/run/upload`,
  form,
  trouble,
  actions: [
    { value: 'synchronise', label: _('Synchronise: known users follow the file') },
    { value: 'import', label: _('Import: only users who are not here yet') },
  ],
  hint:
    profile.format === 'csv'
      ? _('A CSV file with the headings that the profile knows, up to 2 GB.')
      : _('Alma user XML, plain or zipped, up to 2 GB.'),
  canRun: profile.format !== 'csv' || profile.columns.some(({ target }) => target !== ''),
  columnsUrl: `${profileUrl(profile)}/columns`,
  deactivates: profile.absentPeople === 'deactivate',
  waiting,
  files: (waiting?.files ?? []).slice(0, mostShown).map(({ name, size, state }) => ({
    name,
    size: sizeWords(size),
    state: stateWords[state],
    ready: state === 'ready',
  })),
  hasReady: (waiting?.files ?? []).some(({ state }) => state === 'ready'),
})

const units = ['KB', 'MB', 'GB'] as const

/** A number of bytes as people read it. */
export function sizeWords(bytes: number): string {
  let [size, unit] = [bytes / 1024, 0]
  while (size >= 1000 && unit < units.length - 1) [size, unit] = [size / 1024, unit + 1]
  return `${size < 10 ? Math.max(0.1, Math.round(size * 10) / 10) : Math.round(size)} ${units[unit]}`
}
