import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { Refusal, refuse, Spoken } from '#platform/problems.ts'
import { doneSending } from '#platform/web/flash.ts'
import { doneBefore, noteDone } from '#platform/web/form-keys.ts'
import type { Saved, Trouble } from '#platform/web/form-page.ts'
import { formKey, formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { refusedForm } from '#platform/web/forms.ts'
import { uploadOf } from '#platform/web/uploads.ts'
import type { About } from '../about.ts'
import { mustBeFree } from '../about.ts'
import { fillNew } from '../filling.ts'
import type { Missed } from '../list-lines.ts'
import { mostOfFile, readList } from '../list-lines.ts'
import { usersListed } from '../listed.queries.ts'
import { finishFixed } from '../sets.ts'
import { setsUrl, setUrl } from './addresses.view.ts'
import { aboutIn, aboutNames } from './asked.form.ts'
import { clearing } from './clearing.form.ts'
import { textOf } from './list-file.ts'
import type { SetsParts } from './sets.routes.ts'

const url = `${setsUrl}/list`
const aroundFile = 100_000
type Prepared = { filled: number; missed: Missed[]; users: number }

/** A set is made from a list of identifiers that is pasted or sent as a file. */
export function listRoutes(app: FastifyInstance, { db, clock }: SetsParts): void {
  const show = (_request: FastifyRequest, reply: FastifyReply, form: Form, trouble: Trouble) =>
    reply.page('sets/list', { form, trouble, url, back: setsUrl })

  formPage(app, url, db, clock.now, {
    id: 'list-form',
    fields: [...aboutNames.fields, 'list'],
    ticks: aboutNames.ticks,
    stored: async () => ({}),
    show,
    before: async ({ actor }, typed) => prepare(actor, aboutIn(typed), { text: String(typed.list ?? ''), field: 'list' }),
    save: async (tx, { actor }, typed, prepared) => finish(tx, actor, aboutIn(typed), prepared as Prepared),
    after: clearing(app, { db, clock }),
  })

  app.post(`${url}/file`, { config: { uploads: true } }, async (request, reply) => {
    let typed: Record<string, string> = {}
    try {
      const { key: given, files, fields } = await uploadOf(request, { limit: mostOfFile, most: mostOfFile + aroundFile })
      const text = await textOf(files)
      typed = {
        fileName: fields.fileName ?? '',
        fileDescription: fields.fileDescription ?? '',
        fileShared: fields.fileShared ?? '',
      }
      const about = aboutIn({
        name: fields.fileName ?? '',
        description: fields.fileDescription ?? '',
        shared: fields.fileShared ?? '',
      })
      const key = formKey(given, [typed, text])
      const saved = (await doneBefore(db.read, key)) ?? (await fromFile(request, { about, text, key }))
      await clearing(app, { db, clock })()
      return doneSending(request, reply, saved.url, saved.message)
    } catch (error) {
      if (!(error instanceof Spoken) || ![409, 413, 422].includes(error.status)) throw error
      const problems = error instanceof Refusal ? error.problems.map(inFile) : [{ field: 'file', message: error.message }]
      return show(request, reply.code(error.status), refusedForm(typed, problems), { clashes: [], settled: [] })
    }
  })

  type File = { about: About; text: string; key: string | undefined }
  async function fromFile({ actor }: FastifyRequest, { about, text, key }: File): Promise<Saved> {
    const prepared = await prepare(actor, about, { text, field: 'file' })
    return db.write(async (tx) => {
      const saved = await finish(tx, actor, about, prepared)
      await noteDone(tx, key, saved, clock.now())
      return saved
    })
  }

  type Actor = FastifyRequest['actor']
  async function prepare(actor: Actor, about: About, { text, field }: { text: string; field: string }): Promise<Prepared> {
    await mustBeFree(db.read, actor, about)
    const types = [...(await codesOf(db.read, 'UserIdentifierTypes')).values()]
    const { ids, missed } = await usersListed(db.read, readList(text, types, field))
    if (ids.size === 0)
      refuse(
        field,
        _('None of these lines names a user. Enter primary identifiers, barcodes or other identifiers, one on each line.'),
      )
    return { filled: await fillNew(db, actor, ids), missed, users: ids.size }
  }
}

type Tx = Parameters<typeof finishFixed>[0]
async function finish(tx: Tx, actor: FastifyRequest['actor'], about: About, { filled, missed, users }: Prepared): Promise<Saved> {
  const id = await finishFixed(tx, actor, { filled, about, missed })
  const said = _n('{n} user is in the set.', '{n} users are in the set.', users)
  const left = missed.length === 0 ? '' : ` ${_n('{n} line named nobody new.', '{n} lines named nobody new.', missed.length)}`
  return { url: setUrl({ id }), message: said + left }
}

const inFile = ({ field, message }: { field: string; message: string }) => ({
  field: { name: 'fileName', description: 'fileDescription' }[field] ?? field,
  message,
})
