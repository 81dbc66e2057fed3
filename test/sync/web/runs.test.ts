import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import { testApp } from '#test/app.ts'
import { testFolder } from '#test/database.ts'
import { send } from '#test/upload.ts'
import { makeProfile, makeRow, makeRun, notedEngine } from './house.ts'

async function house() {
  const folder = testFolder()
  const { asked, engine } = notedEngine()
  const inbox = { folder: join(folder, 'inbox'), kept: join(folder, 'kept') }
  mkdirSync(join(inbox.folder, 'school'), { recursive: true })
  const app = await testApp({ parts: { sync: { engine, folder, inbox } } })
  const profile = await makeProfile(app, { folder: 'school' })
  await makeRun(app, { profileId: profile })
  return { app, asked, inbox, profile, ada: await app.as('administrator') }
}

describe('a run', () => {
  it('begins with a file that is sent, as a dry run unless somebody says otherwise, once for one form', async () => {
    const { ada, asked, profile } = await house()
    const url = `/synchronisation/profiles/${profile}/run`
    const form = await ada.get(url)
    expect(form.$('#dry-sent').attr('checked')).toBeDefined()
    const fields = { _csrf: await ada.token(), key: 'a-key-of-the-tests-that-is-long', doing: 'synchronise', dryRun: 'on' }
    const begun = await send(ada, `${url}/upload`, [{ name: '../users.xml', bytes: '<users/>', field: 'file' }], fields)
    expect([begun.status, begun.location]).toEqual([303, '/synchronisation/runs/1'])
    await send(ada, `${url}/upload`, [{ name: '../users.xml', bytes: '<users/>', field: 'file' }], fields)
    expect(asked).toEqual([['start', 'SCHOOL', '<users/>', 'users.xml', { action: 'synchronise', dryRun: true, full: false }]])
  })

  it('begins once where the form comes twice at the same moment', async () => {
    const { ada, asked, profile } = await house()
    const url = `/synchronisation/profiles/${profile}/run/upload`
    const fields = { _csrf: await ada.token(), key: 'a-key-of-the-tests-that-is-long', doing: 'synchronise', dryRun: 'on' }
    const file = { name: 'users.xml', bytes: '<users/>', field: 'file' }
    const both = await Promise.all([send(ada, url, [file], fields), send(ada, url, [file], fields)])
    expect(both.map(({ status, location }) => [status, location])).toEqual([
      [303, '/synchronisation/runs/1'],
      [303, '/synchronisation/runs/1'],
    ])
    expect(asked.length).toBe(1)
  })

  it('is refused without a file, and nothing is read without the token or the right', async () => {
    const { app, ada, asked, profile } = await house()
    const url = `/synchronisation/profiles/${profile}/run/upload`
    const none = await send(ada, url, [])
    expect([none.status, none.problems]).toEqual([422, ['No file was chosen. Choose one.']])
    const file = { name: 'users.xml', bytes: '<users/>', field: 'file' }
    expect((await send(ada, url, [file], { _csrf: 'wrong', key: 'x' })).status).toBe(403)
    expect((await send(await app.as('manager'), url, [file])).status).toBe(403)
    expect((await send(ada, '/synchronisation/profiles/99/run/upload', [file])).status).toBe(404)
    expect(asked).toEqual([])
  })

  it('begins with the oldest file of the folder', async () => {
    const { app, ada, asked, inbox, profile } = await house()
    writeFileSync(join(inbox.folder, 'school', 'one.xml'), '<users/>')
    const url = `/synchronisation/profiles/${profile}/run`
    const early = await ada.get(url)
    expect(early.text).toContain('one.xml')
    app.clock.move(3 * 24 * 60 * 60_000)
    const later = await app.as('administrator')
    const ready = await later.get(url)
    const begun = await later.submit(ready, 'Run with the oldest that is ready', { dryRun: 'on' })
    expect([begun.status, begun.location]).toEqual([303, '/synchronisation/runs/1'])
    expect(asked).toEqual([['start', 'SCHOOL', '<users/>', 'one.xml', { action: 'synchronise', dryRun: true, full: false }]])
    expect((await later.get(url)).text).toContain('No file lies there.')
    const again = await later.post(url, { doing: 'synchronise' })
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('No file lies ready')])
  })

  it('shows its progress while it works, and the whole page once it does not', async () => {
    const { app, ada } = await house()
    const run = await makeRun(app, { state: 'reading', bytesRead: 1024, counts: { read: 7 } as never })
    const page = await ada.get(`/synchronisation/runs/${run}`)
    expect(page.$('#progress').attr('hx-get')).toBe(`/synchronisation/runs/${run}/progress`)
    expect(page.text).toContain('7 users read · 1 KB of 4 KB')
    const partial = { 'hx-request': 'true', 'hx-request-type': 'partial' }
    const region = await ada.get(`/synchronisation/runs/${run}/progress`, partial)
    expect(region.html.trim()).toMatch(/^<div id="progress"/)
    expect(region.html).not.toContain('<h1')
    const ended = await ada.get('/synchronisation/runs/1/progress', partial)
    expect([ended.status, ended.headers['hx-redirect']]).toEqual([204, '/synchronisation/runs/1'])
  })

  it.each([
    ['guarded', { message: '90 % would be deactivated.' }, 'Apply all the same', ['apply', 9, true]],
    ['finished', { dryRun: true, message: '90 % would be deactivated.' }, 'Apply all the same', ['apply', 9, true]],
    ['waiting', {}, 'Stop', ['stop', 9]],
    ['finished', { dryRun: true }, 'Apply this plan', ['apply', 9, false]],
    ['applying', {}, 'Stop', ['stop', 9]],
    ['stopped', {}, 'Continue', ['goOn', 9]],
    ['finished', { applied: { created: 1 } as never }, 'Undo', ['planUndo', 9]],
  ])('when %s can be carried on: asked first, then done, and once', async (state, more, button, wanted) => {
    const { app, ada, asked } = await house()
    for (let n = 2; n < 9; n += 1) await makeRun(app)
    const run = await makeRun(app, { ...more, state, counts: { created: 2 } as never })
    const page = await ada.get(`/synchronisation/runs/${run}`)
    const link = page.$('.page-head a.button').filter((_n, one) => page.$(one).text() === button)
    expect(link).toHaveLength(1)
    const question = await ada.get(String(link.attr('href')))
    expect(question.heading).toBe(button)
    expect((await ada.submit(question, button)).status).toBe(303)
    await ada.submit(question, button)
    expect(asked).toEqual([wanted])
  })

  it('two at once: what is asked of a run in another state by now is not done', async () => {
    const { ada, asked } = await house()
    const late = await ada.post('/synchronisation/runs/1/stop', {})
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('in another state by now')])
    expect(asked).toEqual([])
    expect((await ada.get('/synchronisation/runs/99')).status).toBe(404)
    expect((await ada.get('/synchronisation/runs/1/rows/99')).status).toBe(404)
  })

  it('offers codes that the library does not have for adding', async () => {
    const { app, ada } = await house()
    const run = await makeRun(app, { dryRun: true, kept: '2/users.xml' })
    await makeRow(app, run, { does: 'reject', reason: 'No', plan: { unknown: [{ table: 'UserGroups', code: 'MOON' }] } })
    const page = await ada.get(`/synchronisation/runs/${run}`)
    expect(page.text).toContain('Plan again')
    const form = await ada.get(String(page.$('table[aria-label="Unknown codes"] a').attr('href')))
    expect((await ada.submit(form, 'Save', { description: '' })).status).toBe(422)
    expect((await ada.submit(form, 'Save', { description: 'People of the moon' })).location).toBe(`/synchronisation/runs/${run}`)
    expect((await codesOf(app.db.read, 'UserGroups')).get('MOON')?.description).toBe('People of the moon')
    expect((await ada.get(`/synchronisation/runs/${run}/codes?table=Nothing&code=X`)).status).toBe(404)
  })

  it('is downloaded as a file in which nothing is carried out, and that is in the history', async () => {
    const { app, ada } = await house()
    await makeRow(app, 1, { does: 'reject', key: '=1+1', name: '+Nora', reason: 'Because, "so"' })
    const file = await ada.post('/synchronisation/runs/1/report', {})
    expect(file.headers['content-disposition']).toContain('synchronisation-1.csv')
    expect(file.html).toContain('\'=1+1,\'+Nora,Rejected,"Because, ""so"""')
    expect((await ada.get('/activity?subject=sync+run')).text).toContain('Synchronisation run')
  })
})
