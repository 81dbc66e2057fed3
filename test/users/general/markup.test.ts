import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

const script = '<script>alert(1)</script>'
const quote = `"><img src=x onerror=alert(1)>'`

it('shows a script as text wherever a name stands', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser({ values: { primaryId: 'u1', firstName: 'Ana', lastName: 'Lee' } })
  const ada = await as('administrator')
  const url = `/users/${user.id}/general`
  const typed = { lastName: script, firstName: quote, primaryId: `${script}1`, website: 'javascript:alert(1)' }
  const saved = await ada.submit(await ada.get(url), 'Save', typed)
  const page = await ada.get(saved.location)
  expect(page.heading).toBe(`${script}, ${quote}`)
  expect(page.title).toBe(`${script}, ${quote} · General information · Foyer`)
  expect(page.formOf('Save').values).toMatchObject(typed)
  const list = await ada.get('/users?q=alert')
  expect(list.rows('Users')[0]?.slice(1, 3)).toEqual([`${script}, ${quote}`, `${script}1`])
  const history = await ada.get(`/users/${user.id}/history`)
  expect(
    history
      .rows('History')
      .slice(0, 2)
      .map((row) => row.slice(2)),
  ).toEqual([
    ['First name', 'Ana', quote],
    ['Last name', 'Lee', script],
  ])
  const searched = await ada.get(`/users?q=${encodeURIComponent(script + quote)}&index=phone`)
  expect(searched.text).toContain(`No user matches “${script}${quote}” in Phone.`)
  const taken = await ada.post(`/users/1/general`, { primaryId: `${script}1` })
  expect(taken.problems[0]).toContain(`${script}1 already belongs to ${script}`)
  for (const one of [page, list, history, searched, taken]) {
    expect(one.$('script:not([src]), img, [onerror]')).toHaveLength(0)
    expect(one.html).not.toContain(script)
  }
})

it('shows a script as text where the person who works here is named', async () => {
  const { as, people } = await testApp()
  const ada = await as('administrator')
  const url = `/users/${people.administrator?.id}/general`
  await ada.post(url, { prefLastName: script })
  const page = await ada.get(url)
  expect(page.text).toContain(`Ada ${script}`)
  expect((await ada.get(`/users/${people.administrator?.id}/history`)).html).not.toContain(script)
  expect(page.html).not.toContain(script)
})

it('shows a script as text on a refused sign-in', async () => {
  const { visitor } = await testApp()
  const page = await visitor().signIn(script + quote)
  expect(page.field('Identifier').value).toBe(script + quote)
  expect(page.html).not.toContain(script)
  const next = await visitor().get(`/sign-in?next=${encodeURIComponent(`/users?q=${quote}${script}`)}`)
  expect(next.html).not.toContain(script)
  expect(next.$('img')).toHaveLength(0)
})
