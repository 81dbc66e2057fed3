import { _ } from '#platform/i18n/i18n.ts'
import type { CodeTable } from './code-tables.ts'

/** What the library may do with a table of codes, and what its codes say of themselves. */
export type TableFacts = {
  /** One of its codes, within a sentence. */
  one: string
  /** What the table is for. */
  about: string
  /** The record types that can be given a code of it. Without them every code is open to all. */
  recordTypes?: readonly string[]
  /** The table that each of its codes belongs to one code of. */
  parent?: CodeTable
  /** Whether one of its codes may stand first: new users get it where nothing was chosen, and forms begin with it. */
  hasDefault?: true
  /** Whether codes are of letters and digits alone. */
  plain?: true
  /** Whether its order is that of the descriptions, and not the library’s. */
  byName?: true
  /** Codes that Foyer itself gives or looks for: they stay. */
  relied?: readonly string[]
}

const people = ['STAFF', 'PUBLIC'] as const
const everyone = ['STAFF', 'PUBLIC', 'CONTACT'] as const

export const tableFacts: Record<CodeTable, TableFacts> = {
  UserGroups: {
    one: _('user group'),
    about: _('What readers are to the library: its circulation rules go by them.'),
    recordTypes: people,
    hasDefault: true,
    plain: true,
  },
  JobTitles: {
    one: _('job category'),
    about: _('What staff work at.'),
    recordTypes: everyone,
    hasDefault: true,
  },
  UserTitles: { one: _('title'), about: _('How people are addressed.'), hasDefault: true },
  Genders: { one: _('gender'), about: _('May be left empty on every record.'), hasDefault: true },
  UserPreferredLanguage: {
    one: _('language'),
    about: _('The languages in which people may be written to.'),
    hasDefault: true,
  },
  CatalogerLevel: {
    one: _('cataloger level'),
    about: _('Carried for the catalogue: who may change whose records.'),
    hasDefault: true,
  },
  UserAddressTypes: {
    one: _('address type'),
    about: _('What an address is for.'),
    recordTypes: everyone,
    relied: ['home', 'work', 'order'],
  },
  UserPhoneTypes: {
    one: _('phone type'),
    about: _('What a phone number is for.'),
    recordTypes: everyone,
    relied: ['mobile', 'office', 'orderPhone'],
  },
  UserEmailTypes: {
    one: _('email type'),
    about: _('What an e-mail address is for.'),
    recordTypes: everyone,
    relied: ['personal', 'work', 'orderMail'],
  },
  UserIdentifierTypes: {
    one: _('identifier type'),
    about: _('What else a person is known by: barcodes, numbers of the institution.'),
    recordTypes: people,
    hasDefault: true,
    relied: ['BARCODE'],
  },
  NoteTypes: { one: _('note type'), about: _('What a note is about.'), hasDefault: true },
  UserBlockTypes: { one: _('block type'), about: _('What a block is about.'), hasDefault: true },
  UserBlockDescription: { one: _('block description'), about: _('The reasons for which someone may be blocked.') },
  CountryCodes: {
    one: _('country'),
    about: _('By their three letters, in the order of their names.'),
    hasDefault: true,
    byName: true,
  },
  Libraries: {
    one: _('library'),
    about: _('The libraries of the institution. Roles can be given for one of them, and notes can belong to one.'),
  },
  CirculationDesks: {
    one: _('circulation desk'),
    about: _('The desks of each library, which a role can name.'),
    parent: 'Libraries',
  },
  ServiceUnits: {
    one: _('service unit'),
    about: _('The units of each library that do its work, which a role can name.'),
    parent: 'Libraries',
  },
  Campuses: { one: _('campus'), about: _('Where people study or work.'), hasDefault: true },
  LibraryNotices: { one: _('library notice'), about: _('Letters that a person may choose to get.') },
  ResourceSharingLibraries: {
    one: _('resource sharing library'),
    about: _('The libraries through which a person may order from elsewhere.'),
  },
  StatisticalTypes: { one: _('statistical type'), about: _('What people are counted by, such as their department.') },
  StatisticalCategories: {
    one: _('statistical category'),
    about: _('What each statistical type tells apart: its departments, say. Staff choose from these.'),
    parent: 'StatisticalTypes',
  },
}
