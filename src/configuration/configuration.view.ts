import type { CodeTable } from '#code-tables/code-tables.ts'
import { codeTables } from '#code-tables/code-tables.ts'
import { tableFacts } from '#code-tables/table-facts.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Permission } from '#roles/permissions.ts'

/** A page of the configuration. `route` where its address has a name in it; `permission` where it is not "configure". */
type Link = { label: string; about: string; url: string; route?: string; permission?: Permission }
type Card = { id: string; heading: string; links: Link[] }

export const tableUrl = (table: CodeTable) => `/configuration/codes/${table}`
const codesOf = (table: CodeTable): Link => ({
  label: codeTables[table],
  about: tableFacts[table].about,
  url: tableUrl(table),
  route: '/configuration/codes/:table',
})

/** What can be configured, in groups. A page appears here as soon as its route exists: a new one is a line. */
export const cards: readonly Card[] = [
  {
    id: 'institution',
    heading: _('Institution'),
    links: [
      { label: _('Institution'), about: _('Its name, at the top of every page.'), url: '/configuration/institution' },
      ...(['Libraries', 'CirculationDesks', 'ServiceUnits', 'Campuses', 'ResourceSharingLibraries'] as const).map(codesOf),
    ],
  },
  {
    id: 'roles',
    heading: _('Roles and registration'),
    links: [
      {
        label: _('Profiles'),
        about: _('Roles that are given together, by name.'),
        url: '/configuration/profiles',
        permission: 'manage roles',
      },
      {
        label: _('Role assignment rules'),
        about: _('Which profile a new user gets.'),
        url: '/configuration/rules',
        permission: 'manage roles',
      },
      {
        label: _('Quick registration'),
        about: _('What is asked of somebody who is registered at the desk.'),
        url: '/configuration/registration',
      },
    ],
  },
  {
    id: 'details',
    heading: _('User details'),
    links: [
      {
        label: _('Mandatory fields'),
        about: _('What must be known of each record type.'),
        url: '/configuration/mandatory',
      },
      { label: _('Name display'), about: _('How names are shown and ordered.'), url: '/configuration/names' },
      ...(
        [
          'UserGroups',
          'JobTitles',
          'UserTitles',
          'Genders',
          'UserPreferredLanguage',
          'CatalogerLevel',
          'LibraryNotices',
          'StatisticalTypes',
          'StatisticalCategories',
        ] as const
      ).map(codesOf),
    ],
  },
  {
    id: 'rows',
    heading: _('Contact information, identifiers, notes and blocks'),
    links: (
      [
        'UserAddressTypes',
        'UserPhoneTypes',
        'UserEmailTypes',
        'CountryCodes',
        'UserIdentifierTypes',
        'NoteTypes',
        'UserBlockTypes',
        'UserBlockDescription',
      ] as const
    ).map(codesOf),
  },
  {
    id: 'general',
    heading: _('General'),
    links: [
      {
        label: _('Settings'),
        about: _('Numbers that Foyer makes, sessions, restricted users, how long things are kept.'),
        url: '/configuration/settings',
      },
    ],
  },
]

export type OverviewPage = { cards: Card[] }

/** The groups as one person sees them: pages that exist and that they may open. */
export function overview(
  all: readonly Card[],
  { exists, may }: { exists: (route: string) => boolean; may: (permission: Permission) => boolean },
): OverviewPage {
  const isOpen = ({ url, route, permission }: Link) => exists(route ?? url) && may(permission ?? 'configure')
  const shown = all.map((card) => ({ ...card, links: card.links.filter(isOpen) }))
  return { cards: shown.filter(({ links }) => links.length > 0) }
}
