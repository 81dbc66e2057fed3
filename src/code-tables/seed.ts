import { forgetCached } from '#platform/db/cached.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { codes } from './code-tables.table.ts'
import type { CodeTable } from './code-tables.ts'
import { countries } from './countries.ts'
import { markOf } from './settings.queries.ts'
import { startMark } from './settings-marks.ts'

type Seed = [code: string, description: string]
type Options = { recordTypes?: string[]; standard?: string }

const people = { recordTypes: ['STAFF', 'PUBLIC'] }
const contacts = { recordTypes: ['CONTACT'] }

// Codes that public sources confirm; what is local to a library is not among them.
const seeds: [CodeTable, Seed[], Options?][] = [
  [
    'UserGroups',
    [
      ['UNDERGRAD', 'Undergraduate student'],
      ['POSTGRAD', 'Postgraduate student'],
      ['FACULTY', 'Faculty'],
      ['STAFF', 'Library staff'],
      ['ADMINSTAFF', 'Administrative staff'],
      ['ALUMNI', 'Alumni'],
      ['COMMUNITY', 'Community member'],
    ],
    people,
  ],
  [
    'JobTitles',
    [
      ['CATALOGER', 'Cataloger'],
      ['CIRCULATION', 'Circulation'],
      ['ACQUISITIONS', 'Acquisitions'],
      ['REFERENCE', 'Reference'],
      ['SYSTEMS', 'Systems'],
      ['MANAGEMENT', 'Management'],
    ],
    { recordTypes: ['STAFF'] },
  ],
  [
    'UserTitles',
    [
      ['MR', 'Mr.'],
      ['MS', 'Ms'],
      ['MX', 'Mx'],
      ['DR', 'Dr'],
      ['PROF', 'Prof.'],
    ],
  ],
  [
    'Genders',
    [
      ['FEMALE', 'Female'],
      ['MALE', 'Male'],
    ],
  ],
  [
    'UserPreferredLanguage',
    [
      ['en', 'English'],
      ['no', 'Norwegian'],
    ],
    { standard: 'en' },
  ],
  ['CatalogerLevel', [['00', 'Default level']], { standard: '00' }],
  [
    'UserAddressTypes',
    [
      ['home', 'Home'],
      ['work', 'Work'],
      ['school', 'School'],
      ['alternative', 'Alternative'],
    ],
    people,
  ],
  [
    'UserAddressTypes',
    [
      ['billing', 'Billing'],
      ['claim', 'Claim'],
      ['order', 'Order'],
      ['payment', 'Payment'],
      ['returns', 'Returns'],
      ['shipping', 'Shipping'],
    ],
    contacts,
  ],
  [
    'UserPhoneTypes',
    [
      ['home', 'Home'],
      ['office', 'Office'],
      ['mobile', 'Mobile'],
    ],
    people,
  ],
  [
    'UserPhoneTypes',
    [
      ['claimPhone', 'Claim'],
      ['orderPhone', 'Order'],
      ['paymentPhone', 'Payment'],
      ['returnsPhone', 'Returns'],
    ],
    contacts,
  ],
  [
    'UserEmailTypes',
    [
      ['personal', 'Personal'],
      ['work', 'Work'],
      ['school', 'School'],
      ['alternative', 'Alternative'],
    ],
    people,
  ],
  [
    'UserEmailTypes',
    [
      ['claimMail', 'Claim'],
      ['orderMail', 'Order'],
      ['paymentMail', 'Payment'],
      ['queries', 'Queries'],
      ['returnsMail', 'Returns'],
    ],
    contacts,
  ],
  [
    'UserIdentifierTypes',
    [
      ['BARCODE', 'Barcode'],
      ['INST_ID', 'Institution ID'],
      ['UNIV_ID', 'University ID'],
      ['01', 'Additional ID'],
      ['02', 'User ID'],
      ['OTHER_ID_1', 'Other ID 1'],
      ['OTHER_ID_2', 'Other ID 2'],
      ['FACEBOOK', 'Facebook ID for social login'],
    ],
    people,
  ],
  [
    'NoteTypes',
    [
      ['POPUP', 'General'],
      ['ADDRESS', 'Address'],
      ['BARCODE', 'Barcode'],
      ['CIRCULATION', 'Circulation'],
      ['ERP', 'ERP'],
      ['LIBRARY', 'Library'],
      ['OTHER', 'Other'],
      ['REGISTAR', 'Registrar'],
    ],
  ],
  ['LibraryNotices', [['FulUserBorrowingActivityLetter', 'Borrowing activity']]],
  [
    'UserBlockTypes',
    [
      ['GENERAL', 'General'],
      ['LOAN', 'Loan'],
      ['USER', 'User'],
    ],
    { standard: 'GENERAL' },
  ],
  [
    'UserBlockDescription',
    [
      ['02-GLOBAL', 'Disruptive behaviour'],
      ['06-LOCAL', 'Local reason'],
      ['CONSORTIA', 'Consortia'],
    ],
  ],
]

const countrySeeds = (): [CodeTable, Seed[], Options?] => ['CountryCodes', countries()]

const insert = inserter(codes)

/** Tables that came later, with their codes: they are filled once in databases that have others already. */
const later: readonly CodeTable[] = ['LibraryNotices']
const markOfTable = (table: CodeTable) => `seeded: ${table}`

/** Fills the tables of codes of an empty database, and those that came later. Else does nothing: the library's word stands. */
export async function seedCodes(tx: Tx): Promise<void> {
  const [any] = await tx.select({ id: codes.id }).from(codes).limit(1)
  const filled = new Set<CodeTable>()
  for (const table of later) if (await markOf(tx, markOfTable(table))) filled.add(table)
  if (any && filled.size === later.length) return
  const wanted = (table: CodeTable) => (!any || later.includes(table)) && !filled.has(table)
  const known = new Set(
    (await tx.select({ table: codes.tableName, code: codes.code }).from(codes)).map(({ table, code }) => `${table} ${code}`),
  )
  let position = 0
  for (const [table, rows, options] of [...seeds, countrySeeds()].filter(([table]) => wanted(table)))
    for (const row of rows.filter(([code]) => !known.has(`${table} ${code}`)))
      await insertSeed(tx, table, row, { ...options, position: ++position })
  for (const table of later) if (!filled.has(table)) await startMark(tx, markOfTable(table), 'yes')
  forgetCached(tx)
}

async function insertSeed(tx: Tx, tableName: CodeTable, [code, description]: Seed, options: Options & { position: number }) {
  const { position, standard, recordTypes = null } = options
  await insert(tx, { tableName, code, description, position, enabled: true, isDefault: code === standard, recordTypes })
}
