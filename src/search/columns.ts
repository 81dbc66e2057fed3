import { _ } from '#platform/i18n/i18n.ts'
import { userFields } from '#users/fields.ts'
import type { Sort } from './user-search.ts'

const label = (name: keyof typeof userFields) => userFields[name].label
/** How a column is drawn, what it is sorted by, and whether more must be read for it than every list reads. */
export type Column = { label: string; draws: 'text' | 'mono' | 'words' | 'status' | 'day'; sort?: Sort; more?: true }

/** What a list of users may show beside their names, by the name under which a person’s choice is kept. */
export const columns = {
  primaryId: { label: _('Primary ID'), draws: 'mono', sort: 'primary_id' },
  recordType: { label: _('Record type'), draws: 'text' },
  accountType: { label: _('Account type'), draws: 'text' },
  userGroup: { label: _('User group'), draws: 'words', sort: 'user_group' },
  status: { label: _('Status'), draws: 'status' },
  expiryDate: { label: _('Expires'), draws: 'day', sort: 'expiry_date' },
  jobCategory: { label: label('jobCategory'), draws: 'words' },
  barcode: { label: _('Barcode'), draws: 'mono', more: true },
  email: { label: _('Email'), draws: 'text' },
  phone: { label: _('Phone'), draws: 'mono', more: true },
  birthDate: { label: label('birthDate'), draws: 'day', more: true },
  campus: { label: label('campus'), draws: 'words', more: true },
  title: { label: label('title'), draws: 'words', more: true },
  gender: { label: label('gender'), draws: 'words', more: true },
  jobDescription: { label: label('jobDescription'), draws: 'text', more: true },
  preferredLanguage: { label: label('preferredLanguage'), draws: 'words', more: true },
  source: { label: label('source'), draws: 'text', more: true },
  statusDate: { label: _('Status since'), draws: 'day', more: true },
  purgeDate: { label: label('purgeDate'), draws: 'day', more: true },
  createdAt: { label: _('Created'), draws: 'day', more: true },
  changedAt: { label: _('Changed'), draws: 'day', more: true },
} as const satisfies Record<string, Column>
export type ColumnName = keyof typeof columns

export const isColumn = (name: string): name is ColumnName => Object.hasOwn(columns, name)
export const columnOf = (name: ColumnName): Column => columns[name]
export const pageSizes = [20, 50, 100] as const

/** How a person likes lists. */
export type Liking = { columns: ColumnName[]; pageSize: number }
export const usual: Liking = {
  columns: ['primaryId', 'recordType', 'accountType', 'userGroup', 'status', 'expiryDate'],
  pageSize: 20,
}
