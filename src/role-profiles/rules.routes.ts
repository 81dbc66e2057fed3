import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Gone, NotFound } from '#platform/problems.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { authorBar } from '#users/user-roles/assignment.ts'
import { everyProfile } from '#users/user-roles/profiles.queries.ts'
import { mustGiveEach } from '#users/user-roles/profiles.ts'
import type { FullRule } from '#users/user-roles/rules.queries.ts'
import { everyRule } from '#users/user-roles/rules.queries.ts'
import { addRule, changeRule, moveRule, removeRule } from '#users/user-roles/rules.ts'
import { drawnFrom, seenIn, settle, tellClashIn } from './clash.view.ts'
import { numberIn } from './places.ts'
import type { RoleProfileParts } from './role-profiles.routes.ts'
import { ruleWords } from './rule-words.view.ts'
import { ruleIn, ruleNames } from './rules.form.ts'
import type { RulePage } from './rules.view.ts'
import { rulePage, rulesPage, rulesUrl } from './rules.view.ts'

const oneRule = '/rules/:rule(^\\d{1,15}$)'
const at = (id: number) => `rule-${id}`

/** The rules by which new users get roles: their order, and a form for each. */
export function rulesRoutes(app: FastifyInstance, parts: RoleProfileParts): void {
  listRoutes(app, parts)
  ruleForms(app, parts)
}

function listRoutes(app: FastifyInstance, { db, clock }: RoleProfileParts): void {
  formPage(app, '/rules', db, clock.now, {
    id: 'acts',
    fields: ['act'],
    stored: async () => ({}),
    async show({ actor }, reply, _form, problem) {
      const rules = await everyRule(db.read)
      const bars = new Map<number, string>()
      for (const rule of rules) {
        const bar = await authorBar(db.read, clock, rule)
        if (bar !== undefined) bars.set(rule.id, bar)
      }
      const hasProfiles = (await everyProfile(db.read)).length > 0
      return reply.page(
        'role-profiles/rules',
        rulesPage({ rules, bars, describe: await describer(db.read), actor }, hasProfiles, problem),
      )
    },
    async save(tx, { actor }, typed) {
      const [, to, id] = /^(up|down) (\d{1,15})$/.exec(String(typed.act ?? '')) ?? []
      const moved = to !== undefined && (await moveRule(tx, actor, Number(id), to as 'up' | 'down'))
      return { url: rulesUrl, message: moved ? _('Moved.') : _('Nothing was changed.'), at: `${to}-${id}` }
    },
  })
}

function ruleForms(app: FastifyInstance, { db, clock }: RoleProfileParts): void {
  const showAs =
    (mode: RulePage['mode']) => async (request: FastifyRequest, reply: FastifyReply, form: Form, trouble: Trouble) => {
      const rule = (await everyRule(db.read)).find(({ id }) => id === numberIn(request, 'rule'))
      const codes = { groups: await codesOf(db.read, 'UserGroups'), jobs: await codesOf(db.read, 'JobTitles') }
      const profiles = await everyProfile(db.read)
      return reply.page('role-profiles/rule', rulePage({ mode: rule ? mode : 'new', rule, form, trouble, ...codes, profiles }))
    }

  formPage(app, '/rules/new', db, clock.now, {
    id: 'row',
    ...ruleNames,
    stored: async () => ({ enabled: true }),
    show: showAs('new'),
    async save(tx, { actor }, typed) {
      const id = await addRule(tx, actor, ruleIn(typed))
      return { url: rulesUrl, message: _('Added. It is asked after all others.'), at: at(id) }
    },
  })

  formPage(app, `${oneRule}/edit`, db, clock.now, {
    id: 'row',
    ...ruleNames,
    settle,
    async stored(request) {
      return (await askedRule(db.read, request)) as Record<string, unknown>
    },
    show: showAs('edit'),
    async save(tx, request, typed) {
      const id = numberIn(request, 'rule')
      const edit = { drawnFrom: drawnFrom(typed), seen: seenIn(typed) }
      const { changes, theirs } = await changeRule(tx, request.actor, id, ruleIn(typed), edit).catch(async (error) => {
        const current = (await everyRule(tx)).find((one) => one.id === id)
        throw tellClashIn(error, typed, current ?? {}, ruleWords(await describer(tx), await everyProfile(tx)))
      })
      const said = changes.length === 0 ? _('Nothing was changed.') : _('Saved.')
      const kept = theirs.length === 0 ? said : `${said} ${_('What someone else changed meanwhile is kept.')}`
      return { url: rulesUrl, message: kept, at: at(id) }
    },
  })

  formPage(app, `${oneRule}/removal`, db, clock.now, {
    id: 'row',
    fields: [],
    async stored(request) {
      await askedRule(db.read, request)
      return {}
    },
    show: showAs('removal'),
    async save(tx, request) {
      const id = numberIn(request, 'rule')
      const name = (await everyRule(tx)).find((one) => one.id === id)?.name ?? ''
      try {
        await removeRule(tx, request.actor, id)
        return { url: rulesUrl, message: _('Removed {name}.', { name }) }
      } catch (error) {
        if (!(error instanceof Gone)) throw error
        return { url: rulesUrl, message: _('It was removed meanwhile.') }
      }
    },
  })
}

/** The rule that an address names. Who may not give what it gives neither changes nor removes it. */
async function askedRule(reader: Reader, request: FastifyRequest): Promise<FullRule> {
  const rule = (await everyRule(reader)).find(({ id }) => id === numberIn(request, 'rule'))
  if (!rule) throw new NotFound(_('There is no such rule. It may have been removed meanwhile.'))
  mustGiveEach(request.actor, rule.profile.roles)
  return rule
}
