import { expect, it } from 'vitest'
import { settingNow } from '#code-tables/settings.queries.ts'
import { field, useDesks } from '#test/browser.ts'
import { codesIn, numberOf } from '../configuration/tables.ts'

const openDesk = useDesks()
const slow = 60_000

it.each([true, false])(
  'a group and a setting are changed and undone from Activity; what somebody else changed since is asked (scripts: %s)',
  async (scripts) => {
    const desk = await openDesk({ people: ['administrator', 'userAdministrator'], scripts })
    const { page, db } = desk
    const id = await numberOf(desk, 'UserGroups', 'FACULTY')
    const edit = `/configuration/codes/UserGroups/${id}/edit`
    const described = async () => (await codesIn(desk, 'UserGroups')).find((code) => code.id === id)?.description
    const said = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()
    const form = page.getByRole('form', { name: 'Undo' })
    const press = () => form.getByRole('button', { name: 'Undo', exact: true }).click()
    const undo = async (name: RegExp, nth = 0) => {
      await page.goto('/activity')
      await page.getByRole('button', { name }).nth(nth).click()
      await page.getByRole('heading', { level: 2, name: 'Undo' }).waitFor()
    }
    await desk.signIn('administrator', edit)

    await field(page, 'Description').fill('Teachers')
    await page.getByRole('button', { name: 'Save' }).click()
    await said('Saved.')
    await page.goto('/configuration/settings')
    await field(page, 'Days in the bin').fill('90')
    await page.getByRole('button', { name: 'Save' }).click()
    await said('Saved: Days in the bin.')

    await undo(/^Undo Changed: Days in the bin/)
    await page
      .getByRole('row', { name: /Days in the bin/ })
      .getByText('90')
      .waitFor()
    await press()
    await said('Undone: 1 field was put back.')
    expect(await settingNow(db.read, 'bin_days')).toBe('30')
    expect(await page.getByRole('table', { name: 'Activity' }).innerText()).toContain('Undone by Ada Administrator')

    const ulla = await desk.joinedBy('userAdministrator', edit)
    await field(ulla.page, 'Description').fill('Professors')
    await ulla.page.getByRole('button', { name: 'Save' }).click()
    await ulla.page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor()
    await undo(/^Undo Description/, 1)
    expect(await form.getByRole('radio', { checked: true }).count()).toBe(0)
    await press()
    await page.getByRole('alert').filter({ hasText: 'Choose which value stands.' }).waitFor()
    await form.getByRole('radio', { name: 'Keep: Professors' }).check()
    await press()
    await said('Nothing was changed.')
    expect(await described()).toBe('Professors')
    await undo(/^Undo Description/, 1)
    await form.getByRole('radio', { name: 'Put back: Faculty' }).check()
    await press()
    await said('Undone: 1 field was put back.')
    expect(await described()).toBe('Faculty')
  },
  slow,
)
