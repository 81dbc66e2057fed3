import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Refusal } from '#platform/problems.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import { drawnFrom } from '../clash.view.ts'
import { parseFields } from '../field-values.ts'
import type { Field, RecordType, UserValues } from '../fields.ts'
import { recordTypes, userFields, wordFor } from '../fields.ts'
import type { ScopeParts } from '../user-scope.ts'
import type { KnownUser } from '../users.queries.ts'
import { askedFields } from './asked-fields.view.ts'
import { mustHaveRight, reasonsAgainst } from './reasons-against.ts'
import { changeRecordType } from './record-type.ts'
import { recordTypeChoice, recordTypeQuestion } from './record-type.view.ts'
import { recordTypePlan } from './record-type-plan.ts'

const catalogue = Object.entries<Field>(userFields).filter(([, field]) => !field.fixed)
const fields = catalogue.map(([name]) => name)
const lists = catalogue.filter(([, field]) => field.kind === 'codes').map(([name]) => name)

/** "Change record type": which one, what follows, and the act. */
export async function recordTypeRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db } = parts
  app.get('/record-type', async ({ actor, user }, reply) => {
    mustHaveRight(actor, user, 'recordType')
    const reasons = await reasonsAgainst(db.read, actor, user, 'recordType')
    return reply.userPage('users/record/record-types', recordTypeChoice(user, reasons))
  })

  for (const to of recordTypes) changing(app, parts, to)
}

function changing(app: FastifyInstance, { db, clock }: ScopeParts, to: RecordType): void {
  formPage(app, `/record-type/${to}`, db, clock.now, {
    id: 'record-type',
    fields,
    lists,
    async stored({ actor, user }) {
      mustHaveRight(actor, user, 'recordType')
      return {}
    },
    async show({ actor, user }, reply, form, trouble) {
      const plan = await recordTypePlan(db.read, user, to)
      const against = await reasonsAgainst(db.read, actor, user, 'recordType')
      const describe = await describer(db.read)
      const asked = await askedFields(db.read, plan, to, form)
      const shown = { user, to, plan, against, asked, describe, form, trouble }
      return reply.userPage('users/record/record-type', recordTypeQuestion(shown))
    },
    async save(tx, { actor, user }, typed) {
      const values = await parsed(tx, user, to, typed)
      const isNew = await changeRecordType(tx, actor, user, to, { values, askedAt: drawnFrom(typed) })
      const words = { type: wordFor(to) }
      return {
        url: `/users/${user.id}/general`,
        message: isNew ? _('The record type is {type} now.', words) : _('The record type was {type} already.', words),
      }
    },
  })
}

/** What was typed into the fields that the plan asks for; any other is not read. */
async function parsed(tx: Tx, user: KnownUser, to: RecordType, typed: Typed): Promise<UserValues> {
  const { asked } = await recordTypePlan(tx, user, to)
  const wanted = Object.fromEntries(asked.map((name) => [name, userFields[name] as Field]))
  const { values, problems } = await parseFields(wanted, typed, { reader: tx, recordType: to })
  if (problems.length > 0) throw new Refusal(problems)
  return values as UserValues
}
