import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Form } from '#platform/web/forms.ts'
import { refusedForm } from '#platform/web/forms.ts'
import type { Open } from '../row-pages.ts'
import type { User } from '../users.table.ts'
import { mostAtOnce } from './attachments.form.ts'
import type { Attachment } from './attachments.queries.ts'
import { pageSize } from './attachments.queries.ts'
import { isDisguised, sizeWords, typeWords } from './file-words.view.ts'
import type { Outcome } from './upload.routes.ts'

type Row = {
  id: number
  anchor: string
  name: string
  file: string
  note: string
  type: string
  /** Whether its name says that it is something else. */
  disguised: boolean
  size: string
  by: string
  at: string
  edit: string
  removal: string
}
/** What the Attachments page shows: one page of the list, and the form or question that is open. */
export type AttachmentsPage = {
  rows: Row[]
  editable: boolean
  back: string
  addUrl: string
  range: string
  previous: string | undefined
  next: string | undefined
  open: Open | undefined
  /** The form that takes files. `kept` is what was kept of those sent before. */
  upload: { form: Form; hint: string; message: string | undefined; kept: string | undefined } | undefined
}

type Parts = {
  user: User
  rows: Attachment[]
  total: number
  page: number
  editable: boolean
  timeZone: string
  open?: Open | undefined
  upload?: Outcome | undefined
}

/** Which page an address asks for, or the nearest that is there. */
export function pageAsked(query: unknown, total: number): number {
  const asked = Number((query as Record<string, unknown>).page) || 1
  return Math.min(Math.max(1, Math.ceil(total / pageSize)), Math.max(1, Math.trunc(asked)))
}

export const attachmentsUrl = (user: { id: number }, page: number, below = ''): string =>
  `/users/${user.id}/attachments${below}${page > 1 ? `?page=${page}` : ''}`

export function attachmentsPage({ user, rows, total, page, editable, timeZone, open, upload }: Parts): AttachmentsPage {
  const first = (page - 1) * pageSize + 1
  return {
    rows: rows.map((row) => rowOf(user, row, page, timeZone)),
    editable,
    back: attachmentsUrl(user, page),
    addUrl: attachmentsUrl(user, 1, '/attachments/new'),
    range: total > pageSize ? _('{first}–{last} of {total}', { first, last: first + rows.length - 1, total }) : '',
    previous: page > 1 ? attachmentsUrl(user, page - 1) : undefined,
    next: page * pageSize < total ? attachmentsUrl(user, page + 1) : undefined,
    open,
    upload: upload && uploadForm(upload),
  }
}

const uploadForm = ({ limit, problems, message, kept }: Outcome) => ({
  form: refusedForm({}, problems),
  hint: _('Choose files or drop them here: up to {most} at once, each up to {limit} MB.', { most: mostAtOnce, limit }),
  message,
  kept,
})

function rowOf(user: User, row: Attachment, page: number, timeZone: string): Row {
  return {
    id: row.id,
    anchor: `attachments-${row.id}`,
    name: row.name,
    file: attachmentsUrl(user, 1, `/${row.id}/file`),
    note: row.note ?? '',
    type: typeWords(row.mediaType),
    disguised: isDisguised(row.name, row.mediaType),
    size: sizeWords(row.size),
    by: row.createdBy,
    at: minuteIn(timeZone, row.createdAt),
    edit: attachmentsUrl(user, page, `/attachments/${row.id}/edit`),
    removal: attachmentsUrl(user, page, `/attachments/${row.id}/removal`),
  }
}
