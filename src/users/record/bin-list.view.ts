import { minuteIn } from '#platform/dates.ts'
import { _n } from '#platform/i18n/i18n.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Namer } from '../names.ts'
import type { User } from '../users.table.ts'
import type { BinFilter } from './bin.queries.ts'
import { pageSize } from './bin.queries.ts'
import { dayMilliseconds } from './bin.view.ts'

/** The page of all who are in the bin. */
export type BinPage = {
  form: Form
  rows: { url: string; restoration: string; name: string; primaryId: string; at: string; by: string; erased: string }[]
  found: string
  asking: boolean
  days: string
  newer: string | undefined
  older: string | undefined
}

type Listed = BinFilter & { rows: User[]; total: number; nameOf: Namer; days: number; timeZone: string; form: Form }

export function binPage({ q, page, rows, total, nameOf, days, timeZone, form }: Listed): BinPage {
  const at = (n: number) => `/users/bin?${new URLSearchParams({ ...(q ? { find: q } : {}), page: String(n) })}`
  const day = (instant: number) => minuteIn(timeZone, instant).slice(0, 10)
  return {
    form,
    rows: rows.map((user) => ({
      url: `/users/${user.id}/bin`,
      restoration: `/users/${user.id}/bin/restoration`,
      name: nameOf(user),
      primaryId: user.primaryId,
      at: minuteIn(timeZone, user.binnedAt ?? 0),
      by: user.binnedBy ?? '',
      erased: day((user.binnedAt ?? 0) + days * dayMilliseconds),
    })),
    found: _n('{n} user', '{n} users', total),
    asking: q !== '',
    days: _n('{n} day', '{n} days', days),
    newer: page > 1 ? at(page - 1) : undefined,
    older: page * pageSize < total ? at(page + 1) : undefined,
  }
}
