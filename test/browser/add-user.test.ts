import { expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'

const openDesk = useDesks()

it('what is typed while another type is being fetched stays', async () => {
  const { page, context, signIn } = await openDesk()
  await signIn('administrator', '/users/add')
  let answer = () => {}
  const typed = new Promise<void>((done) => {
    answer = done
  })
  await context.route('**/users/add/check', async (route) => {
    await typed
    await route.continue()
  })
  await page.getByRole('radio', { name: 'Contact' }).check()
  await field(page, 'First name').fill('Maria')
  await field(page, 'Last name').pressSequentially('Santos')
  answer()
  await page.getByText('Does not apply to this type').waitFor()
  expect(await field(page, 'First name').inputValue()).toBe('Maria')
  expect(await field(page, 'Last name').inputValue()).toBe('Santos')
})
