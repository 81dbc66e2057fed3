import { _n } from '#platform/i18n/i18n.ts'
import { roleName } from '#roles/roles.ts'
import type { ListedProfile } from '#users/user-roles/profiles.queries.ts'
import { profileUrl } from './profiles.view.ts'

/** What the list of profiles shows. */
export type ProfilesPage = {
  rows: {
    id: number
    url: string
    name: string
    description: string
    roles: string
    rules: string
    holders: string
    by: string
  }[]
}

export const profilesPage = (profiles: readonly ListedProfile[]): ProfilesPage => ({
  rows: profiles.map((profile) => ({
    id: profile.id,
    url: profileUrl(profile),
    name: profile.name,
    description: profile.description ?? '',
    roles: profile.roles.map(({ role }) => roleName(role)).join(', '),
    rules: profile.rules > 0 ? _n('{n} rule', '{n} rules', profile.rules) : '',
    holders: profile.holders > 0 ? _n('{n} user', '{n} users', profile.holders) : '',
    by: profile.authorName,
  })),
})
