/** What may be asked: any column, or some of them. */
export const columnsOf = {
  all: undefined,
  names: 'last first middle plast pfirst pmiddle',
  last_name: 'last plast',
  first_name: 'first middle pfirst pmiddle',
  middle_name: 'middle pmiddle',
  preferred_name: 'plast pfirst pmiddle',
  primary_id: 'pid',
  identifiers: 'ident barcode',
  barcode: 'barcode',
  email: 'mail',
  phone: 'phone',
  notes: 'note',
} as const
export type Index = keyof typeof columnsOf
export const indexes = Object.keys(columnsOf) as Index[]
