import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codesOf, defaultCode, describer } from '#code-tables/code-tables.queries.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import { outranks } from '#sign-in/actor.ts'
import { choicesIn } from '../clash.view.ts'
import { handOutNumber } from '../number-series.ts'
import type { Open } from '../row-pages.ts'
import { rowPages } from '../row-pages.ts'
import type { ScopeParts } from '../user-scope.ts'
import { cardNames, identifierNames, parseCard, parseIdentifier } from './identifiers.form.ts'
import { activeCards, identifiersOf } from './identifiers.queries.ts'
import {
  addIdentifier,
  barcodeType,
  changeIdentifier,
  mustEditIdentifiers,
  noneForContacts,
  removeIdentifier,
} from './identifiers.ts'
import { identifiersPage, listName, pageOf, tellCardClash } from './identifiers.view.ts'
import { cardsSeen, replaceCard } from './replace-card.ts'

type Show = (request: FastifyRequest, reply: FastifyReply, open?: Open) => Promise<unknown>

export async function identifiersRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db } = parts
  const show: Show = async (request, reply, open) => {
    const { actor, user } = request
    const { page = '' } = request.query as { page?: string }
    const rows = await identifiersOf(db.read, user.id)
    const isContact = user.recordType === 'CONTACT'
    return reply.userPage(
      'users/identifiers/page',
      identifiersPage({
        user,
        rows,
        page: open ? pageOf(rows, open.row) : /^\d{1,6}$/.test(page) ? Number(page) : 1,
        describe: await describer(db.read),
        types: await codesOf(db.read, 'UserIdentifierTypes'),
        editable: !isContact && actor.may('edit identifiers', user) && outranks(actor, user),
        empty: isContact ? noneForContacts() : _('No additional identifier yet.'),
        open,
      }),
    )
  }
  app.get('/', (request, reply) => show(request, reply))
  await app.register(async (forms) => {
    forms.addHook('preHandler', ({ actor, user }) => mustEditIdentifiers(db.read, actor, user))
    identifierForms(forms, parts, show)
    cardForm(forms, parts, show)
  })
}

const base = ({ user }: FastifyRequest) => `/users/${user.id}/identifiers`

const handOut = (db: Db, { actor }: FastifyRequest, isBarcode: boolean, field: string) =>
  db.write((tx) => handOutNumber(tx, actor, isBarcode ? 'barcode_pattern' : 'primary_id_pattern', field))

function identifierForms(app: FastifyInstance, parts: ScopeParts, show: Show): void {
  const { db } = parts
  const left = new WeakMap<FastifyRequest, number>()
  rowPages(app, parts, {
    list: listName,
    owned: true,
    part: 'identifier',
    tab: 'identifiers',
    names: identifierNames,
    called: (row) => String(row.value),
    rows: ({ user }) => identifiersOf(db.read, user.id),
    async back(request, tx, id) {
      const page = left.get(request) ?? pageOf(await identifiersOf(tx, request.user.id), id)
      return page > 1 ? `${base(request)}?page=${page}` : base(request)
    },
    blank: async ({ recordType }) => ({
      type: (await defaultCode(db.read, 'UserIdentifierTypes', recordType)) ?? barcodeType,
      status: 'ACTIVE',
    }),
    show,
    parse: parseIdentifier,
    add: (tx, { actor, user }, values) => addIdentifier(tx, actor, user, values),
    change: (tx, { actor, user }, id, values, edit) => changeIdentifier(tx, actor, user, id, values, edit),
    async remove(tx, request, id) {
      left.set(request, pageOf(await identifiersOf(tx, request.user.id), id))
      await removeIdentifier(tx, request.actor, request.user, id)
    },
    mayEdit: ({ actor, user }) => actor.must('edit identifiers', user),
    fill: async (request, { type, generate }) =>
      generate === undefined ? undefined : { value: await handOut(db, request, type === barcodeType, 'value') },
  })
}

function cardForm(app: FastifyInstance, { db, clock }: ScopeParts, show: Show): void {
  formPage(app, '/card', db, clock.now, {
    id: 'row',
    ...cardNames,
    stored: async ({ user }) => ({ replaces: cardsSeen((await activeCards(db.read, user.id)).map(({ value }) => value)) }),
    show: (request, reply, form, trouble) =>
      show(request, reply, { list: 'card', row: undefined, mode: 'new', form, trouble, version: request.user.version }),
    fill: async (request, { generate }) =>
      generate === undefined ? undefined : { barcode: await handOut(db, request, true, 'barcode') },
    async save(tx, request, typed) {
      const { actor, user } = request
      const card = {
        barcode: await parseCard(tx, user, typed),
        replaces: typed.replaces as string,
        settled: choicesIn({ settle: typed.settle ?? [] }).at(-1),
      }
      const isReplaced = await replaceCard(tx, actor, user, card).catch((error) => {
        throw tellCardClash(error, typed)
      })
      const row = (await activeCards(tx, user.id)).at(-1)
      const message = isReplaced ? _('Card replaced: {barcode}.', { barcode: card.barcode ?? '' }) : _('Nothing was changed.')
      return { url: base(request), message, at: row && `${listName}-${row.id}` }
    },
  })
}
