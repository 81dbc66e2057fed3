import { describe, expect, it } from 'vitest'
import type { Desk } from '#test/browser.ts'
import { expectAccessible, useDesks } from '#test/browser.ts'

const openDesk = useDesks()

/** One person twice, with an entry that only the second has. */
async function makeTwice({ makeUser }: Desk) {
  const values = { firstName: 'Nora', userGroup: 'FACULTY', birthDate: '1991-04-12' }
  const emails = [{ address: 'nora@x.example' }]
  const keeper = await makeUser({ values: { ...values, primaryId: 'nora', lastName: 'Berg' }, emails })
  const gone = await makeUser({
    values: { ...values, primaryId: '4711', lastName: 'Bergh' },
    emails,
    phones: [{ number: '070-12345' }],
  })
  return { keeper, gone }
}

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (_name, scripts) => {
  it('a manager tells a pair apart, thinks again, merges it and takes that back', async () => {
    const desk = await openDesk({ scripts, people: ['manager'] })
    const { page } = desk
    const { keeper, gone } = await makeTwice(desk)
    await desk.signIn('manager', '/reports/roles')
    await page.getByRole('link', { name: 'Possible duplicates' }).click()
    await page.getByRole('heading', { name: 'Berg, Nora · Bergh, Nora' }).waitFor()
    await page.getByRole('button', { name: 'Not the same person' }).click()
    await page.getByText('They are two people, and stand here no more.').waitFor()
    expect(await page.getByRole('heading', { name: 'Berg, Nora · Bergh, Nora' }).count()).toBe(0)
    await page.getByRole('link', { name: '1 pair told apart' }).click()
    await page.getByRole('button', { name: 'They may be one person' }).click()
    await page.getByText('They may be one person again.').waitFor()
    await page.locator('.page-head').getByRole('link', { name: 'Possible duplicates' }).click()
    await page.getByRole('link', { name: 'Merge…' }).click()

    await page.getByRole('heading', { name: 'Merge two users' }).waitFor()
    await page.getByRole('link', { name: 'Keep the other one' }).click()
    await page.waitForURL('**keeper=4711**')
    await page.getByRole('link', { name: 'Keep the other one' }).click()
    await page.waitForURL('**keeper=nora**')
    await page.getByLabel('Take Last name: Bergh').check()
    if (scripts) await expectAccessible(page)
    await page.getByRole('button', { name: 'Merge' }).click()
    await page.getByText('Bergh, Nora (4711) was merged into').waitFor()
    expect(page.url()).toContain(`/users/${keeper.id}/general`)
    await page.goto(`/users/${keeper.id}/contact`)
    await page.getByText('070-12345').first().waitFor()

    await page.goto(`/users/${keeper.id}/history`)
    await page.getByRole('link', { name: 'Take the merger back' }).click()
    await page.getByRole('button', { name: 'Take back' }).click()
    await page.getByText('The merger was taken back').waitFor()
    expect(page.url()).toContain(`/users/${gone.id}/general`)
    await page.goto(`/users/${keeper.id}/contact`)
    await page.getByText('No phone number').first().waitFor()
  })
})
