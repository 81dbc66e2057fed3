import { expect, it } from 'vitest'
import { sessions } from '#sign-in/sign-in.table.ts'
import { field, useDesks } from '#test/browser.ts'
import { password } from '#test/people.ts'

const openDesk = useDesks()

async function openTyping() {
  const desk = await openDesk()
  const user = await desk.makeUser({ values: { primaryId: 'mgarcia', firstName: 'María', lastName: 'García' } })
  await desk.signIn('administrator', `/users/${user.id}/general`)
  await field(desk.page, 'Last name').fill('Fernández')
  return { ...desk, user, save: desk.page.getByRole('button', { name: 'Save' }) }
}

it('a server that is away is said, and the typing stays', async () => {
  const { page, app, save, expectTrouble } = await openTyping()
  expectTrouble(/ERR_CONNECTION_REFUSED|Failed to fetch|htmx/)
  app.server.closeAllConnections()
  await new Promise((done) => app.server.close(done))
  await save.click()
  await page.getByRole('alert').getByText('Foyer does not answer').waitFor()
  expect(await field(page, 'Last name').inputValue()).toBe('Fernández')
  expect(await page.getByText('Unsaved changes').isVisible()).toBe(true)
  expect(await save.isEnabled()).toBe(true)
})

it('a server that fails is said, and the typing stays', async () => {
  const { page, context, save, user, expectTrouble } = await openTyping()
  expectTrouble(/status of 500/)
  await context.route(/general$/, (route) => route.fulfill({ status: 500, body: 'broken' }))
  await save.click()
  await page.getByRole('alert').getByText('nothing was saved').waitFor()
  expect(await field(page, 'Last name').inputValue()).toBe('Fernández')
  expect(new URL(page.url()).pathname).toBe(`/users/${user.id}/general`)
  await context.unroute(/general$/)
  await save.click()
  await page.getByRole('status').getByText('Saved: Last name.').waitFor()
  expect(await page.getByText('nothing was saved').isVisible()).toBe(false)
})

it('a session that ended while typing leads to Sign in, and from there back to the typing', async () => {
  const { page, db, save } = await openTyping()
  page.on('dialog', (dialog) => void dialog.accept())
  await db.write(async (tx) => {
    await tx.delete(sessions)
  })
  await save.click()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  expect(await page.getByRole('banner').count()).toBe(1)
  expect(await page.getByRole('search').count()).toBe(0)
  await page.getByLabel('Identifier').fill('ada')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('What you typed is here again').waitFor()
  expect(await field(page, 'Last name').inputValue()).toBe('Fernández')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('status').getByText('Saved: Last name.').waitFor()
})

it('after signing out, Back shows no one’s data', async () => {
  const { page, signIn } = await openDesk()
  await signIn('administrator')
  await page.getByText('Ada Administrator', { exact: true }).first().click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('status').getByText('You are signed out.').waitFor()
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
})
