import { _ } from '#platform/i18n/i18n.ts'

/** The tables of codes, by the names of the field's standard terms, with how people call them. */
export const codeTables = {
  UserGroups: _('User groups'),
  JobTitles: _('Job categories'),
  UserTitles: _('Titles'),
  Genders: _('Genders'),
  UserPreferredLanguage: _('Languages'),
  CatalogerLevel: _('Cataloger levels'),
  UserAddressTypes: _('Address types'),
  UserPhoneTypes: _('Phone types'),
  UserEmailTypes: _('Email types'),
  UserIdentifierTypes: _('Identifier types'),
  NoteTypes: _('Note types'),
  UserBlockTypes: _('Block types'),
  UserBlockDescription: _('Block descriptions'),
  CountryCodes: _('Countries'),
  Libraries: _('Libraries'),
  CirculationDesks: _('Circulation desks'),
  ServiceUnits: _('Service units'),
  Campuses: _('Campuses'),
  LibraryNotices: _('Library notices'),
  ResourceSharingLibraries: _('Resource sharing libraries'),
  StatisticalTypes: _('Statistical types'),
  StatisticalCategories: _('Statistical categories'),
} as const
export type CodeTable = keyof typeof codeTables

export type Code = {
  id: number
  code: string
  description: string
  enabled: boolean
  isDefault: boolean
  recordTypes: string[] | null
  parent: string | null
  position: number
}

/** Whether a code may be chosen for a record type; what a record already holds stays valid beside this. */
export const mayBeChosen = (code: Code, recordType: string) =>
  code.enabled && (code.recordTypes === null || code.recordTypes.includes(recordType))
