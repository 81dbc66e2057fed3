/** The tables of codes, by the names of the field's standard terms, with how people call them. */
export const codeTables = {
  UserGroups: 'User groups',
  JobTitles: 'Job categories',
  UserTitles: 'Titles',
  Genders: 'Genders',
  UserPreferredLanguage: 'Languages',
  CatalogerLevel: 'Cataloger levels',
  UserAddressTypes: 'Address types',
  UserPhoneTypes: 'Phone types',
  UserEmailTypes: 'Email types',
  UserIdentifierTypes: 'Identifier types',
  NoteTypes: 'Note types',
  UserBlockTypes: 'Block types',
  UserBlockDescription: 'Block descriptions',
  CountryCodes: 'Countries',
} as const
export type CodeTable = keyof typeof codeTables

export type Code = { code: string; description: string; enabled: boolean; isDefault: boolean; recordTypes: string[] | null }

/** Whether a code may be chosen for a record type; what a record already holds stays valid beside this. */
export const mayBeChosen = (code: Code, recordType: string) =>
  code.enabled && (code.recordTypes === null || code.recordTypes.includes(recordType))
