import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, Spoken } from '#platform/problems.ts'
import { doneSending } from '#platform/web/flash.ts'
import type { Done } from '#platform/web/form-keys.ts'
import { doneBefore, noteDone } from '#platform/web/form-keys.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { formKey, formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { refusedForm } from '#platform/web/forms.ts'
import { uploadOf } from '#platform/web/uploads.ts'
import { takeFromFolder } from '../folders.ts'
import { largestFile, lookInto } from '../inbox.ts'
import { runUrl } from './addresses.view.ts'
import type { OneFile } from './one-upload.ts'
import { dropFile, oneFileOf } from './one-upload.ts'
import type { SyncProfile } from './overview.queries.ts'
import { profileNumbered } from './overview.queries.ts'
import { numberIn, oneProfile, profileIn404 } from './profile.routes.ts'
import type { StartPage } from './start.view.ts'
import { startPage } from './start.view.ts'
import type { SyncParts } from './sync.routes.ts'

const aroundFiles = 1024 * 1024
const noTrouble: Trouble = { clashes: [], settled: [] }
// Not "action": a control of that name would hide the address of its form from scripts.
const names = { fields: ['doing', 'full', 'dryRun'], ticks: ['full', 'dryRun'] }
type Choice = { action: 'synchronise' | 'import'; full: boolean; dryRun: boolean }

/** What was chosen; a run is a dry one unless somebody said otherwise. */
const choiceIn = (typed: Record<string, unknown>): Choice => ({
  action: typed.doing === 'import' ? 'import' : 'synchronise',
  full: typed.full === 'on',
  dryRun: typed.dryRun === 'on',
})

/** A run begins: with a file that is sent, or with the next one of the profile's folder. */
export function startRoutes(app: FastifyInstance, parts: SyncParts): void {
  const { db, clock, engine, inbox } = parts
  const show = async (request: FastifyRequest, reply: FastifyReply, form: Form, trouble: Trouble) => {
    const profile = await profileIn404(db.read, request)
    return reply.page('sync/start', startPage({ profile, form, trouble, waiting: await waitingIn(profile) }))
  }

  async function waitingIn({ folder }: SyncProfile): Promise<StartPage['waiting']> {
    if (!inbox || !folder) return undefined
    try {
      return { folder, files: await lookInto(inbox, folder, { now: clock.now }), trouble: '' }
    } catch (error) {
      if (!(error instanceof Spoken)) throw error
      return { folder, files: [], trouble: error.message }
    }
  }

  formPage(app, `${oneProfile}/run`, db, clock.now, {
    id: 'folder',
    ...names,
    async stored(request) {
      const profile = await profileIn404(db.read, request)
      return { doing: 'synchronise', full: profile.fullFiles ? 'on' : '', dryRun: 'on' }
    },
    show,
    // It copies a file and writes rows of its own: not inside the form's transaction.
    before: async (request, typed) => fromFolder(request, choiceIn(typed)),
    async save(_tx, _request, _typed, run) {
      return { url: runUrl(Number(run)), message: _('The run has begun.') }
    },
  })

  async function fromFolder(request: FastifyRequest, choice: Choice): Promise<number> {
    request.actor.must('synchronise')
    const profile = await profileNumbered(db.read, numberIn(request.params, 'profile'))
    if (!profile?.folder || !inbox) throw new Conflict(_('This profile has no folder to take files from.'))
    const { run, told } = await takeFromFolder({ db, clock, inbox, start: engine.start }, request.actor, profile, choice)
    if (run === undefined) throw new Conflict([_('No file lies ready in the folder.'), ...told].join(' '))
    return run
  }

  app.post(`${oneProfile}/run/upload`, { config: { uploads: true } }, async (request, reply) => {
    request.actor.must('synchronise')
    const profile = await profileIn404(db.read, request)
    try {
      const { key, files, fields } = await uploadOf(request, { limit: largestFile, most: largestFile + aroundFiles })
      const file = await oneFileOf(files, parts.folder, { limit: largestFile, words: _('2 GB') })
      try {
        const { url, message } = await fromUpload(request, { profile, file, key, choice: choiceIn(fields) })
        return doneSending(request, reply, url, message)
      } finally {
        await dropFile(file)
      }
    } catch (error) {
      if (!(error instanceof Spoken) || ![409, 422].includes(error.status)) throw error
      const typed = { doing: 'synchronise', full: profile.fullFiles ? 'on' : '', dryRun: 'on' }
      return show(request, reply.code(error.status), refusedForm(typed, [{ field: 'file', message: error.message }]), noTrouble)
    }
  })

  type Uploaded = { profile: SyncProfile; file: OneFile; key: string | undefined; choice: Choice }
  // A form that was sent twice at once begins one run: it is begun outside of any transaction that could tell.
  const beginning = new Map<string, Promise<Done>>()
  async function fromUpload(request: FastifyRequest, uploaded: Uploaded): Promise<Done> {
    const { profile, file, key: given, choice } = uploaded
    const key = formKey(given, [profile.id, file.incoming.hash, choice])
    if (key === undefined) return begin(request, uploaded, key)
    const begun = beginning.get(key) ?? begin(request, uploaded, key).finally(() => beginning.delete(key))
    beginning.set(key, begun)
    return begun
  }

  async function begin({ actor }: FastifyRequest, { profile, file, choice }: Uploaded, key: string | undefined): Promise<Done> {
    const before = await doneBefore(db.read, key)
    if (before) return before
    const run = await engine.start(actor, { profile, file: { path: file.incoming.path, name: file.name, move: true }, ...choice })
    const result = { url: runUrl(run), message: _('The run has begun.') }
    await db.write((tx) => noteDone(tx, key, result, clock.now()))
    return result
  }
}
