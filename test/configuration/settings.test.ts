import { describe, expect, it } from 'vitest'
import { settingNow } from '#code-tables/settings.queries.ts'
import { changesOf } from '#history/history.queries.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { makeStaff } from '../sign-in/staff.ts'

const url = '/configuration/settings'
const open = async () => {
  const app = await testApp({ people: ['userAdministrator'] })
  return { app, ada: await app.as('administrator'), ulla: await app.as('userAdministrator') }
}
type App = Awaited<ReturnType<typeof testApp>>
const now = ({ db }: App, name: Parameters<typeof settingNow>[1]) => settingNow(db.read, name)
const acts = ({ db }: App) => changesOf(db.read, 'setting', 0, { limit: 20, offset: 0 })

/** As a browser sends the form: ticks of one name come several times. */
function sent(page: Page, typed: Record<string, string>, ticked: Record<string, string[]> = {}): string {
  const { values } = page.formOf('Save')
  const single = Object.entries({ ...values, ...typed }).filter(([name]) => !name.startsWith('restricted_'))
  const lists = Object.entries(ticked).flatMap(([name, all]) => all.map((value) => [name, value]))
  return new URLSearchParams([...single, ...lists] as string[][]).toString()
}

describe('the settings page', () => {
  it('shows each setting with its sentence, and the numbers that come next', async () => {
    const { ada } = await open()
    const page = await ada.get(url)
    expect(page.heading).toBe('Settings')
    expect([page.field('Barcode pattern').value, page.field('Minutes until sign-out').value]).toEqual([
      'prefix=2 length=14 check=luhn',
      '60',
    ])
    expect(page.text).toContain('Next: 20000000000014.')
    expect(page.text).toContain('Next: U0000001.')
    expect(page.text).toContain('After how many minutes without a request someone is signed out: 5 to 720.')
  })

  it('saves what was changed, one act each, and nothing else', async () => {
    const { app, ada } = await open()
    const page = await ada.get(url)
    const ticked = { restricted_groups: ['STAFF', 'FACULTY'], restricted_roles: ['26', '200'] }
    const saved = await ada.post(url, sent(page, { barcode_pattern: ' length=6  prefix=9', session_idle_minutes: '015' }, ticked))
    expect([saved.status, saved.location]).toEqual([303, url])
    expect((await ada.get(url)).flash).toBe(
      'Saved: Barcode pattern, Minutes until sign-out, Restricted user groups, Restricted roles.',
    )
    expect([await now(app, 'barcode_pattern'), await now(app, 'session_idle_minutes')]).toEqual(['prefix=9 length=6', '15'])
    expect([await now(app, 'restricted_groups'), await now(app, 'restricted_roles')]).toEqual(['STAFF,FACULTY', '26,200'])
    const again = await ada.get(url)
    expect(again.text).toContain('Next: 900001.')
    expect(again.$('[name=restricted_groups]:checked, [name=restricted_roles]:checked').length).toBe(4)
    expect((await acts(app)).map(({ actorName, items }) => [actorName, items.length])).toEqual(
      Array(4).fill(['Ada Administrator', 1]),
    )
    const ticks = { restricted_groups: ['STAFF', 'FACULTY'], restricted_roles: ['26', '200'] }
    await ada.post(url, sent(again, {}, ticks))
    expect(await acts(app)).toHaveLength(4)
    await ada.post(url, sent(await ada.get(url), {}))
    expect([await now(app, 'restricted_groups'), await now(app, 'restricted_roles')]).toEqual(['', ''])
  })

  it('is refused with all that was typed, and changes nothing of it', async () => {
    const { app, ada } = await open()
    const page = await ada.get(url)
    const typed = { barcode_pattern: 'length=1 prefix=22', session_idle_minutes: '4', sign_in_retention_days: '366' }
    const refused = await ada.post(url, sent(page, typed, { restricted_groups: ['FACULTY', 'NOBODY'], restricted_roles: ['x'] }))
    expect(refused.status).toBe(422)
    expect(refused.problems).toEqual([
      'length=1 leaves no digit to count with. Make it longer.',
      'Minutes until sign-out must be a whole number from 5 to 720.',
      'There is no code "NOBODY". Letter case counts; separate codes by commas.',
      'There is no role "x". Write the numbers of roles, separated by commas.',
    ])
    expect([refused.field('Barcode pattern').value, refused.field('Days to keep tries to sign in').value]).toEqual([
      'length=1 prefix=22',
      '366',
    ])
    expect(refused.$('[name=restricted_groups]:checked').length).toBe(1)
    expect([await now(app, 'sign_in_retention_days'), await acts(app)]).toEqual(['365', []])
  })

  it.each([
    ['session_idle_minutes', '721'],
    ['session_idle_minutes', '10.5'],
    ['sign_in_retention_days', '29'],
    ['sign_in_retention_days', '0'],
    ['history_retention_days', '-1'],
    ['history_retention_days', '29'],
    ['primary_id_pattern', ''],
  ])('refuses %s = %j', async (name, value) => {
    const { ada } = await open()
    expect((await ada.post(url, sent(await ada.get(url), { [name]: value }))).status).toBe(422)
  })

  it('two at once: keeps what only one changed, and asks what both did', async () => {
    const { app, ada, ulla } = await open()
    const [hers, mine] = [await ulla.get(url), await ada.get(url)]
    await ulla.post(
      url,
      sent(hers, { session_idle_minutes: '30', sign_in_retention_days: '100' }, { restricted_groups: ['STAFF'] }),
    )
    const asked = await ada.post(url, sent(mine, { session_idle_minutes: '90', history_retention_days: '365' }))
    expect(asked.status).toBe(409)
    expect(asked.$('.clash dt').first().text()).toBe('Minutes until sign-out, yours')
    expect([asked.field('Days to keep tries to sign in').value, asked.field('Days to keep history').value]).toEqual([
      '100',
      '365',
    ])
    const settle = asked.$('button[name=settle]').last().attr('value') ?? ''
    const told = await ada.post(url, sent(asked, { settle }, { restricted_groups: ['STAFF'] }))
    expect(told.status).toBe(303)
    expect([await now(app, 'session_idle_minutes'), await now(app, 'history_retention_days')]).toEqual(['30', '365'])
    expect([await now(app, 'sign_in_retention_days'), await now(app, 'restricted_groups')]).toEqual(['100', 'STAFF'])
  })

  it('leaves who is restricted to those who are not bound by it, and keeps it when they save the rest', async () => {
    const { app, ada } = await open()
    await ada.post(url, sent(await ada.get(url), {}, { restricted_groups: ['FACULTY'] }))
    const role = { role: 50, cantEditRestricted: true }
    const uma = await makeStaff(app, { values: { primaryId: 'uma' } }, [role])
    const visitor = app.visitor()
    await visitor.signIn(uma.primaryId)
    const page = await visitor.get(url)
    expect(page.$('[name=restricted_groups], [name=restricted_roles]').length).toBe(0)
    const saved = await visitor.post(url, sent(page, { session_idle_minutes: '45' }, { restricted_groups: ['STAFF'] }))
    expect([saved.status, await now(app, 'session_idle_minutes')]).toEqual([303, '45'])
    expect(await now(app, 'restricted_groups')).toBe('FACULTY')
  })

  it('signs out after as many minutes as it says', async () => {
    const { app, ada } = await open()
    await ada.post(url, sent(await ada.get(url), { session_idle_minutes: '5' }))
    app.clock.move(4 * 60_000)
    expect((await ada.get(url)).status).toBe(200)
    app.clock.move(6 * 60_000)
    expect((await ada.get(url)).location).toContain('/sign-in')
  })
})

describe('the institution', () => {
  it('has a name, which stands at the top of every page', async () => {
    const { app, ada } = await open()
    const page = await ada.get('/configuration/institution')
    const saved = await ada.submit(page, 'Save', { institution: 'Northfield <College>' })
    expect([saved.status, await now(app, 'institution')]).toEqual([303, 'Northfield <College>'])
    expect((await ada.get('/users')).$('.brand small').text()).toBe('Northfield <College>')
    const refused = await ada.submit(page, 'Save', { institution: '  ' })
    expect([refused.status, refused.problems]).toEqual([422, ['Institution name cannot be empty. Give it a value.']])
  })

  it('is all that its page can change', async () => {
    const { app, ada } = await open()
    const { values } = (await ada.get('/configuration/institution')).formOf('Save')
    await ada.post('/configuration/institution', { ...values, institution: 'North', session_idle_minutes: '5' })
    expect([await now(app, 'institution'), await now(app, 'session_idle_minutes')]).toEqual(['North', '60'])
  })
})

describe('the overview', () => {
  it('leads to pages that are there', async () => {
    const { ada } = await open()
    const page = await ada.get('/configuration')
    const links = page
      .$('.overview a')
      .toArray()
      .map(({ attribs }) => attribs.href ?? '')
    expect(links).toEqual(
      expect.arrayContaining(['/configuration/codes/Libraries', '/configuration/settings', '/configuration/institution']),
    )
    for (const link of links) expect([link, (await ada.get(link)).status]).toEqual([link, 200])
  })

  it('is closed to whoever does not configure', async () => {
    const { app } = await open()
    for (const person of ['manager', 'deskManager', 'deskOperator', 'viewer'] as const) {
      const visitor = await app.as(person)
      for (const page of ['', '/settings', '/institution']) {
        expect((await visitor.get(`/configuration${page}`)).status).toBe(403)
        if (page) expect((await visitor.post(`/configuration${page}`, { institution: 'Mine' })).status).toBe(403)
      }
    }
    expect(await now(app, 'institution')).toBe('My library')
    expect((await app.visitor().get('/configuration')).location).toContain('/sign-in')
  })
})
