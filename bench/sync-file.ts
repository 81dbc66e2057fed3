import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** Which users of a file say something else than in the file before: none, or each one of so many. */
export type Changed = { every: number } | undefined

const perEntry = 20_000
const families = [
  'García',
  'Müller',
  'Nguyen',
  'Smith',
  'Okafor',
  'Łukasik',
  'O’Brien',
  'Haugen',
  'de la Cruz',
  'Иванов',
  '王',
  'Rossi',
]
const givens = ['Maria', 'Jonas', 'Aisha', 'Zoë', 'Mateo', 'Ingrid', 'Kwame', 'Yuki', 'Sofía', 'Tomasz', 'Noor', 'Émile']
const streets = ['Market Street', 'Storgata', 'Rue des Lilas', 'Calle Mayor', 'Bahnhofstrasse', 'Elm Avenue', 'Kongens gate']
const cities = ['Bergen', 'Lyon', 'Vienna', 'Porto', 'Gdańsk', 'Springfield', 'Århus']
const groups = ['UNDERGRAD', 'POSTGRAD', 'FACULTY', 'ALUMNI', 'COMMUNITY']
const of = (list: string[], n: number) => list[n % list.length] ?? ''
const digits = (n: number, length: number) => String(n).padStart(length, '0')

/** One user as a student information system writes it, some 3 KB: the usual elements, empty ones and descriptions among them. */
export function userXml(n: number, isChanged: boolean): string {
  const [given, family] = [
    of(givens, n * 7 + (n >> 5)),
    `${of(families, n * 5 + (n >> 7))}${n % 3 === 0 ? `-${of(families, n >> 3)}` : ''}`,
  ]
  const mail = `user${n}@example.org`
  const day = `20${27 + (n % 4)}-0${1 + (n % 9)}-${digits(1 + (n % 28), 2)}Z`
  const group = of(groups, n >> 2)
  const address = (type: string, at: number, preferred: boolean) => `
      <address preferred="${preferred}" segment_type="External">
        <line1>${1 + (at % 240)} ${of(streets, at)}</line1>
        <line2>${at % 4 === 0 ? `Floor ${at % 9}` : ''}</line2>
        <line3/>
        <line4/>
        <line5/>
        <city>${of(cities, at)}</city>
        <state_province/>
        <postal_code>${digits(at % 9000, 4)}</postal_code>
        <country desc="Norway">NOR</country>
        <address_note/>
        <start_date/>
        <end_date/>
        <address_types>
          <address_type desc="${type}">${type}</address_type>
        </address_types>
      </address>`
  const identifier = (type: string, value: string) => `
    <user_identifier segment_type="External">
      <id_type desc="${type}">${type}</id_type>
      <value>${value}</value>
      <note/>
      <status>ACTIVE</status>
    </user_identifier>`
  return `<user>
  <record_type desc="Public">PUBLIC</record_type>
  <primary_id>S${digits(n, 7)}</primary_id>
  <first_name>${given}</first_name>
  <middle_name>${n % 5 === 0 ? of(givens, n >> 4) : ''}</middle_name>
  <last_name>${isChanged ? `${family} Berg` : family}</last_name>
  <full_name>${given} ${family}</full_name>
  <user_title desc=""/>
  <job_category desc=""/>
  <job_description/>
  <gender desc="Female">${n % 2 === 0 ? 'FEMALE' : 'MALE'}</gender>
  <user_group desc="${group}">${group}</user_group>
  <campus_code desc=""/>
  <web_site_url/>
  <cataloger_level desc="[00] Default Level">00</cataloger_level>
  <preferred_language desc="English">en</preferred_language>
  <birth_date>19${60 + (n % 40)}-0${1 + (n % 9)}-1${n % 10}Z</birth_date>
  <expiry_date>${day}</expiry_date>
  <purge_date/>
  <account_type desc="External">EXTERNAL</account_type>
  <external_id>SIS</external_id>
  <status desc="Active">ACTIVE</status>
  <contact_info>
    <addresses>${address('home', n, true)}${address('school', n * 3, false)}
    </addresses>
    <emails>
      <email preferred="true" segment_type="External">
        <email_address>${isChanged ? `new.${mail}` : mail}</email_address>
        <description/>
        <email_types><email_type desc="School">school</email_type></email_types>
      </email>
    </emails>
    <phones>
      <phone preferred="true" preferred_sms="true" segment_type="External">
        <phone_number>+47 ${digits((n * 7919) % 100_000_000, 8)}</phone_number>
        <phone_types><phone_type desc="Mobile">mobile</phone_type></phone_types>
      </phone>
    </phones>
  </contact_info>
  <user_identifiers>${identifier('BARCODE', `29${digits(n, 9)}`)}${identifier('UNIV_ID', `u-${digits(n, 7)}`)}${identifier('INST_ID', `i${digits(n, 8)}`)}
  </user_identifiers>
  <user_roles/>
  <user_blocks/>
  <user_notes>
    <user_note segment_type="External">
      <note_type desc="Registrar">REGISTAR</note_type>
      <note_text>Enrolled in programme ${digits(n % 400, 4)}, year ${1 + (n % 5)}.</note_text>
      <user_viewable>false</user_viewable>
      <popup_note>false</popup_note>
      <created_by>SIS</created_by>
    </user_note>
  </user_notes>
  <user_statistics/>
</user>
`
}

function* entryTexts(from: number, to: number, changed: Changed): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<users>\n'
  let text = ''
  for (let n = from; n < to; n += 1) {
    text += userXml(n, changed !== undefined && n % changed.every === 0)
    if (text.length < 65_536) continue
    yield text
    text = ''
  }
  yield `${text}</users>\n`
}

/** Writes a zip of so many users, at most 20,000 in each of its files. */
export async function writeUserFile(file: string, users: number, changed?: Changed): Promise<void> {
  const zip = new ZipFile()
  for (let from = 0, part = 1; from < users; from += perEntry, part += 1) {
    const to = Math.min(users, from + perEntry)
    zip.addReadStreamLazy(`users_${digits(part, 3)}.xml`, { compressionLevel: 1 }, (take) =>
      take(null, Readable.from(entryTexts(from, to, changed))),
    )
  }
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
}
