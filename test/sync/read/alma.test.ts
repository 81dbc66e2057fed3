import { describe, expect, it } from 'vitest'
import { readSource } from '#sync/read/source.ts'
import { batchesOf, fileOf, heardOf, itemsOf, users, zipOf } from './files.ts'

const full = `<user>
  <user_identifiers>
    <user_identifier segment_type="Internal"><value>29001</value><id_type desc="Barcode">BARCODE</id_type><note/><status>ACTIVE</status></user_identifier>
    <user_identifier><id_type>NET_ID</id_type><value/></user_identifier>
  </user_identifiers>
  <record_type desc="Staff">STAFF</record_type><account_type>INTERNAL</account_type><external_id>X</external_id>
  <full_name>Zoë Berg</full_name><pref_full_name>Z</pref_full_name><password>secret</password><pin_number>1</pin_number>
  <primary_id> zb1 </primary_id>
  <last_name>O&apos;Brien &amp; Sons</last_name>
  <first_name>Zoë
     Maria</first_name>
  <middle_name/>
  <campus_code desc="Main"></campus_code>
  <expiry_date>2030-01-16Z</expiry_date><birth_date>1990-02-03T00:00:00.000Z</birth_date><purge_date/>
  <user_roles><user_role><status>ACTIVE</status><role_type>200</role_type></user_role></user_roles>
  <proxy_for_users><proxy_for_user><primary_id>other</primary_id></proxy_for_user></proxy_for_users>
  <researcher><first_name>Wrong</first_name></researcher>
  <user_blocks/>
  <user_notes><user_note><note_type>OTHER</note_type><note_text>One
two</note_text><user_viewable>TRUE</user_viewable><popup_note>false</popup_note><created_by>x</created_by></user_note></user_notes>
  <rs_libraries><rs_library><code desc="Main">MAIN</code></rs_library><rs_library><code>LAW</code></rs_library></rs_libraries>
  <library_notices>
    <library_notice><code>COURTESY</code><value>true</value></library_notice>
    <library_notice><code>OVERDUE</code><value>false</value></library_notice>
  </library_notices>
  <contact_info>
    <emails><email preferred="true" segment_type="External"><email_address>z@example.org</email_address><description/>
      <email_types><email_type desc="School">school</email_type><email_type>work</email_type></email_types></email></emails>
    <addresses><address preferred="false"><line1>1 Elm</line1><city>Bergen</city><country desc="Norway">NOR</country><start_date/>
      <address_types><address_type>home</address_type></address_types></address><address/></addresses>
    <phones><phone preferred_sms="true"><phone_number>1</phone_number><phone_types/></phone></phones>
  </contact_info>
</user>`
const heardFull = {
  fields: {
    primaryId: 'zb1',
    lastName: "O'Brien & Sons",
    firstName: 'Zoë Maria',
    middleName: '',
    campus: '',
    expiryDate: '2030-01-16',
    birthDate: '1990-02-03',
    purgeDate: '',
    resourceSharingLibraries: ['MAIN', 'LAW'],
    libraryNotices: ['COURTESY'],
  },
  lists: {
    identifier: [{ value: '29001', type: 'BARCODE', note: '', status: 'ACTIVE' }],
    block: [],
    note: [{ type: 'OTHER', text: 'One\ntwo', userViewable: 'true', popup: 'false' }],
    email: [{ preferred: 'true', address: 'z@example.org', description: '', types: ['school', 'work'] }],
    address: [{ preferred: 'false', line1: '1 Elm', city: 'Bergen', country: 'NOR', startDate: '', types: ['home'] }],
    phone: [{ preferredSms: 'true', number: '1', types: [] }],
  },
}
const ada = '<user><primary_id>ada</primary_id></user>'

describe('what is heard of a user', () => {
  it('is what the file names, in the words of the catalogue, and nothing that no source may say', async () =>
    expect(await heardOf(users(full))).toEqual([heardFull]))
  it('is the same where the file is parsed as a whole', async () => {
    expect(await heardOf(users('<!-- made by hand -->', full))).toEqual([heardFull])
    expect(await heardOf(users(full.replace('29001', '<![CDATA[29001]]>')))).toEqual([heardFull])
    const prefixed = users(full)
      .replaceAll(/<(\/?)(\w)/g, '<$1u:$2')
      .replace('<u:users', '<u:users xmlns:u="urn:x"')
    expect(await heardOf(prefixed)).toEqual([heardFull])
  })
  it('is the same with a byte-order mark, alone without a list, in UTF-16 and in a declared encoding', async () => {
    expect(await heardOf(`\ufeff${users(full)}`)).toEqual([heardFull])
    expect(await heardOf(full)).toEqual([heardFull])
    expect(await heardOf(Buffer.from(`\ufeff${users(full)}`, 'utf16le'))).toEqual([heardFull])
    expect(await heardOf(Buffer.from(users(full).replace('UTF-8', 'ISO-8859-1'), 'latin1'))).toEqual([heardFull])
  })
  it('leaves out what the file leaves out', async () =>
    expect(await heardOf(ada)).toEqual([{ fields: { primaryId: 'ada' }, lists: {} }]))
})

describe('items', () => {
  it('have position and line, through all files of a zip, folders and hidden files left out', async () => {
    const zip = await zipOf({
      'a/one.xml': users(ada, full),
      '__MACOSX/a/._one.xml': 'x',
      '.DS_Store': 'x',
      'two.xml': users('', ada),
    })
    const items = await itemsOf(zip)
    expect(items.map(({ position, file, line }) => [position, file, line])).toEqual([
      [1, 'a/one.xml', 3],
      [2, 'a/one.xml', 4],
      [3, 'two.xml', 4],
    ])
    expect(await itemsOf(await zipOf({ 'one.xml': users(ada) }, false))).toHaveLength(1)
  })
  it('have the same hash for the same bytes under the same rules', async () => {
    const [one, other, changed] = await itemsOf(users(ada, ada, full))
    expect(one?.hash).toMatch(/^[\w-]{22}$/)
    expect([other?.hash === one?.hash, changed?.hash === one?.hash]).toEqual([true, false])
    const [salted] = await itemsOf(users(ada), { salt: 'other' })
    expect(salted?.hash).not.toBe(one?.hash)
    const [parsed, again] = await itemsOf(users('<!-- -->', ada, '<user>\n<primary_id>ada</primary_id></user>'))
    expect(again?.hash).toBe(parsed?.hash)
  })
  it('are the same however the bytes come in pieces', async () => {
    const odd = [
      '<user/>',
      '<user link="a>b"><primary_id>b</primary_id></user >',
      "<user link='/'><first_name>ű</first_name></user>",
    ]
    for (const content of [users(ada, full, ...odd), users(ada, '<!-- <user> -->', full, ...odd), `\ufeff${full}`]) {
      const whole = await itemsOf(content)
      const told = (items: typeof whole) => items.map(({ line, hash, hear }) => [line, hash, hear()])
      for (const chunkBytes of [1, 2, 3, 7, 64, 1021]) {
        expect(told(await itemsOf(content, { limits: { chunkBytes } })), String(chunkBytes)).toEqual(told(whole))
      }
    }
  })
  it('come while the file is read, and say how far it is', async () => {
    const content = await zipOf({ 'a.xml': users(...Array(200).fill(full)), 'b.xml': users(ada) })
    const told: number[] = []
    const how = { format: 'alma' as const, columns: [], salt: '' }
    const batches = await batchesOf(readSource(fileOf(content), how, (bytes) => told.push(bytes)))
    expect(batches.flat()).toHaveLength(201)
    expect(Math.max(...batches.map(({ length }) => length))).toBe(64)
    expect(told).toEqual(told.toSorted((one, other) => one - other))
    expect(told.at(-1)).toBeLessThanOrEqual(content.length)
    expect(told.at(-1)).toBeGreaterThan(0)
  })
})
