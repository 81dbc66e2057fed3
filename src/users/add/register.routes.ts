import type { FastifyInstance } from 'fastify'
import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { AskFirst, formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { refusedForm, typedForm } from '#platform/web/forms.ts'
import { userFields } from '../fields.ts'
import { namer } from '../names.ts'
import { handOutNumber } from '../number-series.ts'
import { createUser } from '../record/create.ts'
import type { ScopeParts } from '../user-scope.ts'
import { toldHere, wantedIn } from './add.form.ts'
import { duplicatesRegion, likelyOnes } from './add.view.ts'
import { possibleDuplicates } from './duplicates.queries.ts'
import { keptFields, nextUrl, parseRegistration, registerFields, registerLists } from './register.form.ts'
import { fieldsShown } from './register.view.ts'

const nobody = { duplicates: [], likely: '' }

/** Registration at the desk: one short page for Public users, one after the other. */
export async function registerRoutes(app: FastifyInstance, { db, clock }: ScopeParts): Promise<void> {
  app.addHook('preHandler', async ({ actor }) => {
    for (const right of ['edit users', 'edit identifiers', 'see users'] as const) actor.must(right)
  })

  formPage(app, '/', db, clock.now, {
    id: 'register',
    fields: registerFields,
    lists: registerLists,
    stored: ({ query }) => keptIn(db.read, query as Record<string, unknown>),
    show: async (_request, reply, form, trouble) => reply.page('users/add/register', await pageOf(form, trouble)),
    async fill({ actor }, { generate }) {
      if (generate === undefined) return undefined
      const [field, series] =
        generate === 'barcode' ? (['barcode', 'barcode_pattern'] as const) : (['primaryId', 'primary_id_pattern'] as const)
      return { [field]: await db.write((tx) => handOutNumber(tx, actor, series, field)) }
    },
    async save(tx, { actor }, typed) {
      const made = await parseRegistration(tx, actor, typed)
      const likely = likelyOnes(await possibleDuplicates(tx, wantedIn(typed)))
      const user = await createUser(tx, actor, made).catch((error) => Promise.reject(toldHere(error)))
      if (likely !== '' && typed.anyway !== likely)
        throw new AskFirst(_('This may be somebody who is here already. Look at the possible duplicates before you go on.'))
      const name = (await namer(tx))(user)
      const message = _('{name} was registered: {id}.', { name, id: user.primaryId })
      const url = `/users/${user.id}`
      return typed.onward === 'open' ? { url: `${url}/general`, message } : { url: nextUrl(typed), message, at: url }
    },
  })

  app.post('/check', async (request, reply) => {
    const form = refusedForm(typedForm(request.body, { fields: registerFields, lists: registerLists }), [])
    return reply.page('users/add/_duplicates', { form, ...(await regionOf(form)) })
  })

  async function pageOf(form: Form, trouble: Trouble) {
    const region = form.dirty ? await regionOf(form) : nobody
    return { form, trouble, asking: trouble.asked === true, fields: await fieldsShown(db.read, form), ...region }
  }

  const regionOf = async (form: Form) =>
    duplicatesRegion(await possibleDuplicates(db.read, wantedIn(form.values)), await describer(db.read), await namer(db.read))
}

/** What stays from the person before, as the address carries it: codes that can be chosen, nothing else. */
async function keptIn(reader: Reader, query: Record<string, unknown>): Promise<Record<string, string>> {
  const kept: Record<string, string> = {}
  for (const name of keptFields) {
    const code = (await codesOf(reader, userFields[name].codes)).get(String(query[name] ?? ''))
    if (code && mayBeChosen(code, 'PUBLIC')) kept[name] = code.code
  }
  return kept
}
