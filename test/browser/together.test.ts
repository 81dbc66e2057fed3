import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { field, useDesks } from '#test/browser.ts'

const openDesk = useDesks()
const maria = {
  values: { primaryId: 'mgarcia', firstName: 'María', lastName: 'García' },
  emails: [{ address: 'maria@northfield.edu' }],
  notes: [{ type: 'OTHER', text: 'Asks for large print' }],
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const said = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()
const clash = (page: Page) => page.getByRole('region', { name: 'Changed meanwhile' })
const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click()

type Typed = Record<string, string>

async function typeInto(page: Page, typed: Typed): Promise<void> {
  for (const [label, text] of Object.entries(typed)) await field(page, label).fill(text)
}

async function standing(page: Page, labels: string[]): Promise<string[]> {
  return Promise.all(labels.map((label) => field(page, label).inputValue()))
}

const listed = (page: Page, text: string) => page.locator('.row-list').getByRole('listitem').filter({ hasText: text }).count()

/** The value that a term of the question stands over, and where it is drawn. */
async function side(page: Page, term: string) {
  const value = clash(page).locator(`dt:text-is("${term}") + dd`)
  return { text: await value.innerText(), box: await value.boundingBox() }
}

describe.each([true, false])('two of the staff at one user, scripts %s', (scripts) => {
  async function bothAt(path: string) {
    const desk = await openDesk({ scripts })
    const { id } = await desk.makeUser(maria)
    await desk.signIn('administrator', `/users/${id}/${path}`)
    const { page: max } = await desk.joinedBy('manager', `/users/${id}/${path}`)
    return { ada: desk.page, max, url: `/users/${id}` }
  }

  it('different fields: both are kept, and the page says so', async () => {
    const { ada, max } = await bothAt('general')
    await typeInto(max, { 'First name': 'Marta', Website: 'https://marta.example' })
    await save(max)
    await said(max, 'Saved: First name, Website.')
    await typeInto(ada, { 'Last name': 'Fernández' })
    await save(ada)
    await said(ada, 'Saved: Last name. Changed meanwhile by someone else, and kept: First name, Website.')
    await heading(ada, 'Fernández, Marta').waitFor()
    expect(await standing(ada, ['First name', 'Website'])).toEqual(['Marta', 'https://marta.example'])
  })

  it.each([
    ['Keep mine', 'Fernández'],
    ['Use theirs', 'Gómez'],
  ])('the same field: asked with both values side by side, all else kept; %s is saved', async (choice, left) => {
    const { ada, max } = await bothAt('general')
    await typeInto(max, { 'Last name': 'Gómez', 'Job description': 'Reads maps' })
    await save(max)
    await said(max, 'Saved: Last name, Job description.')
    await typeInto(ada, { 'Last name': 'Fernández', Website: 'https://maria.example', 'Middle name': 'José' })
    await save(ada)
    await clash(ada).waitFor()
    const [yours, theirs] = [await side(ada, 'Last name, yours'), await side(ada, 'Last name, theirs')]
    expect([yours.text, theirs.text]).toEqual(['Fernández', 'Gómez'])
    expect(theirs.box?.y).toBe(yours.box?.y)
    expect(theirs.box?.x).toBeGreaterThan(yours.box?.x ?? Number.POSITIVE_INFINITY)
    const labels = ['Last name', 'Website', 'Middle name', 'Job description']
    expect(await standing(ada, labels)).toEqual(['Fernández', 'https://maria.example', 'José', 'Reads maps'])

    await max.reload()
    expect(await standing(max, labels)).toEqual(['Gómez', '', '', 'Reads maps'])
    await clash(ada).getByRole('button', { name: choice }).click()
    await heading(ada, `${left}, María José`).waitFor()
    await max.reload()
    expect(await standing(max, labels)).toEqual([left, 'https://maria.example', 'José', 'Reads maps'])
  })

  const rows: { row: string; tab: string; name: string; typed: Typed }[] = [
    {
      row: 'an e-mail address',
      tab: 'contact',
      name: 'maria@northfield.edu',
      typed: { 'Email address': 'mgarcia@northfield.edu', Description: 'New since spring' },
    },
    { row: 'a note', tab: 'notes', name: 'Asks for large print', typed: { Note: 'Asks for audio' } },
  ]

  it.each(rows)('$row removed by one while the other types: said, the typing still there, to be added anew', async (made) => {
    const { ada, max } = await bothAt(made.tab)
    await ada.getByRole('link', { name: `Edit ${made.name}` }).click()
    await typeInto(ada, made.typed)
    await max.getByRole('link', { name: `Remove ${made.name}` }).click()
    await max.getByRole('button', { name: `Remove ${made.name}` }).click()
    await said(max, `Removed ${made.name}.`)

    await save(ada)
    await ada.getByText('Max Manager removed this entry since you opened it.').waitFor()
    expect(await standing(ada, Object.keys(made.typed))).toEqual(Object.values(made.typed))
    await save(ada)
    await said(ada, 'Added.')
    await max.reload()
    for (const text of Object.values(made.typed)) expect(await listed(max, text)).toBe(1)
    expect(await listed(max, made.name)).toBe(0)
  })

  it('a row changed by one while the other is asked whether to remove it: asked again, as it reads now', async () => {
    const { ada, max } = await bothAt('contact')
    await ada.getByRole('link', { name: 'Remove maria@northfield.edu' }).click()
    const remove = (address: string) => ada.getByRole('button', { name: `Remove ${address}` })
    await remove('maria@northfield.edu').waitFor()
    await max.getByRole('link', { name: 'Edit maria@northfield.edu' }).click()
    await typeInto(max, { 'Email address': 'mgarcia@northfield.edu' })
    await save(max)
    await said(max, 'Saved: Email address.')
    await remove('maria@northfield.edu').click()
    await ada.getByText('Someone changed this since you were asked.').waitFor()
    await max.reload()
    expect(await listed(max, 'mgarcia@northfield.edu')).toBe(1)
    await remove('mgarcia@northfield.edu').click()
    await said(ada, 'Removed mgarcia@northfield.edu.')
  })

  it('one tab and another: both stand, nothing is asked, and History names both', async () => {
    const { ada, max, url } = await bothAt('general')
    await typeInto(ada, { 'First name': 'Marta', 'Last name': 'Fernández', 'Job description': 'Reads maps' })
    await max.goto(`${url}/contact`)
    await max.getByRole('link', { name: 'Edit maria@northfield.edu' }).click()
    await typeInto(max, { 'Email address': 'marta@northfield.edu' })
    await save(max)
    await said(max, 'Saved: Email address.')
    await max.getByRole('link', { name: 'Add phone number' }).click()
    await typeInto(max, { 'Phone number': '+44 20 7946 0018' })
    await save(ada)
    await said(ada, 'Saved: First name, Last name, Job description.')
    expect(await ada.getByRole('status').filter({ hasText: 'meanwhile' }).count()).toBe(0)
    await save(max)
    await said(max, 'Added.')

    await ada.goto(`${url}/contact`)
    await heading(ada, 'Fernández, Marta').waitFor()
    for (const text of ['marta@northfield.edu', '+44 20 7946 0018']) expect(await listed(ada, text)).toBe(1)
    await ada.goto(`${url}/history`)
    const history = ada.getByRole('table', { name: 'History' }).getByRole('row')
    for (const [who, after] of [
      ['Max Manager', 'marta@northfield.edu'],
      ['Max Manager', '+44 20 7946 0018'],
      ['Ada Administrator', 'Marta'],
    ] as const)
      expect(await history.filter({ hasText: who }).filter({ hasText: after }).count()).toBe(1)
  })
})
