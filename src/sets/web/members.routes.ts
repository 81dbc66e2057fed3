import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { readList } from '../list-lines.ts'
import { usersAmong, usersListed } from '../listed.queries.ts'
import { addMembers, mostAtOnce, takeOut } from '../members.ts'
import { mustBeMine } from '../rights.ts'
import { oneSet, setUrl } from './addresses.view.ts'
import { askedSet, seenSet, tickedIn } from './asked.form.ts'
import { whyWords } from './set.view.ts'
import type { SetsParts } from './sets.routes.ts'

/** Who is in a fixed set: users are added by their identifiers, and ticked ones taken out. */
export function membersRoutes(app: FastifyInstance, { db, clock }: SetsParts): void {
  async function drawn(request: FastifyRequest, form: Form, trouble: Trouble) {
    const set = await askedSet(request, db.read)
    mustBeMine(request.actor, set)
    const version = trouble.message ? set.version : Number(form.values.version) || set.version
    return { form, trouble, version, name: set.name, url: setUrl(set) }
  }
  const stored = async (request: FastifyRequest) => {
    await askedSet(request, db.read)
    return { user: tickedIn((request.query as { user?: unknown }).user).slice(0, mostAtOnce) }
  }

  formPage(app, `${oneSet}/add`, db, clock.now, {
    id: 'add',
    fields: ['list'],
    stored,
    show: async (request, reply, form, trouble) => reply.page('sets/add', await drawn(request, form, trouble)),
    async save(tx, request, typed) {
      const seen = seenSet(request, typed)
      const n = await addMembers(tx, request.actor, seen, await listed(request, String(typed.list ?? '')))
      return { url: setUrl(seen), message: _n('{n} user was added.', '{n} users were added.', n) }
    },
  })

  formPage(app, `${oneSet}/out`, db, clock.now, {
    id: 'out',
    fields: ['user'],
    lists: ['user'],
    stored,
    async show(request: FastifyRequest, reply: FastifyReply, form, trouble) {
      const { size } = await usersAmong(db.read, tickedIn(form.values.user))
      const asked = size === 0 ? '' : _n('Take {n} user out of the set?', 'Take {n} users out of the set?', size)
      return reply.page('sets/out', { ...(await drawn(request, form, trouble)), asked })
    },
    async save(tx, request, typed) {
      const seen = seenSet(request, typed)
      const n = await takeOut(tx, request.actor, seen, await usersAmong(tx, tickedIn(typed.user).slice(0, mostAtOnce)))
      return { url: setUrl(seen), message: _n('{n} user was taken out.', '{n} users were taken out.', n) }
    },
  })

  /** Whom a short list names. Throws Refusal when a line of it names nobody: it is mended, then sent again. */
  async function listed(_request: FastifyRequest, text: string) {
    const types = [...(await codesOf(db.read, 'UserIdentifierTypes')).values()]
    const list = readList(text, types, 'list')
    if (list.lines.length > mostAtOnce)
      refuse('list', _('{n} users can be added at once. Make a set of the whole list, then combine the two.', { n: mostAtOnce }))
    const { ids, missed } = await usersListed(db.read, list)
    const [first] = missed.filter(({ why }) => why !== 'doubled')
    if (first)
      refuse(
        'list',
        _('Line {line}, “{text}”: {why}. Mend or remove it.', { line: first.line, text: first.text, why: whyWords[first.why] }),
      )
    return ids
  }
}
