import type { State } from './state.ts'
import { clash, elsewhere, gone, ofEva, open, refused, save, tab, type } from './state.ts'

let cards = 29872000000
/** A barcode that nobody has yet. */
const card = () => {
  cards += 1
  return String(cards)
}

const contact = {
  addresses: [
    {
      line1: '1 High Street',
      line2: 'Flat 2',
      line3: 'Back stairs',
      city: 'Lund',
      postalCode: '22100',
      stateProvince: 'Skåne',
      country: 'SWE',
      startDate: '2026-01-01',
      note: 'The bell does not ring',
    },
    { line1: 'Box 9', city: 'Ystad', types: ['work', 'school'], startDate: '2026-02-01', endDate: '2027-01-01' },
  ],
  phones: [{ number: '+46 70 123 45 67' }, { number: '040-555 12', types: ['office'], preferredSms: true }],
  emails: [{ address: 'eva@northfield.edu' }, { address: 'el@uni.example', types: ['school'], description: 'In term time' }],
}
const withCard = () => ({ identifiers: [{ type: 'BARCODE', value: card(), note: 'Given at the desk' }] })
const note = (text: string, more = {}) => ({ type: 'OTHER', text, ...more })
const one = { notes: [note('Asks for large print')] }
const several = {
  notes: [
    note('Prefers large print.\nAsks for a seat near the window.'),
    note('Return the loaned headphones.', { type: 'CIRCULATION', userViewable: true }),
    note('Key of the map room', { type: 'LIBRARY', pinned: true }),
    note('Wrote a long letter about the opening hours. '.repeat(20).trim(), { type: 'LIBRARY' }),
  ],
}
const tabOfViewer = (slug: string): State => tab(`read-only-${slug}`, slug, 'tom', 'viewer')
const selecting = (name: string, selected: number): State =>
  ofEva(name, 'notes', several, async (page) => {
    for (let n = 0; n < selected; n += 1) await page.locator('.row-list input[type=checkbox]').nth(n).check()
    await page.getByRole('button', { name: 'Remove selected' }).click()
    await page.locator('#removals, [role=alert]:not(:empty)').first().waitFor()
  })

/** The tabs of rows: full, empty, refused, conflicting, removed meanwhile, read-only. */
export const statesOfLists: State[] = [
  ofEva('contact', 'contact', contact),
  tab('contact-empty', 'contact', 'arabic'),
  tabOfViewer('contact'),
  open('address-add', 'contact', {}, 'Add address'),
  open('phone-add', 'contact', contact, 'Add phone number'),
  open('contact-add', 'contact', contact, 'Add email address'),
  open('contact-edit', 'contact', contact, /^Edit 1 High Street/),
  open('contact-removal', 'contact', contact, /^Remove .*123 45/),
  refused('address-refused', 'contact', {}, 'Add address', { 'Start date': '1 May', 'End date': '2025-02-30' }),
  refused('phone-refused', 'contact', contact, /^Edit .*123 45/, { 'Phone number': '' }),
  refused('email-refused', 'contact', contact, 'Add email address', { 'Email address': 'eva at northfield' }),
  clash('email-conflict', 'contact', contact, /^Edit eva@/, {
    'Email address': ['eva.lindqvist@department-of-history.northfield.edu', 'eva@history.northfield.edu'],
  }),
  clash('address-conflict', 'contact', contact, /^Edit 1 High/, {
    'Address line 1': ['12 Long Row', '3 Low Road'],
    'Address note': ['Ring twice', 'Knock, since the bell\ndoes not ring'],
    City: ['Malmö', 'Lund, Centrum'],
  }),
  gone('contact-gone', 'contact', contact, /^Edit eva@/, { Description: 'At home' }),
  ofEva('contact-saved', 'contact', contact, async (page) => {
    await page.getByRole('link', { name: /^Edit eva@/ }).click()
    await page.locator('#row').waitFor()
    await type(page, '#row', { Description: 'At home' })
    await save(page)
  }),

  tab('identifiers', 'identifiers'),
  tab('identifiers-empty', 'identifiers', 'arabic'),
  ofEva('identifiers-of-contact', 'identifiers', { values: { recordType: 'CONTACT', userGroup: null } }),
  tabOfViewer('identifiers'),
  ofEva('identifiers-full', 'identifiers', () => ({
    identifiers: Array.from({ length: 30 }, () => ({ type: 'BARCODE', value: card() })),
  })),
  open('identifier-add', 'identifiers', withCard, 'Add identifier'),
  open('identifier-edit', 'identifiers', withCard, /^Edit 2987/),
  open('identifier-removal', 'identifiers', withCard, /^Remove 2987/),
  refused('identifier-refused', 'identifiers', withCard, 'Add identifier', { Value: 'tgarciap' }),
  clash('identifier-conflict', 'identifiers', withCard, /^Edit 2987/, { Note: ['Lost on the train', 'Found on the train'] }),
  gone('identifier-gone', 'identifiers', withCard, /^Edit 2987/, { Note: 'Found on the train' }),
  open('replace-card', 'identifiers', withCard, 'Replace card'),
  open('replace-card-first', 'identifiers', {}, 'Replace card'),
  refused('replace-card-refused', 'identifiers', withCard, 'Replace card', { 'New barcode': 'tgarciap' }),
  ofEva('replace-card-conflict', 'identifiers', withCard, async (page) => {
    await page.getByRole('link', { name: 'Replace card' }).click()
    await page.locator('#row').waitFor()
    await elsewhere(page, async (other) => {
      await type(other, '#row', { 'New barcode': card() })
      await other.locator('[data-save]').click()
    })
    await type(page, '#row', { 'New barcode': card() })
    await save(page)
  }),

  ofEva('notes', 'notes', several),
  tab('notes-empty', 'notes', 'arabic'),
  tabOfViewer('notes'),
  ofEva('notes-filtered', 'notes', several, async (page) => {
    await page.getByLabel('Filter by type').selectOption({ label: 'Library' })
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.waitForURL('**?type=*')
  }),
  open('note-add', 'notes', one, 'Add note'),
  open('note-edit', 'notes', several, /^Edit Return/),
  open('note-removal', 'notes', several, /^Remove Wrote/),
  refused('note-refused', 'notes', one, 'Add note', { Type: 'Library' }),
  clash('note-conflict', 'notes', one, /^Edit Asks/, {
    Note: ['Asks for large print.\nReads with a lamp.', 'Asks for large print and a seat near the window.'],
    Type: ['Library', 'Circulation'],
  }),
  gone('note-gone', 'notes', one, /^Edit Asks/, { Note: 'Asks for large print, always' }),
  selecting('notes-removals', 2),
  selecting('notes-none-selected', 0),

  tab('history', 'history'),
  ofEva('history-full', 'general', contact, async (page) => {
    for (const [label, text] of [
      ['Last name', 'Öberg'],
      ['Job description', 'Reads letters, maps and whatever else the map room holds, and answers those who write'],
    ] as const) {
      await type(page, '#general', { [label]: text })
      await save(page)
      await page.getByRole('status').filter({ hasText: label }).waitFor()
    }
    await page.getByRole('link', { name: 'History' }).first().click()
    await page.getByRole('table', { name: 'History' }).waitFor()
  }),
]
