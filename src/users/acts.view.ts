import { _ } from '#platform/i18n/i18n.ts'
import type { Permission } from '#roles/permissions.ts'
import { institutionScope } from '#roles/roles.ts'
import type { Actor, Touched } from '#sign-in/actor.ts'
import type { User } from './users.table.ts'

/**
 * An act on the whole record: words, its address below the user, every right that it needs (`wide`: in the whole
 * institution), and for whom it exists.
 */
type Act = {
  label: string
  slug: string
  permissions: readonly Permission[]
  wide?: true
  when?: (user: User) => boolean
}

/** The menu "More" at the head of User Details, in its order. A new act is a line here, and its routes one in tabs.ts. */
const acts: readonly Act[] = [
  { label: _('Duplicate'), slug: 'duplicate', permissions: ['see users', 'edit users'] },
  { label: _('Print'), slug: 'print', permissions: ['see users'] },
  { label: _('Export data'), slug: 'export', permissions: ['see users', 'export and change many'] },
  { label: _('Change record type'), slug: 'record-type', permissions: ['manage roles'], wide: true },
  { label: _('Toggle account type'), slug: 'account-type', permissions: ['manage roles'], wide: true },
  { label: _('Merge with another user'), slug: 'merge', permissions: ['export and change many'] },
  { label: _('Move to the bin'), slug: 'bin', permissions: ['delete and restore users'] },
]

export type OfferedAct = { label: string; url: string }

/** What this person may do with this user. */
export const actsFor = (actor: Actor, user: User & Touched): OfferedAct[] =>
  acts
    .filter(({ permissions, when }) => permissions.every((right) => actor.may(right, user)) && (when?.(user) ?? true))
    .filter(({ permissions, wide }) => !wide || permissions.every((right) => actor.mayIn(right, institutionScope, user)))
    .map(({ label, slug }) => ({ label, url: `/users/${user.id}/${slug}` }))
