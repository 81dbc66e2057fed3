import type { FastifyInstance, FastifyRequest } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { Refusal, refuse } from '#platform/problems.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import { findCredentials } from '#sign-in/sign-in.queries.ts'
import { drawnFrom } from '../clash.view.ts'
import { parseFields } from '../field-values.ts'
import type { Field } from '../fields.ts'
import { accountTypes, userFields, wordFor } from '../fields.ts'
import type { ScopeParts } from '../user-scope.ts'
import { knownSources } from './account-type.queries.ts'
import type { Account, AccountType } from './account-type.ts'
import { changeAccountType, mayChoose } from './account-type.ts'
import { accountTypeQuestion } from './account-type.view.ts'
import { mustHaveRight, reasonsAgainst } from './reasons-against.ts'

/** "Toggle account type": what each would mean, and the act. */
export async function accountTypeRoutes(app: FastifyInstance, { db, clock }: ScopeParts): Promise<void> {
  formPage(app, '/account-type', db, clock.now, {
    id: 'account-type',
    fields: ['accountType', 'source'],
    async stored({ actor, user }) {
      mustHaveRight(actor, user, 'accountType')
      return { accountType: '', source: user.source }
    },
    async show({ actor, user }, reply, form, trouble) {
      const types = accountTypes.filter((type) => type !== user.accountType && mayChoose(actor, type))
      const reasons = await reasonsAgainst(db.read, actor, user, 'accountType')
      const hasPassword = (await findCredentials(db.read, user.id)) !== undefined
      const sources = await knownSources(db.read)
      return reply.userPage(
        'users/record/account-type',
        accountTypeQuestion({ user, types, reasons, hasPassword, sources, form, trouble }),
      )
    },
    async save(tx, request, typed) {
      const { actor, user } = request
      const account = await parsed(request, typed)
      const isNew = await changeAccountType(tx, actor, user, account, drawnFrom(typed))
      const words = { type: wordFor(account.accountType) }
      return {
        url: `/users/${user.id}/general`,
        message: isNew ? _('The account type is {type} now.', words) : _('The account type was {type} already.', words),
      }
    },
  })

  async function parsed({ user }: FastifyRequest, typed: Typed): Promise<Account> {
    const asked: Record<string, Field> = { source: userFields.source }
    const { values, problems } = await parseFields(asked, typed, { reader: db.read, recordType: user.recordType })
    if (problems.length > 0) throw new Refusal(problems)
    const accountType = accountTypes.find((type) => type === typed.accountType)
    if (!accountType) return refuse('accountType', _('Choose the account type.'))
    return { accountType: accountType as AccountType, source: (values.source ?? null) as string | null }
  }
}
