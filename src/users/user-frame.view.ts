import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Clock } from '#platform/clock.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { OfferedAct } from './acts.view.ts'
import { actsFor } from './acts.view.ts'
import { wordFor } from './fields.ts'
import type { Namer } from './names.ts'
import { initials, nameSpoken } from './names.ts'
import type { Source } from './source.queries.ts'
import type { UserHeader } from './user-header.queries.ts'
import type { Tab } from './user-scope.ts'
import type { KnownUser } from './users.queries.ts'

/** What stands round every tab of a user: heading, tabs, summary. */
export type UserFrame = {
  id: number
  name: string
  spoken: string
  initials: string
  /** The address of the photo; its end changes with the photo, so that a browser may keep it. */
  photo: string | undefined
  status: string
  active: boolean
  expired: boolean
  accountType: string
  external: boolean
  identifiers: string
  /** `alarming`: what is counted stops the person from something. */
  tabs: { label: string; url: string; current: boolean; count: number | undefined; alarming: boolean }[]
  /** The menu "More". */
  acts: OfferedAct[]
  terms: Term[]
  lastChange: { by: string; at: string } | undefined
}

type Term = { term: string; value: string; kind?: 'ok' | 'bad'; url?: string }

type Parts = {
  user: KnownUser
  actor: Actor
  tabs: readonly Tab[]
  slug: string
  header: UserHeader
  /** Of an external user. */
  source: Source | undefined
  lastChange: { at: number; by: string } | undefined
  describe: Describe
  nameOf: Namer
  clock: Clock
  timeZone: string
}

export function userFrame({ user, actor, tabs, slug, header, source, lastChange, ...parts }: Parts): UserFrame {
  const { describe, nameOf, clock, timeZone } = parts
  const active = user.status === 'ACTIVE'
  return {
    id: user.id,
    name: nameOf(user),
    spoken: nameSpoken(user),
    initials: initials(user),
    photo: user.photo === null ? undefined : `/users/${user.id}/photo?v=${user.photo.slice(0, 16)}`,
    status: wordFor(user.status),
    active,
    expired: user.expiryDate !== null && user.expiryDate < clock.today(),
    accountType: wordFor(user.accountType),
    external: user.accountType === 'EXTERNAL',
    identifiers: [user.primaryId, header.barcode].filter(Boolean).join(' · '),
    tabs: tabs
      .filter((tab) => actor.may(tab.permission))
      .map((tab) => ({
        label: tab.label,
        url: `/users/${user.id}/${tab.slug}`,
        current: tab.slug === slug,
        count: tab.count?.(header) || undefined,
        alarming: tab.alarming === true,
      })),
    acts: actsFor(actor, user),
    terms: [
      { term: _('Record type'), value: wordFor(user.recordType) },
      { term: _('Account type'), value: wordFor(user.accountType) },
      { term: _('User group'), value: describe('UserGroups', user.userGroup) || '—' },
      { term: _('Status'), value: wordFor(user.status), kind: active ? 'ok' : 'bad' },
      { term: _('Expires'), value: user.expiryDate ?? '—' },
      ...(header.email ? [{ term: _('Email'), value: header.email }] : []),
      ...(header.barcode ? [{ term: _('Barcode'), value: header.barcode }] : []),
      ...(source ? sourceTerms(source, timeZone, actor.may('synchronise')) : []),
    ],
    lastChange: lastChange && { by: lastChange.by, at: minuteIn(timeZone, lastChange.at) },
  }
}

function sourceTerms({ name, met }: Source, timeZone: string, leads: boolean): Term[] {
  const when = { term: _('Last synchronised'), value: met ? minuteIn(timeZone, met.at) : _('Not yet') }
  return [{ term: _('Source'), value: name || '—' }, met && leads ? { ...when, url: `/synchronisation/runs/${met.run}` } : when]
}
