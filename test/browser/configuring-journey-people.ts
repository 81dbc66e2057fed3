import { expect } from 'vitest'
import { field } from '#test/browser.ts'
import { loadFile } from './configuring-journey.ts'
import type { Training } from './training.ts'
import { heading, region, said } from './training.ts'

const fromRule = expect.stringMatching(/^Circulation Desk Operator[\s\S]*Front desk[\s\S]*Main library[\s\S]*Active/)
const patron = expect.stringMatching(/^Patron[\s\S]*Institution[\s\S]*Active/)
const rolesHeld = ({ page }: Training) => region(page, 'Roles').getByRole('table').locator('tbody tr').allInnerTexts()
const summary = ({ page }: Training) => region(page, 'Summary').innerText()

/** The wizard offers the groups of the house, asks for the birth date, and hands out a number of its pattern. */
export async function addPupil(training: Training): Promise<void> {
  const { page, hands, look } = training
  await hands.addUser()
  await heading(page, 'Add user').waitFor()
  const groups = await field(page, 'User group').locator('option').allInnerTexts()
  expect(groups).toEqual(expect.arrayContaining(['Pupil', 'Teacher', 'Parent', 'Faculty']))
  expect(groups).not.toContain('Undergraduate student')
  await hands.type(field(page, 'First name'), 'Ada')
  await hands.type(field(page, 'Last name'), 'Berg')
  await hands.type(field(page, 'Primary identifier'), 'p-berg')
  await hands.choose(field(page, 'User group'), 'Pupil')
  await hands.type(field(page, 'Email address'), 'ada.berg@hillside.example')
  const answer = page.waitForResponse((one) => one.request().method() === 'POST' && one.url().endsWith('/users/add'))
  await hands.saveAndContinue()
  expect((await answer).status()).toBe(422)
  await page.getByRole('alert').getByRole('link', { name: 'Birth date is required. Enter it.' }).waitFor()
  await look()
  const shown = async (label: string) => field(page, label).inputValue()
  for (const [label, words] of Object.entries({
    'First name': 'Ada',
    'Last name': 'Berg',
    'Primary identifier': 'p-berg',
    'User group': 'PUPIL',
    'Email address': 'ada.berg@hillside.example',
  }))
    expect([label, await shown(label)]).toEqual([label, words])
  expect(await page.getByRole('radio', { name: 'Public' }).isChecked()).toBe(true)
  await hands.type(field(page, 'Birth date'), '2015-04-09')
  await hands.saveAndContinue()
  await said(page, 'Berg, Ada was added.')
  expect(await summary(training)).toMatch(/p-berg[\s\S]*Record type\s+Public[\s\S]*User group\s+Pupil/)
  expect(await rolesHeld(training)).toEqual([patron])
}

/** A card of the house's own pattern. */
export async function giveCard({ page, hands, look }: Training): Promise<void> {
  await hands.press(page.getByRole('navigation', { name: 'User details' }).getByRole('link', { name: 'Identifiers' }))
  await hands.press(page.getByRole('link', { name: 'Replace card' }))
  await hands.press(page.getByRole('button', { name: 'Generate' }))
  await expect.poll(() => field(page, 'New barcode').inputValue()).toBe('77000001')
  await hands.press(page.getByRole('button', { name: 'Replace', exact: true }))
  await said(page, 'Card replaced: 77000001.')
  await look()
}

export async function addColleague(training: Training): Promise<void> {
  const { page, hands, look } = training
  await hands.addUser()
  await hands.pick(page.getByRole('radio', { name: 'Staff' }))
  await hands.type(field(page, 'First name'), 'Nils')
  await hands.type(field(page, 'Last name'), 'Dahl')
  await hands.type(field(page, 'Primary identifier'), 'ndahl')
  await hands.choose(field(page, 'Job category'), 'Circulation')
  await hands.saveAndContinue()
  await said(page, 'Dahl, Nils was added.')
  expect(await rolesHeld(training)).toEqual([fromRule])
  await look()
}

/** A file meets the same house: what lacks the birth date is refused by its column, what is good gets what the rule gives. */
export async function loadPeople(training: Training): Promise<void> {
  const { page, hands, look } = training
  const { status, said: words } = await loadFile(training, [
    'primary_id,first_name,last_name,record_type,user_group,job_category,birth_date,barcode',
    'p-falk,Eva,Falk,PUBLIC,PUPIL,,,',
    'p-holm,Ida,Holm,PUBLIC,PUPIL,,2014-11-02,77000002',
    'p-lund,Per,Lund,PUBLIC,UNDERGRAD,,2014-11-02,',
    'ojonsen,Olav,Jonsen,STAFF,,CIRCULATION,,',
    'trud,Tora,Rud,STAFF,TEACHER,,,',
  ])
  expect([status, ...words]).toEqual([
    1,
    'line 2, column birth_date, value "": Birth date is required. Enter it.',
    expect.stringMatching(/^line 4, column user_group, value "UNDERGRAD": /),
    '3 created and 2 refused.',
  ])
  const opens = async (text: string, name: string) => {
    await hands.search(text)
    await heading(page, name).waitFor()
  }
  await opens('77000002', 'Holm, Ida')
  expect(await summary(training)).toMatch(/p-holm[\s\S]*User group\s+Pupil/)
  expect(await rolesHeld(training)).toEqual([patron])
  await opens('ojonsen', 'Jonsen, Olav')
  expect(await rolesHeld(training)).toEqual([fromRule])
  await look()
  await opens('trud', 'Rud, Tora')
  await region(page, 'Roles').getByText('No role yet.').waitFor()
  await hands.search('falk')
  await heading(page, 'Find and manage users').waitFor()
  await page.getByText('No user matches “falk” in All.').waitFor()
}

/** Its own numbers go on after those that a file brought, and nothing that was mandatory is emptied later. */
export async function keepsToIt(training: Training): Promise<void> {
  const { page, hands } = training
  await hands.search('77000001')
  await heading(page, 'Berg, Ada').waitFor()
  await hands.type(field(page, 'Birth date'), '')
  await hands.save()
  await page.getByRole('alert').getByRole('link', { name: 'Birth date is required. Enter it.' }).waitFor()
  expect(await field(page, 'Birth date').inputValue()).toBe('')
  await hands.type(field(page, 'Birth date'), '2015-04-10')
  await hands.save()
  await said(page, 'Saved: Birth date.')
  await hands.press(page.getByRole('navigation', { name: 'User details' }).getByRole('link', { name: 'Identifiers' }))
  await hands.press(page.getByRole('link', { name: 'Replace card' }))
  await hands.press(page.getByRole('button', { name: 'Generate' }))
  await expect.poll(() => field(page, 'New barcode').inputValue()).toBe('77000003')
}
