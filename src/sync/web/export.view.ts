import { _ } from '#platform/i18n/i18n.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Actor } from '#sign-in/actor.ts'
import { profileUrl } from './addresses.view.ts'
import type { SyncProfile } from './overview.queries.ts'

/** What the page says on which users leave, and since when. */
export type ExportPage = {
  name: string
  url: string
  back: string
  form: Form
  whom: { value: string; label: string }[]
  notes: string
}

export const exportPage = (profile: SyncProfile, actor: Actor, form: Form): ExportPage => ({
  name: profile.name,
  url: `${profileUrl(profile)}/export`,
  back: profileUrl(profile),
  form,
  whom: [
    { value: 'source', label: _('Users who come from {name}', { name: profile.name }) },
    { value: 'everybody', label: _('Everybody') },
  ],
  notes: actor.may('see notes') ? '' : _('Notes are left out: your roles do not show them.'),
})
