import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { commandActor } from '#sign-in/actor.ts'
import { usersFile } from '#sync/export/export.ts'
import { testApp } from '#test/app.ts'
import { makeProfile } from '../web/house.ts'
import { everything, syncWorld } from '../world.ts'

const rich = `<first_name>Zoë</first_name><last_name>O’Brien &amp; <![CDATA[<Sons>]]></last_name><middle_name/>
<pref_first_name>Zo</pref_first_name><user_title>DR</user_title><gender>FEMALE</gender><birth_date>1999-03-28Z</birth_date>
<user_group>FACULTY</user_group><preferred_language>no</preferred_language><web_site_url>https://zoe.example/?a=1&amp;b=2</web_site_url>
<status>ACTIVE</status><expiry_date>2027-09-30Z</expiry_date>
<contact_info><addresses>
<address preferred="false"><line1>1 Long Row</line1><city>Northfield</city><address_types><address_type>school</address_type></address_types></address>
<address preferred="true"><line1>2 Long Row</line1><line2>Flat "3"</line2><city>Northfield</city><country>GBR</country>
<address_note>Bell\nis broken</address_note><start_date>2026-01-01Z</start_date><end_date/><address_types><address_type>home</address_type><address_type>work</address_type></address_types></address>
</addresses><emails><email preferred="true"><email_address>zoe@example.org</email_address><description>At home</description><email_types><email_type>personal</email_type></email_types></email></emails>
<phones><phone preferred="true" preferred_sms="true"><phone_number>+44 20 7946 0018</phone_number><phone_types><phone_type>mobile</phone_type></phone_types></phone></phones></contact_info>
<user_identifiers><user_identifier><id_type>BARCODE</id_type><value>0071</value><note>the blue one</note><status>INACTIVE</status></user_identifier></user_identifiers>
<user_notes><user_note><note_type>OTHER</note_type><note_text>Reads\nslowly &lt;3</note_text><user_viewable>true</user_viewable><popup_note>false</popup_note></user_note></user_notes>`
const file = (...people: string[]) => `<?xml version="1.0" encoding="UTF-8"?><users>${people.join('')}</users>`
const person = (id: string, more = '<first_name>Ana</first_name><last_name>Lee</last_name>') =>
  `<user><primary_id>${id}</primary_id>${more}</user>`

async function exported(world: Awaited<ReturnType<typeof syncWorld>>, since?: string): Promise<string> {
  const wanted = { profile: { id: world.profile, code: 'SIS' }, everybody: false, since }
  return text(usersFile(world.db.read, commandActor('sync', world.clock), wanted, 'UTC') as never)
}

it('what is exported is what another library loads', async () => {
  const [one, other] = [await syncWorld(), await syncWorld()]
  const loaded = await one.run(file(person('zoe', rich), person('ana')))
  expect(loaded.applied).toMatchObject({ created: 2, rejected: 0 })
  const xml = await exported(one)
  expect((await other.run(xml)).applied).toMatchObject({ created: 2, rejected: 0 })
  expect(await everything(other.db, true)).toEqual(await everything(one.db, true))
  expect(await exported(other)).toBe(xml)
})

it('keeps to the schema: no empty days, both flags of a note, contact information in its order, codes with what they mean', async () => {
  const world = await syncWorld()
  await world.run(file(person('zoe', rich)))
  const xml = await exported(world)
  expect(xml).toContain('<user_group desc="Faculty">FACULTY</user_group>')
  expect(xml).toContain('<expiry_date>2027-09-30Z</expiry_date>')
  expect(xml).toContain('<last_name>O’Brien &amp; &lt;Sons&gt;</last_name>')
  expect(xml).toContain('<user_viewable>true</user_viewable><popup_note>false</popup_note>')
  expect(xml).toMatch(/<addresses>.*<\/addresses><emails>.*<\/emails><phones>/s)
  expect(xml).toContain('<address preferred="true" segment_type="External">')
  expect(xml).not.toMatch(/<(end|purge|start)_date\/>|<pinned|<note_owner|password|pin_number|user_role/)
})

it('only those who were changed since a day, and who come from that source', async () => {
  const world = await syncWorld()
  await world.run(file(person('ana'), person('bea')))
  world.clock.move(2 * 24 * 60 * 60_000)
  await world.run(file(person('bea', '<last_name>Berg</last_name>')))
  expect(await exported(world, '2026-11-23')).not.toContain('>ana<')
  expect(await exported(world, '2026-11-23')).toContain('<last_name>Berg</last_name>')
  expect(await exported(world, '2026-11-25')).not.toContain('<user>')
  const nobodys = { profile: { id: 9, code: 'OTHER' }, everybody: false, since: undefined }
  expect(await text(usersFile(world.db.read, commandActor('sync', world.clock), nobodys, 'UTC') as never)).not.toContain('<user>')
})

it('at the door: works · a day that is none · signed out · not allowed · not there; history tells who took what', async () => {
  const app = await testApp()
  await app.makeUser({
    values: { primaryId: 'ext', firstName: 'Ex', lastName: 'Ternal', accountType: 'EXTERNAL', source: 'SCHOOL' },
  })
  const url = `/synchronisation/profiles/${await makeProfile(app)}/export`
  const ada = await app.as('administrator')
  const form = await ada.get(url)
  const sent = await ada.submit(form, 'Download', { since: '' })
  expect([sent.status, sent.headers['content-disposition']]).toEqual([200, expect.stringContaining('users-SCHOOL-')])
  expect(sent.html).toContain('<primary_id>ext</primary_id>')
  expect(sent.html).not.toContain('<primary_id>ada</primary_id>')
  expect((await ada.submit(form, 'Download', { whom: 'everybody' })).html).toContain('<primary_id>ada</primary_id>')
  const refused = await ada.submit(form, 'Download', { since: 'soon' })
  expect([refused.status, refused.html.includes('value="soon"')]).toEqual([422, true])
  expect((await ada.get('/activity')).html).toContain('Exported')
  expect((await ada.get('/synchronisation/profiles/999/export')).status).toBe(404)
  expect((await app.visitor().get(url)).location).toContain('/sign-in')
  expect((await (await app.as('viewer')).get(url)).status).toBe(403)
})
