import type { Page } from 'playwright-core'
import type { State } from './state.ts'
import { clash, elsewhere, gone, ofEva, open, refused, save, saying, tab, type } from './state.ts'

const popup = { type: 'CIRCULATION', text: 'Ask for the new address.\nThe last letter came back.', popup: true }
const another = { type: 'LIBRARY', text: 'Holds the key of the map room until Friday.', popup: true }
const popups = { notes: [popup, another] }
const patron = { role: 200 }
const many = [
  patron,
  { role: 32, expiryDate: '2027-06-30' },
  { role: 9001, expiryDate: '2026-10-01' },
  { role: 51 },
  { role: 52 },
]
const staff = { recordType: 'STAFF' }

/** Both at General information: what a colleague saved, then what is saved here. */
const bothSave = (theirs: Record<string, string>, mine: Record<string, string>) => async (page: Page) => {
  await elsewhere(page, async (other) => {
    await type(other, '#general', theirs)
    await other.locator('[data-save]').click()
  })
  await type(page, '#general', mine)
  await save(page)
}

/** General information and its parts, Roles and Password: full, empty, refused, conflicting, read-only. */
export const statesOfGeneral: State[] = [
  tab('details', 'general'),
  tab('read-only', 'general', 'tom', 'viewer'),
  tab('staff', 'general', 'staff'),
  tab('guarded', 'general', 'staff', 'deskManager'),
  tab('long-name', 'general', 'long'),
  tab('arabic-name', 'general', 'arabic'),
  ofEva('contact-record', 'general', { values: { recordType: 'CONTACT', userGroup: null, expiryDate: null } }),
  ofEva('inactive', 'general', { values: { status: 'INACTIVE', expiryDate: '2025-06-30', accountType: 'EXTERNAL' } }),
  ofEva('refused', 'general', {}, async (page) => {
    await type(page, '#general', { 'Last name': '', 'Primary identifier': 'tgarciap', 'Birth date': '31.12.1999' })
    await save(page)
  }),
  ofEva('conflict', 'general', {}, bothSave({ 'Job description': 'Reads maps' }, { 'Job description': 'Reads letters' })),
  ofEva(
    'conflict-several',
    'general',
    {},
    bothSave(
      { 'Job description': 'Reads maps', 'User group': 'Postgraduate student', 'Last name': 'Lindqvist-Öberg' },
      {
        'Job description': 'Reads letters and answers them, when there is time for that',
        'User group': '',
        'Last name': 'Öberg',
      },
    ),
  ),
  ofEva('merged', 'general', {}, bothSave({ Website: 'https://eva.example' }, { 'Last name': 'Öberg' })),
  ofEva('saved', 'general', {}, async (page) => {
    await type(page, '#general', { 'Job description': 'Reads letters' })
    await save(page)
  }),

  ofEva('popup', 'general', popups),
  ofEva('popup-long', 'notes', { notes: [{ ...popup, text: `${popup.text} `.repeat(28) }] }),
  ofEva('popup-before-save', 'general', { notes: [popup] }, async (page) => {
    await type(page, '#general', { 'Last name': 'Öberg' })
    await page.locator('[data-save]').click()
    await page.locator('.trouble-notice').waitFor()
  }),
  ofEva('popup-acknowledged', 'general', { notes: [popup] }, async (page) => {
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await saying(page)
  }),

  ofEva('roles-full', 'general', { values: staff, roles: many }),
  ofEva('roles-empty', 'general', { values: staff }),
  open('role-add', 'general', {}, 'Add role'),
  ofEva('role-add-more', 'general', {}, async (page) => {
    await page.getByRole('link', { name: 'Add role' }).click()
    await page.getByText('More roles at once').click()
  }),
  refused('role-refused', 'general', {}, 'Add role', { Expires: 'next summer' }),
  open('role-edit', 'general', {}, 'Edit Patron'),
  clash('role-conflict', 'general', {}, 'Edit Patron', { Expires: ['2027-01-31', '2027-06-30'] }),
  gone('role-gone', 'general', {}, /^Edit Patron/, { Expires: '2027-06-30' }),
  open('role-end', 'general', {}, 'End Patron'),
  open('role-removal', 'general', {}, 'Remove Patron'),

  open('password', 'general', {}, 'Reset password'),
  refused('password-refused', 'general', {}, 'Reset password', { 'New password': 'lindqvist', 'Verify password': 'other' }),
]
