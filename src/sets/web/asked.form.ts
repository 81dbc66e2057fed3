import type { FastifyRequest } from 'fastify'
import type { Reader } from '#platform/db/database.ts'
import type { Typed } from '#platform/web/form-page.ts'
import type { About } from '../about.ts'
import type { Asker } from '../members.queries.ts'
import type { UserSet } from '../sets.queries.ts'
import type { Seen } from '../sets.ts'
import { getSet } from '../sets.ts'

/** The set that an address names. Throws NotFound when the person must not know of it. */
export const askedSet = ({ params, actor }: FastifyRequest, reader: Reader): Promise<UserSet> =>
  getSet(reader, actor, Number((params as { set: string }).set))

/** The set as the person saw it when the form was drawn. */
export const seenSet = ({ params }: FastifyRequest, { version }: Typed): Seen => ({
  id: Number((params as { set: string }).set),
  version: Number(version) || 0,
})

export const aboutNames = { fields: ['name', 'description', 'shared'], ticks: ['shared'] } as const

const text = (typed: Typed, name: string) => String(typed[name] ?? '')
export const aboutIn = (typed: Typed): About => ({
  name: text(typed, 'name'),
  description: text(typed, 'description'),
  shared: text(typed, 'shared') !== '',
})

export const askerOf = ({ actor }: FastifyRequest, timeZone: string): Asker => ({ actor, today: actor.clock.today(), timeZone })

/** The numbers of the users that were ticked. */
export const tickedIn = (value: unknown): number[] =>
  [value ?? []].flat().flatMap((one) => (/^\d{1,15}$/.test(String(one)) ? Number(one) : []))
