import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible, field, useDesks } from '#test/browser.ts'
import { makeProfile } from '../sync/web/house.ts'
import type { Hands } from './hands.ts'
import { keyboard, mouse } from './hands.ts'

const openDesk = useDesks()
const heading = 'Number;First name;Last name;User group;Job description;Colour'
const fileOf = (...lines: string[]) => ({
  name: 'school.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([heading, ...lines, ''].join('\r\n')),
})
const nora = '4711;Nora;Berg;FACULTY;Reader;red'
const mans = '4712;Måns;Åström;MOON;;blue'
const fills: [string, string][] = [
  ['Number', 'Primary identifier'],
  ['First name', 'First name'],
  ['Last name', 'Last name'],
  ['User group', 'User group'],
  ['Job description', 'Job description'],
  ['Colour', 'Nothing'],
]

const main = (page: Page) => page.getByRole('main')
const button = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => main(page).getByRole('link', { name, exact: true })

/** Waits until a run has ended: with scripts its page comes anew by itself, without them somebody reloads. */
async function ended(page: Page, scripts: boolean, word: string): Promise<void> {
  const chip = page.locator('.page-head > .chip', { hasText: word })
  for (let tries = 0; tries < 40; tries += 1) {
    if ((await chip.count()) > 0) return
    if (scripts) await page.waitForTimeout(250)
    else await page.goto(page.url())
  }
  throw new Error(`The run does not come to "${word}": ${await main(page).innerText()}`)
}

async function send(page: Page, hands: Hands, file: ReturnType<typeof fileOf>): Promise<void> {
  await page.locator('#file').setInputFiles(file)
  await hands.press(button(page, 'Run with this file'))
  await page.waitForURL('**/synchronisation/runs/*').catch(async (error) => {
    console.log(await page.locator('body').innerText())
    throw error
  })
}

/** What a table says of somebody or something: the cells of the row that holds a text. */
const row = (page: Page, table: string, text: string) =>
  page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: text })

describe.each([
  ['with scripts, by keyboard', true],
  ['without scripts', false],
])('%s', (_name, scripts) => {
  it('a school register is brought into step: planned, completed, applied, run again, undone', async () => {
    const desk = await openDesk({ scripts })
    const { page } = desk
    const hands = scripts ? keyboard(page) : mouse
    const look = async () => (scripts ? expectAccessible(page) : undefined)
    await desk.signIn('administrator')
    if (scripts) {
      await page.locator('h1').first().click()
      await page.keyboard.press('g')
      await page.keyboard.press('s')
    } else await page.getByRole('link', { name: 'Synchronisation', exact: true }).click()
    await page.getByRole('heading', { name: 'Synchronisation', level: 1 }).waitFor()

    await hands.press(link(page, 'Add profile'))
    await hands.type(field(page, 'Name'), 'School register')
    await hands.type(field(page, 'Code'), 'REGISTER')
    await hands.press(button(page, 'Save'))
    await page.getByRole('heading', { name: 'Columns', level: 1 }).waitFor()
    await page.locator('#file').setInputFiles(fileOf(nora, mans))
    await hands.press(button(page, 'Read headings'))
    await page.getByRole('heading', { name: 'What each column fills' }).waitFor()
    for (const [column, label] of fills) {
      const control = page.getByRole('combobox', { name: `${column} fills` })
      const chosen = () => control.evaluate((one) => (one as HTMLSelectElement).selectedOptions[0]?.label)
      if ((await chosen()) !== label) await control.selectOption({ label })
    }
    await look()
    await hands.press(button(page, 'Save'))
    await page.getByRole('table', { name: 'Columns' }).waitFor()

    await hands.press(link(page, 'Run'))
    await page.getByRole('heading', { name: 'Send a file' }).waitFor()
    await send(page, hands, fileOf(nora, mans))
    await ended(page, scripts, 'Dry run')
    expect(await row(page, 'Users of the run', 'Berg, Nora').innerText()).toContain('Would be created')
    expect(await row(page, 'Users of the run', '4712').innerText()).toContain('Rejected')
    await look()
    await hands.press(link(page, 'Add MOON'))
    await hands.type(field(page, 'Description'), 'People of the moon')
    await hands.press(button(page, 'Save'))
    await page.getByText('MOON was added').waitFor()
    await hands.press(link(page, 'Plan again'))
    await hands.press(button(page, 'Plan again'))
    await page.waitForURL(/runs\/2$/)
    await ended(page, scripts, 'Dry run')
    await hands.press(row(page, 'Users of the run', '4712').getByRole('link').first())
    await page.getByRole('table', { name: 'Differences' }).waitFor()
    expect(await row(page, 'Differences', 'User group').innerText()).toContain('People of the moon')
    await look()
    await page.goBack()
    await hands.press(link(page, 'Apply this plan'))
    await page.getByText('This writes: 2 created').waitFor()
    await hands.press(button(page, 'Apply this plan'))
    await page.waitForURL(/runs\/2$/)
    await ended(page, scripts, 'Finished')

    await page.goto('/users?q=4711')
    await page
      .getByRole('link', { name: 'Berg, Nora' })
      .first()
      .click()
      .catch(() => {})
    await page.getByRole('heading', { name: 'Berg, Nora', level: 1 }).waitFor()
    await page.getByLabel('User group', { exact: false }).first().selectOption({ label: 'People of the moon' })
    await field(page, 'Job description').fill('Head of readers')
    await page.getByRole('button', { name: /^Save/ }).first().click()
    await page.locator('.flash', { hasText: 'Saved' }).waitFor()

    await page.goto('/synchronisation')
    await hands.press(link(page, 'Run School register'))
    await page.getByRole('heading', { name: 'Send a file' }).waitFor()
    await send(page, hands, fileOf(nora, mans))
    await ended(page, scripts, 'Dry run')
    await hands.press(row(page, 'Users of the run', '4711').getByRole('link').first())
    await page.getByRole('table', { name: 'Differences' }).waitFor()
    expect(await row(page, 'Differences', 'User group').innerText()).toContain('Kept: set by')
    expect(await row(page, 'Differences', 'Job description').innerText()).toContain('Replaced')
    await page.goBack()
    await hands.press(link(page, 'Apply this plan'))
    await hands.press(button(page, 'Apply this plan'))
    await page.waitForURL(/runs\/3$/)
    await ended(page, scripts, 'Finished')

    await hands.press(link(page, 'Undo'))
    await page.getByText('1 user was updated and would be put back.').waitFor()
    await hands.press(button(page, 'Undo'))
    await page.waitForURL(/runs\/4$/)
    await ended(page, scripts, 'Dry run')
    expect(await row(page, 'Users of the run', '4711').innerText()).toContain('Would be taken back')
    await look()
    await hands.press(link(page, 'Apply this plan'))
    await hands.press(button(page, 'Apply this plan'))
    await page.waitForURL(/runs\/4$/)
    await ended(page, scripts, 'Finished')
    await page.goto('/users?q=4711')
    await page
      .getByRole('link', { name: 'Berg, Nora' })
      .first()
      .click()
      .catch(() => {})
    await page.getByRole('heading', { name: 'Berg, Nora', level: 1 }).waitFor()
    expect(await field(page, 'Job description').inputValue()).toBe('Head of readers')
  })

  it('the library’s own users in a file are given to the source, shown first', async () => {
    const desk = await openDesk({ scripts })
    const { page } = desk
    await desk.makeUser({ values: { primaryId: '4711', firstName: 'Nora', lastName: 'Berg', userGroup: 'FACULTY' } })
    const columns = [
      { heading: 'Number', target: 'primaryId' },
      { heading: 'First name', target: 'firstName' },
    ]
    const profile = await makeProfile(desk, { format: 'csv', columns })
    await desk.signIn('administrator', `/synchronisation/profiles/${profile}/run`)
    await send(page, mouse, fileOf(nora))
    await ended(page, scripts, 'Dry run')
    await page.goto(`/synchronisation/profiles/${profile}`)
    await link(page, 'The library’s own users met in the last file').click()
    await page.getByLabel('Berg, Nora').check()
    await button(page, 'Make ticked external').click()
    await page.getByText('Nothing is written yet.').waitFor()
    await link(page, 'Apply this plan').click()
    await page.getByText('1 user becomes external.').waitFor()
    await button(page, 'Apply this plan').click()
    await ended(page, scripts, 'Finished')
    expect(await row(page, 'Users of the run', '4711').innerText()).toContain('External now')
  })
})
