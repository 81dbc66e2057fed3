import type { Field } from '#users/fields.ts'
import { parts } from '#users/fields.ts'
import type { Heard, SourcePart } from '#users/record/follow-plan.ts'
import type { HeardRow } from './heard-values.ts'
import { heardFields, heardText, saysSomething } from './heard-values.ts'

export type Attributes = Record<string, string>
/** What is heard of a user so far, and the row that is open. */
export type Hearing = { heard: Heard; row: HeardRow; notice: { code: string; isWanted: boolean } }
/** What an element means: as it opens, with its text, as it closes; and which elements inside it mean something. */
export type Element = {
  inside: Map<string, Element>
  open?: (hearing: Hearing, attributes: Attributes) => void
  text?: (hearing: Hearing, text: string) => void
  close?: (hearing: Hearing) => void
}

const element = (inside: [string, Element][], means: Omit<Element, 'inside'> = {}): Element => ({
  inside: new Map(inside),
  ...means,
})
const leaf = (text: Element['text']): Element => element([], { text })

const rowNames: Record<SourcePart, [wrapper: string, row: string]> = {
  address: ['addresses', 'address'],
  phone: ['phones', 'phone'],
  email: ['emails', 'email'],
  identifier: ['user_identifiers', 'user_identifier'],
  note: ['user_notes', 'user_note'],
  block: ['user_blocks', 'user_block'],
  statistic: ['user_statistics', 'user_statistic'],
}

/** The elements of a list: its wrapper, which makes it present even when empty, and a row by itself. */
function listElements(part: SourcePart): [string, Element][] {
  const [wrapper, name] = rowNames[part]
  const row = rowElement(part)
  const begin = ({ heard }: Hearing) => {
    heard.lists[part] ??= []
  }
  return [
    [wrapper, element([[name, row]], { open: begin })],
    [name, row],
  ]
}

function rowElement(part: SourcePart): Element {
  const fields = heardFields(part)
  const attributes = fields.filter(([, { wire }]) => wire === 'preferred' || wire === 'preferred_sms')
  const inside = fields.filter((field) => !attributes.includes(field))
  return element(
    inside.flatMap(([name, field]) => (field.kind === 'codes' ? typesField(name, field) : [rowField(name, field)])),
    {
      open: (hearing, told) => {
        hearing.row = {}
        for (const [name, field] of attributes) {
          const text = told[field.wire]
          if (text !== undefined) hearing.row[name] = heardText(field, text)
        }
      },
      close: ({ heard, row }) => {
        heard.lists[part] ??= []
        if (saysSomething(part, row)) heard.lists[part].push(row)
      },
    },
  )
}

const rowField = (name: string, field: Field): [string, Element] => [
  field.wire,
  leaf(({ row }, text) => {
    row[name] = heardText(field, text)
  }),
]

function typesField(name: string, field: Field): [string, Element][] {
  const listed = leaf(({ row }, text) => {
    row[name] = [...((row[name] as string[]) ?? []), heardText(field, text)].filter(Boolean)
  })
  const begin = ({ row }: Hearing) => {
    row[name] ??= []
  }
  return [
    [`${field.wire}s`, element([[field.wire, listed]], { open: begin })],
    [field.wire, listed],
  ]
}

const ownField = (name: string, field: Field): [string, Element] => [
  field.wire,
  leaf(({ heard }, text) => {
    heard.fields[name] = heardText(field, text)
  }),
]
const ownFields = heardFields('general')
  .filter(([, { kind }]) => kind !== 'codes')
  .map(([name, field]) => ownField(name, field))

type CodeList = 'resourceSharingLibraries' | 'libraryNotices'
function codeList(name: CodeList, wrapper: string, row: Element): [string, Element] {
  const begin = ({ heard }: Hearing) => {
    heard.fields[name] ??= []
  }
  return [wrapper, element([[parts.general.fields[name].wire, row]], { open: begin })]
}
const add = ({ heard }: Hearing, name: CodeList, code: string) => {
  if (code !== '') (heard.fields[name] as string[]).push(code)
}

const library = element([['code', leaf((hearing, text) => add(hearing, 'resourceSharingLibraries', text.trim()))]])
const notice = element(
  [
    ['code', leaf((hearing, text) => put(hearing, { code: text.trim() }))],
    ['value', leaf((hearing, text) => put(hearing, { isWanted: text.trim().toLowerCase() === 'true' }))],
  ],
  {
    open: (hearing) => put(hearing, { code: '', isWanted: false }),
    close: (hearing) => {
      if (hearing.notice.isWanted) add(hearing, 'libraryNotices', hearing.notice.code)
    },
  },
)
function put(hearing: Hearing, told: Partial<Hearing['notice']>): void {
  hearing.notice = { ...hearing.notice, ...told }
}

const contacts = (['address', 'email', 'phone'] as const).flatMap(listElements)

/** A user of the public user object, as far as a source may say anything. All other elements are passed over. */
export const userElement: Element = element([
  ...ownFields,
  ['contact_info', element(contacts)],
  ...contacts,
  ...(['identifier', 'note', 'block', 'statistic'] as const).flatMap(listElements),
  codeList('resourceSharingLibraries', 'rs_libraries', library),
  codeList('libraryNotices', 'library_notices', notice),
])
