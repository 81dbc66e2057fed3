import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Desk } from '#test/browser.ts'
import { field, useDesks } from '#test/browser.ts'
import { users } from '#users/users.table.ts'
import { expectFocus } from './hands.ts'
import { scan } from './scanner.ts'

const openDesk = useDesks()
const barcode = '29871000346512345678'
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

function postsOf(page: Page): string[] {
  const posted: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posted.push(new URL(request.url()).pathname)
  })
  return posted
}

async function openAt(path: string, value = barcode) {
  const desk = await openDesk()
  const bo = await desk.makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'García' } })
  const identifiers = [{ type: 'BARCODE', value }]
  await desk.makeUser({ values: { primaryId: 'mgarcia', firstName: 'María', lastName: 'García' }, identifiers })
  await desk.signIn('administrator', path.replace(':bo', String(bo.id)))
  return { ...desk, bo }
}

describe('outside any field', () => {
  it('a barcode opens its user, on User Details and on every list', async () => {
    const { page, bo } = await openAt('/users')
    const details = [`/users/${bo.id}/general`, `/users/${bo.id}/notes`]
    const lists = ['/users', '/users?q=garcia&index=last_name', '/users?q=nobody', '/users/recent']
    for (const path of [...details, ...lists]) {
      await page.goto(path)
      await scan(page, barcode)
      await expect.poll(() => page.title(), { message: path }).toContain('García, María')
    }
  })

  it('what a barcode holds is neither a shortcut nor a press of the button that has the focus', async () => {
    const odd = 'LIB n/2026?[0001]-jk'
    const { page } = await openAt('/users/:bo/general', odd)
    const posted = postsOf(page)
    await page.getByRole('button', { name: 'Save' }).focus()
    await scan(page, odd)
    await heading(page, 'García, María')
    expect(posted).toEqual([])
  })

  it('a page that is busy loses none of it', async () => {
    const { page } = await openAt('/users')
    await page.evaluate(() => {
      const work = () => {
        for (const began = performance.now(); performance.now() - began < 150; );
      }
      document.addEventListener('keydown', work, { once: true })
    })
    await scan(page, barcode)
    await heading(page, 'García, María')
  })

  it('a barcode that nobody has is said', async () => {
    const { page } = await openAt('/users/:bo/general')
    await scan(page, barcode.replaceAll('2', '9'))
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor()
  })

  it('typing as people do searches for nothing', async () => {
    const { page } = await openAt('/users/recent')
    await scan(page, barcode, 100)
    expect(await page.getByLabel('Search for').inputValue()).toBe('')
    expect(await page.title()).toContain('Recent users')
  })

  it('typing that is not saved is asked about first', async () => {
    const { page } = await openAt('/users/:bo/general')
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.message())
      void dialog.dismiss()
    })
    await field(page, 'Last name').fill('Fernández')
    await page.getByRole('button', { name: 'Save' }).focus()
    await scan(page, barcode)
    await expect.poll(() => asked).toHaveLength(1)
    expect(await field(page, 'Last name').inputValue()).toBe('Fernández')
  })
})

it('what a tool types into fields, going on with Tab and Enter, is not searched for', async () => {
  const { page } = await openAt('/users/:bo/general/password')
  await field(page, 'New password').focus()
  await scan(
    page,
    ['quiet reading room', 'Tab', 'quiet reading room', 'Tab', 'Tab'].flatMap((keys) => (keys === 'Tab' ? [keys] : [...keys])),
  )
  await page.getByRole('status').getByText('The password of García, Bo is set.').waitFor()
})

describe('the wizard', () => {
  const typed = {
    'First name': 'Maria',
    'Last name': 'Santos',
    'Primary identifier': 'msantos',
    'Email address': 'm@example.org',
  }
  const go = (page: Page) => page.getByRole('button', { name: 'Save and continue' })

  async function type(page: Page): Promise<void> {
    for (const [label, text] of Object.entries(typed)) await field(page, label).fill(text)
  }

  async function openWizard(scripts = true) {
    const desk = await openDesk({ scripts })
    await desk.signIn('administrator', '/users')
    await desk.page.getByRole('banner').getByRole('link', { name: 'Add user' }).click()
    await heading(desk.page, 'Add user')
    await type(desk.page)
    return desk
  }

  /** Ada is one of them. */
  const usersIn = ({ db }: Desk) => db.read.$count(users)

  async function expectOne(desk: Desk): Promise<void> {
    expect(await usersIn(desk)).toBe(2)
    await desk.page.goto('/users?q=msantos')
    await heading(desk.page, 'Santos, Maria')
  }

  it('a scan in a field goes on to the next one and creates nobody, however often', async () => {
    const desk = await openWizard()
    const { page } = desk
    const posted = postsOf(page)
    page.on('dialog', (dialog) => void (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()))
    const labels = ['First name', 'Last name', 'Primary identifier', 'Birth date', 'User group']
    for (const [label, next] of [...labels.slice(1).map((next, n) => [labels[n], next]), ['Email address']]) {
      const scanned = field(page, label ?? '')
      await page.goto('/users/add')
      await type(page)
      await scanned.fill('')
      await scan(page, barcode)
      expect(await scanned.inputValue()).toBe(barcode)
      await expectFocus(next ? field(page, next) : go(page))
      await scan(page, barcode)
      await scan(page, barcode)
    }
    await expect.poll(() => posted).toContain('/users/add/check')
    expect(posted).not.toContain('/users/add')
    expect(await usersIn(desk)).toBe(1)
  })

  describe.each([true, false])('creates one user, scripts %s', (scripts) => {
    it('by a double click', async () => {
      const desk = await openWizard(scripts)
      await go(desk.page).dblclick()
      await heading(desk.page, 'Santos, Maria')
      await expectOne(desk)
    })

    it('reloaded after it was created, and after it was refused', async () => {
      const desk = await openWizard(scripts)
      const { page } = desk
      page.on('dialog', (dialog) => void dialog.accept())
      await field(page, 'Last name').fill('')
      await go(page).click()
      await page.getByRole('alert').filter({ hasText: 'There is a problem' }).waitFor()
      await page.reload()
      expect(await usersIn(desk)).toBe(1)
      await type(page)
      await go(page).click()
      await heading(page, 'Santos, Maria')
      await page.reload()
      await heading(page, 'Santos, Maria')
      await expectOne(desk)
    })

    it('sent again after Back', async () => {
      const desk = await openWizard(scripts)
      const { page } = desk
      await go(page).click()
      await heading(page, 'Santos, Maria')
      await page.goBack()
      // With scripts the user has taken the place of the form, which Back passes over.
      if (scripts) await page.getByRole('banner').getByRole('link', { name: 'Add user' }).click()
      await type(page)
      await go(page).click()
      await page.getByRole('link', { name: 'msantos already belongs to Santos, Maria (msantos)' }).waitFor()
      await expectOne(desk)
    })
  })

  it('creates one user where the answer got lost and the button was pressed again', async () => {
    const desk = await openWizard()
    const { page, context, expectTrouble } = desk
    expectTrouble(/ERR_FAILED|Failed to fetch|htmx/)
    await context.route('**/users/add', async (route) => {
      await route.fetch({ maxRedirects: 0 })
      await route.abort()
    })
    await go(page).click()
    await page.getByRole('alert').getByText('Foyer does not answer').waitFor()
    expect(await usersIn(desk)).toBe(2)
    await context.unroute('**/users/add')
    await go(page).click()
    await heading(page, 'Santos, Maria')
    await expectOne(desk)
  })
})
