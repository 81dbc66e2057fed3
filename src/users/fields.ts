import type { CodeTable } from '#code-tables/code-tables.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'

export const recordTypes = ['STAFF', 'PUBLIC', 'CONTACT'] as const
export type RecordType = (typeof recordTypes)[number]
export const accountTypes = ['INTERNAL', 'EXTERNAL', 'INTEXTAUTH'] as const
export const statuses = ['ACTIVE', 'INACTIVE'] as const

const words = {
  STAFF: _('Staff'),
  PUBLIC: _('Public'),
  CONTACT: _('Contact'),
  INTERNAL: _('Internal'),
  EXTERNAL: _('External'),
  INTEXTAUTH: _('Internal with external authentication'),
  ACTIVE: _('Active'),
  INACTIVE: _('Inactive'),
} as const
/** What people read for one of the fixed values above. */
export const wordFor = (value: string): string => words[value as keyof typeof words] ?? value

/**
 * What is known of one field. `owner`: whose value stands when the user is external; source: the next synchronisation
 * overwrites it, protected: a manual value is kept, library: no source touches it. `staffOnly`: on a staff user it needs
 * the rights of that user. `types`: the record types that have it, all when left out.
 */
export type Field = {
  label: string
  kind: 'text' | 'lines' | 'day' | 'code' | 'choice' | 'flag' | 'codes' | 'secret'
  max?: number
  codes?: CodeTable
  choices?: readonly string[]
  types?: readonly RecordType[]
  owner: 'source' | 'protected' | 'library'
  required?: true
  guarded?: true
  /** As which part of a name a search finds it. */
  searched?: 'last' | 'first' | 'middle' | 'prefLast' | 'prefFirst' | 'prefMiddle'
  /** Set when the record is made, by a door that is allowed to; never by a form. */
  fixed?: true
  wire: string
}

const people = ['STAFF', 'PUBLIC'] as const
const text = { kind: 'text', max: 255 } as const
const source = { owner: 'source' } as const
const kept = { owner: 'protected' } as const

/** The fields of the user's own row, by the column that holds them. */
export const userFields = {
  recordType: {
    label: _('Record type'),
    kind: 'choice',
    choices: recordTypes,
    owner: 'library',
    fixed: true,
    wire: 'record_type',
  },
  accountType: {
    label: _('Account type'),
    kind: 'choice',
    choices: accountTypes,
    owner: 'library',
    fixed: true,
    wire: 'account_type',
  },
  source: { label: _('Source'), ...text, owner: 'library', fixed: true, wire: 'external_id' },
  firstName: { label: _('First name'), ...text, ...source, required: true, searched: 'first', wire: 'first_name' },
  middleName: { label: _('Middle name'), ...text, ...source, searched: 'middle', wire: 'middle_name' },
  lastName: { label: _('Last name'), ...text, ...source, required: true, searched: 'last', wire: 'last_name' },
  primaryId: { label: _('Primary identifier'), ...text, ...source, required: true, guarded: true, wire: 'primary_id' },
  prefFirstName: { label: _('Preferred first name'), ...text, ...kept, searched: 'prefFirst', wire: 'pref_first_name' },
  prefMiddleName: { label: _('Preferred middle name'), ...text, ...kept, searched: 'prefMiddle', wire: 'pref_middle_name' },
  prefLastName: { label: _('Preferred last name'), ...text, ...kept, searched: 'prefLast', wire: 'pref_last_name' },
  title: { label: _('Title'), kind: 'code', codes: 'UserTitles', ...kept, wire: 'user_title' },
  gender: { label: _('Gender'), kind: 'code', codes: 'Genders', ...source, wire: 'gender' },
  birthDate: { label: _('Birth date'), kind: 'day', ...source, wire: 'birth_date' },
  userGroup: { label: _('User group'), kind: 'code', codes: 'UserGroups', types: people, ...kept, wire: 'user_group' },
  jobCategory: { label: _('Job category'), kind: 'code', codes: 'JobTitles', ...kept, wire: 'job_category' },
  jobDescription: { label: _('Job description'), ...text, ...source, wire: 'job_description' },
  preferredLanguage: {
    label: _('Preferred language'),
    kind: 'code',
    codes: 'UserPreferredLanguage',
    ...kept,
    wire: 'preferred_language',
  },
  website: { label: _('Website'), ...text, ...source, wire: 'web_site_url' },
  catalogerLevel: { label: _('Cataloger level'), kind: 'code', codes: 'CatalogerLevel', ...kept, wire: 'cataloger_level' },
  campus: { label: _('Campus'), kind: 'code', codes: 'Campuses', types: people, ...kept, wire: 'campus_code' },
  resourceSharingLibraries: {
    label: _('Resource sharing libraries'),
    kind: 'codes',
    codes: 'ResourceSharingLibraries',
    types: people,
    ...kept,
    wire: 'rs_library',
  },
  libraryNotices: {
    label: _('Library notices'),
    kind: 'codes',
    codes: 'LibraryNotices',
    types: people,
    ...kept,
    wire: 'library_notice',
  },
  status: { label: _('Status'), kind: 'choice', choices: statuses, ...source, required: true, guarded: true, wire: 'status' },
  expiryDate: { label: _('Expiration date'), kind: 'day', ...source, guarded: true, wire: 'expiry_date' },
  purgeDate: { label: _('Purge date'), kind: 'day', ...source, guarded: true, wire: 'purge_date' },
} as const satisfies Record<string, Field>
export type UserField = keyof typeof userFields
/** Values of a user's own row as every door hands them to a verb: only those it means to set. */
export type UserValues = { [Name in UserField]?: ((typeof userFields)[Name]['kind'] extends 'codes' ? string[] : string) | null }

const row = { owner: 'source' } as const
const types = { label: _('Types'), kind: 'codes', ...row } as const
const preferred = { label: _('Preferred'), kind: 'flag', ...row, wire: 'preferred' } as const

export const addressFields = {
  line1: { label: _('Address line 1'), kind: 'text', max: 1000, ...row, required: true, wire: 'line1' },
  line2: { label: _('Address line 2'), ...text, ...row, wire: 'line2' },
  line3: { label: _('Address line 3'), ...text, ...row, wire: 'line3' },
  line4: { label: _('Address line 4'), ...text, ...row, wire: 'line4' },
  line5: { label: _('Address line 5'), ...text, ...row, wire: 'line5' },
  city: { label: _('City'), ...text, ...row, required: true, wire: 'city' },
  stateProvince: { label: _('State or province'), ...text, ...row, wire: 'state_province' },
  postalCode: { label: _('Postal code'), ...text, ...row, wire: 'postal_code' },
  country: { label: _('Country'), kind: 'code', codes: 'CountryCodes', ...row, wire: 'country' },
  note: { label: _('Address note'), kind: 'lines', max: 1000, ...row, wire: 'address_note' },
  startDate: { label: _('Start date'), kind: 'day', ...row, wire: 'start_date' },
  endDate: { label: _('End date'), kind: 'day', ...row, wire: 'end_date' },
  types: { ...types, codes: 'UserAddressTypes', wire: 'address_type' },
  preferred,
} as const satisfies Record<string, Field>

export const phoneFields = {
  number: { label: _('Phone number'), ...text, ...row, required: true, wire: 'phone_number' },
  types: { ...types, codes: 'UserPhoneTypes', wire: 'phone_type' },
  preferred,
  preferredSms: { label: _('Preferred for SMS'), kind: 'flag', ...row, wire: 'preferred_sms' },
} as const satisfies Record<string, Field>

export const emailFields = {
  address: { label: _('Email address'), ...text, ...row, required: true, guarded: true, wire: 'email_address' },
  description: { label: _('Description'), ...text, ...row, wire: 'description' },
  types: { ...types, codes: 'UserEmailTypes', wire: 'email_type' },
  preferred,
} as const satisfies Record<string, Field>

export const identifierFields = {
  type: { label: _('Type'), kind: 'code', codes: 'UserIdentifierTypes', ...row, required: true, wire: 'id_type' },
  value: { label: _('Value'), ...text, ...row, required: true, guarded: true, wire: 'value' },
  note: { label: _('Note'), kind: 'lines', max: 2000, ...row, wire: 'note' },
  status: { label: _('Status'), kind: 'choice', choices: statuses, ...row, required: true, wire: 'status' },
} as const satisfies Record<string, Field>

export const noteFields = {
  type: { label: _('Type'), kind: 'code', codes: 'NoteTypes', ...row, required: true, wire: 'note_type' },
  text: { label: _('Note'), kind: 'lines', max: 2000, ...row, required: true, wire: 'note_text' },
  userViewable: { label: _('Show to the user'), kind: 'flag', ...row, wire: 'user_viewable' },
  popup: { label: _('Pop-up'), kind: 'flag', ...row, wire: 'popup_note' },
  pinned: { label: _('Pinned'), kind: 'flag', owner: 'library', wire: 'pinned' },
  ownerLibrary: { label: _('Owner library'), kind: 'code', codes: 'Libraries', owner: 'library', wire: 'note_owner' },
} as const satisfies Record<string, Field>

export const blockFields = {
  type: { label: _('Type'), kind: 'code', codes: 'UserBlockTypes', ...row, required: true, wire: 'block_type' },
  description: {
    label: _('Description'),
    kind: 'code',
    codes: 'UserBlockDescription',
    ...row,
    required: true,
    wire: 'block_description',
  },
  status: { label: _('Status'), kind: 'choice', choices: statuses, ...row, required: true, wire: 'block_status' },
  expiryDate: { label: _('Expires'), kind: 'day', ...row, wire: 'expiry_date' },
  note: { label: _('Note'), kind: 'lines', max: 2000, ...row, wire: 'block_note' },
  ownerLibrary: { label: _('Owner library'), kind: 'code', codes: 'Libraries', owner: 'library', wire: 'block_owner' },
} as const satisfies Record<string, Field>

export const statisticFields = {
  category: {
    label: _('Category'),
    kind: 'code',
    codes: 'StatisticalCategories',
    ...row,
    required: true,
    wire: 'statistic_category',
  },
  note: { label: _('Note'), kind: 'lines', max: 2000, ...row, wire: 'statistic_note' },
} as const satisfies Record<string, Field>

/** Only the note is typed: the name comes with the file, and the hash says which file it is. */
export const attachmentFields = {
  name: { label: _('Name'), kind: 'text', max: 255, ...row, required: true, wire: 'attachment_name' },
  note: { label: _('Note'), kind: 'lines', max: 2000, ...row, wire: 'attachment_note' },
  hash: { label: _('File'), kind: 'text', ...row, required: true, wire: 'attachment_hash' },
} as const satisfies Record<string, Field>

/** For whom somebody may act: by the number of the record, since everything else of a person may change. */
export const proxyFields = {
  forUserId: { label: _('User'), kind: 'text', owner: 'library', required: true, wire: 'proxy_for_user' },
  expiryDate: { label: _('Expires'), kind: 'day', owner: 'library', wire: 'proxy_expiry_date' },
} as const satisfies Record<string, Field>

export const roleFields = {
  role: { label: _('Role'), kind: 'text', owner: 'library', required: true, wire: 'role_type' },
  scope: { label: _('Scope'), kind: 'text', owner: 'library', wire: 'scope' },
  status: { label: _('Status'), kind: 'choice', choices: statuses, owner: 'library', required: true, wire: 'status' },
  expiryDate: { label: _('Expires'), kind: 'day', owner: 'library', wire: 'expiry_date' },
  circulationDesk: {
    label: _('Circulation desk'),
    kind: 'code',
    codes: 'CirculationDesks',
    owner: 'library',
    wire: 'CirculationDesk',
  },
  serviceUnit: { label: _('Service unit'), kind: 'code', codes: 'ServiceUnits', owner: 'library', wire: 'ServiceUnit' },
  cantEditRestricted: {
    label: _('Changes nothing of restricted users'),
    kind: 'flag',
    owner: 'library',
    wire: 'CantEditRestrictedUsers',
  },
} as const satisfies Record<string, Field>

/** Every part of a user, by the name that histories and files call it. */
export const parts = {
  general: { label: _('General information'), fields: userFields },
  address: { label: _('Address'), fields: addressFields },
  phone: { label: _('Phone number'), fields: phoneFields },
  email: { label: _('Email address'), fields: emailFields },
  identifier: { label: _('Identifier'), fields: identifierFields },
  note: { label: _('Note'), fields: noteFields },
  block: { label: _('Block'), fields: blockFields },
  statistic: { label: _('Statistic'), fields: statisticFields },
  attachment: { label: _('Attachment'), fields: attachmentFields },
  proxy: { label: _('Proxy for'), fields: proxyFields },
  role: { label: _('Role'), fields: roleFields },
} as const
export type Part = keyof typeof parts

/** The field of a part by its name, or undefined for one that is not in the catalogue. */
export const fieldOf = (part: string, name: string): Field | undefined =>
  (parts as Record<string, { fields: Record<string, Field> }>)[part]?.fields[name]

/**
 * A problem for each mandatory field of a part that these values leave empty. Fields that they do not name are left alone.
 * `also` names those that the library made mandatory.
 */
export function missingIn(part: string, values: Record<string, unknown>, also: ReadonlySet<string> = new Set()): Problem[] {
  const empty = Object.entries(values).filter(([, value]) => value === null || value === undefined)
  return empty.flatMap(([name]) => {
    const field = fieldOf(part, name)
    if (!field || !(field.required || also.has(name))) return []
    return [missing(name, field)]
  })
}

/** The problem of a mandatory field that is empty. */
export const missing = (name: string, { label }: Field): Problem => ({
  field: name,
  message: _('{label} is required. Enter it.', { label }),
})
