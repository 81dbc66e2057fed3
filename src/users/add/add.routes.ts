import type { FastifyInstance, FastifyReply } from 'fastify'
import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { AskFirst, formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { refusedForm, typedForm } from '#platform/web/forms.ts'
import { namer } from '../names.ts'
import { handOutNumber } from '../number-series.ts'
import { createUser } from '../record/create.ts'
import type { ScopeParts } from '../user-scope.ts'
import { addFields, addLists, parseNew, toldHere, typeIn, wantedIn } from './add.form.ts'
import type { DuplicatesRegion } from './add.view.ts'
import { addPage, duplicatesRegion, likelyOnes } from './add.view.ts'
import { askedOf } from './asked.view.ts'
import { essentialsOf, originalIn } from './copied.ts'
import { possibleDuplicates } from './duplicates.queries.ts'

const nobody: DuplicatesRegion = { duplicates: [], likely: '' }

/** The wizard: type and essentials create the user, everything else is ordinary editing. */
export async function addRoutes(app: FastifyInstance, { db, clock }: ScopeParts): Promise<void> {
  app.addHook('preHandler', async ({ actor }) => actor.must('edit users'))

  formPage(app, '/', db, clock.now, {
    fields: addFields,
    lists: addLists,
    async stored({ query, actor }) {
      const from = await originalIn(db.read, actor, query)
      return from ? essentialsOf(db.read, from) : { recordType: typeIn(query as Record<string, unknown>) ?? 'PUBLIC' }
    },
    async show({ query, actor }, reply, form, trouble) {
      return show(reply, form, trouble, await originalIn(db.read, actor, query))
    },
    async fill({ actor }, { generate }) {
      if (generate === undefined) return undefined
      const [field, series] =
        generate === 'barcode' ? (['barcode', 'barcode_pattern'] as const) : (['primaryId', 'primary_id_pattern'] as const)
      return { [field]: await db.write((tx) => handOutNumber(tx, actor, series, field)) }
    },
    async save(tx, { actor }, typed) {
      const made = await parseNew(tx, typed)
      const likely = likelyOnes(await possibleDuplicates(tx, wantedIn(typed)))
      const user = await createUser(tx, actor, made).catch((error) => Promise.reject(toldHere(error)))
      // Asked only about what could be created: a taken identifier is refused first, naming its holder.
      if (likely !== '' && typed.anyway !== likely)
        throw new AskFirst(
          _(
            'This may be somebody who is here already. Look at the possible duplicates, then create the user anyway or go to theirs.',
          ),
        )
      return {
        url: `/users/${user.id}/general`,
        message: _('{name} was added. Go on with details and roles.', { name: (await namer(tx))(user) }),
      }
    },
  })

  app.post('/check', async (request, reply) => {
    const form = refusedForm(typedForm(request.body, { fields: addFields, lists: addLists }), [])
    return reply.page('users/add/_check', await pageOf(form, { clashes: [], settled: [] }))
  })

  async function show(reply: FastifyReply, form: Form, trouble: Trouble, from: Awaited<ReturnType<typeof originalIn>>) {
    const original = from && { name: (await namer(db.read))(from), url: `/users/${from.id}` }
    return reply.page('users/add/page', { ...(await pageOf(form, trouble)), original })
  }

  async function pageOf(form: Form, trouble: Trouble) {
    const codes = { groups: await codesOf(db.read, 'UserGroups'), jobs: await codesOf(db.read, 'JobTitles') }
    const typed = wantedIn(form.values)
    const duplicates = form.dirty ? await regionOf(db.read, typed) : nobody
    return addPage({ form, trouble, asked: await askedOf(db.read, form), codes, duplicates, asking: trouble.asked === true })
  }

  const regionOf = async (reader: Reader, typed: ReturnType<typeof wantedIn>) =>
    duplicatesRegion(await possibleDuplicates(reader, typed), await describer(reader), await namer(reader))
}
