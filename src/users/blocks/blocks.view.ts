import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { blockFacts, calledBlock } from '../blocked.view.ts'
import { externalWords, isExternal } from '../origin.view.ts'
import type { Open } from '../row-pages.ts'
import type { User } from '../users.table.ts'
import type { Block } from './blocks.queries.ts'
import { isInForceOn, pageSize } from './blocks.queries.ts'

/** What is open on the page: a form, or the question whether to lift a block. */
export type OpenBlock = Omit<Open, 'mode'> & { mode: Open['mode'] | 'lifting' }

type Row = {
  id: number
  anchor: string
  name: string
  note: string
  facts: string
  state: { label: string; kind: string }
  /** Whether it stops nothing any more. */
  past: boolean
  external: boolean
  by: string
  at: string
  edit: string
  /** Only for one that is not lifted yet. Both are empty where this person may not. */
  lifting: string
}
type Option = { value: string; label: string }
/** What the Blocks page shows: one page of the list, and the form or question that is open in it. */
export type BlocksPage = {
  rows: Row[]
  /** What the mark of external rows means, where there are any on this page. */
  externals: string
  editable: boolean
  here: string
  addUrl: string
  range: string
  previous: string | undefined
  next: string | undefined
  types: Option[]
  descriptions: Option[]
  libraries: Option[]
  open: OpenBlock | undefined
}

/** The page that an address asks for, or the nearest that is there. */
export function pageAsked(query: unknown, total: number): number {
  const { page } = query as Record<string, unknown>
  return Math.min(Math.max(1, Math.ceil(total / pageSize)), Math.max(1, Math.floor(Number(page)) || 1))
}

export const blocksUrl = (user: { id: number }, page: number): string =>
  `/users/${user.id}/blocks${page > 1 ? `?page=${page}` : ''}`

type Parts = {
  user: User
  blocks: Block[]
  total: number
  page: number
  today: string
  describe: Describe
  types: ReadonlyMap<string, Code>
  descriptions: ReadonlyMap<string, Code>
  libraries: Code[]
  editable: boolean
  mayEdit: (block: Block) => boolean
  timeZone: string
  open: OpenBlock | undefined
}

export function blocksPage({ user, blocks, total, page, open, ...parts }: Parts): BlocksPage {
  const first = (page - 1) * pageSize + 1
  const held = (field: string) => String(open?.form.values[field] ?? '')
  return {
    rows: blocks.map((block) => rowOf({ ...parts, user, block })),
    externals: externalWords(blocks.map((block) => ({ external: isExternal(user, block) }))),
    editable: parts.editable,
    here: blocksUrl(user, page),
    addUrl: `/users/${user.id}/blocks/blocks/new`,
    range: total > pageSize ? _('{first}–{last} of {total}', { first, last: first + blocks.length - 1, total }) : '',
    previous: page > 1 ? blocksUrl(user, page - 1) : undefined,
    next: page * pageSize < total ? blocksUrl(user, page + 1) : undefined,
    types: open ? options(parts.types, user, held('type')) : [],
    descriptions: open ? [...unchosen(held('description')), ...options(parts.descriptions, user, held('description'))] : [],
    libraries: parts.libraries.map(({ code, description }) => ({ value: code, label: description })),
    open,
  }
}

type Drawn = Pick<Parts, 'user' | 'describe' | 'today' | 'timeZone' | 'mayEdit'> & { block: Block }

function rowOf({ user, block, describe, today, timeZone, mayEdit }: Drawn): Row {
  const base = `/users/${user.id}/blocks/blocks/${block.id}`
  const editable = mayEdit(block)
  return {
    id: block.id,
    anchor: `blocks-${block.id}`,
    name: calledBlock(block, describe),
    note: block.note ?? '',
    facts: blockFacts(block, describe),
    state: stateOf(block, today),
    past: !isInForceOn(today, block),
    external: isExternal(user, block),
    by: block.createdBy,
    at: minuteIn(timeZone, block.createdAt),
    edit: editable ? `${base}/edit` : '',
    lifting: editable && block.status === 'ACTIVE' ? `${base}/lifting` : '',
  }
}

function stateOf(block: Block, today: string): Row['state'] {
  if (block.status !== 'ACTIVE') return { label: _('Lifted'), kind: '' }
  return isInForceOn(today, block) ? { label: _('Active'), kind: 'bad' } : { label: _('Expired'), kind: '' }
}

// The reason is for a person to choose: none stands there by itself.
const unchosen = (held: string): Option[] => (held === '' ? [{ value: '', label: '' }] : [])

const options = (codes: ReadonlyMap<string, Code>, user: User, held: string): Option[] =>
  [...codes.values()]
    .filter((code) => mayBeChosen(code, user.recordType) || code.code === held)
    .map((code) => ({ value: code.code, label: code.description }))
