import type { Describe } from '#code-tables/code-tables.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { roleName, roles } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Option, Places, RoleGroup } from '#users/role-words.view.ts'
import { carriedWords, enabledOptions, roleGroups, scopeOptions, scopeWords } from '#users/role-words.view.ts'
import { barToRole } from '#users/user-roles/granting.ts'
import type { ProfileRole, RoleKey } from '#users/user-roles/profile-roles.ts'
import { isRole } from '#users/user-roles/profile-roles.ts'
import type { ListedProfile } from '#users/user-roles/profiles.queries.ts'

export const profilesUrl = '/configuration/profiles'
export const profileUrl = ({ id }: { id: number }) => `${profilesUrl}/${id}`

type Row = { name: string; scope: string; carries: string[]; lasts: string; anchor: string; edit?: string; removal?: string }
/** What is open on the page of a profile: one of its forms, or a question. */
export type OpenProfile = {
  mode: 'new' | 'words' | 'duplicate' | 'removal' | 'role new' | 'role edit' | 'role removal'
  key?: RoleKey
  form: Form
  trouble: Trouble
  version: number
}
export type ProfilePage = {
  profile: { name: string; description: string; url: string; rules: string; holders: string; changed: string } | undefined
  heading: string
  rows: Row[]
  /** Whether the form that is open belongs to a role that was taken out meanwhile. */
  orphan: boolean
  /** Where the actor may give all that is in it. */
  editable: boolean
  open: OpenProfile | undefined
  url: string
  at: string
  choices: RoleGroup[]
  scopes: Option[]
  desks: Option[]
  units: Option[]
}

const anchorOf = ({ role, scope }: RoleKey) => `role-${role}-${encodeURIComponent(scope)}`
export const roleUrl = (profile: { id: number }, { role, scope }: RoleKey) =>
  `${profileUrl(profile)}/roles/${role}/${encodeURIComponent(scope)}`

export const lastsWords = (days: number | null | undefined): string => (days ? _n('{n} day', '{n} days', days) : _('No end'))

const rowOf = (profile: ListedProfile, role: ProfileRole, describe: Describe, editable: boolean): Row => ({
  name: roleName(role.role),
  scope: scopeWords(role.scope, describe),
  carries: carriedWords(role.parameters, describe),
  lasts: lastsWords(role.days),
  anchor: anchorOf(role),
  ...(editable ? { edit: `${roleUrl(profile, role)}/edit`, removal: `${roleUrl(profile, role)}/removal` } : {}),
})

type Drawn = {
  profile: ListedProfile | undefined
  actor: Actor
  describe: Describe
  places: Places
  timeZone: string
  address: string
  open?: OpenProfile | undefined
}

export function profilePage({ profile, actor, describe, places, timeZone, address, open }: Drawn): ProfilePage {
  const editable = profile === undefined || profile.roles.every((role) => barToRole(actor, role) === undefined)
  const scopes = scopeOptions(places.libraries).filter(({ value }) => actor.mayIn('manage roles', value))
  const offered = roles.filter(({ code }) => scopes.some(({ value }) => isOffered(actor, profile, { role: code, scope: value })))
  const rows = profile?.roles.map((role) => rowOf(profile, role, describe, editable)) ?? []
  const at = open?.key ? anchorOf(open.key) : ''
  return {
    profile: profile && {
      name: profile.name,
      description: profile.description ?? '',
      url: profileUrl(profile),
      rules: profile.rules > 0 ? _n('{n} rule gives it', '{n} rules give it', profile.rules) : '',
      holders: profile.holders > 0 ? _n('{n} user holds roles from it', '{n} users hold roles from it', profile.holders) : '',
      changed: _('Last saved by {name}, {at}', { name: profile.authorName, at: minuteIn(timeZone, profile.changedAt) }),
    },
    heading: profile?.name ?? (open?.mode === 'new' ? _('Add profile') : _('Profile')),
    rows,
    editable,
    open,
    url: address,
    orphan: open?.mode === 'role edit' && !rows.some(({ anchor }) => anchor === at),
    at,
    choices: roleGroups(offered),
    scopes,
    desks: enabledOptions(places.desks),
    units: enabledOptions(places.units),
  }
}

// The one that restricts its holder is what someone so restricted may still give.
const isOffered = (actor: Actor, profile: ListedProfile | undefined, key: RoleKey): boolean =>
  !profile?.roles.some(isRole(key)) && barToRole(actor, { ...key, parameters: { CantEditRestrictedUsers: true } }) === undefined

/** The words of a clash about what a profile is called. */
export const profileWords = {
  label: (field: string) => (field === 'name' ? _('Name') : _('Description')),
  shown: (_field: string, value: unknown) => String(value ?? ''),
}
