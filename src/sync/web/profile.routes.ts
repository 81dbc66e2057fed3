import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Gone, NotFound } from '#platform/problems.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { typedIn } from '#platform/web/forms.ts'
import { addProfile, changeProfile, removeProfile } from '../profiles.ts'
import { csvTargets } from '../read/csv-targets.ts'
import { profileUrl, syncUrl } from './addresses.view.ts'
import { drawnFrom, seenIn, settle, tellClashIn } from './clash.view.ts'
import type { SyncProfile } from './overview.queries.ts'
import { lastRuns, profileNumbered, runsToPlot } from './overview.queries.ts'
import { blankProfile, profileIn, profileNames } from './profile.form.ts'
import { usersOfSource } from './profile.queries.ts'
import type { ProfilePage } from './profile.view.ts'
import { profilePage } from './profile.view.ts'
import { profileWords } from './profile-words.view.ts'
import type { SyncParts } from './sync.routes.ts'

export const oneProfile = `${syncUrl}/profiles/:profile(^\\d{1,15}$)`

/** The number in an address, or in a query. */
export const numberIn = (given: unknown, name: string): number => {
  const text = String((given as Record<string, unknown> | undefined)?.[name] ?? '')
  return /^\d{1,15}$/.test(text) ? Number(text) : -1
}

/** The profile that an address names. Throws NotFound when there is none. */
export async function profileIn404(reader: Reader, { params }: FastifyRequest): Promise<SyncProfile> {
  const profile = await profileNumbered(reader, numberIn(params, 'profile'))
  if (!profile) throw new NotFound(_('There is no such profile. It may have been removed meanwhile.'))
  return profile
}

type Mode = NonNullable<ProfilePage['open']>['mode']

/** Profiles of synchronisation: what each says, and its forms. */
export function profileRoutes(app: FastifyInstance, parts: SyncParts): void {
  const { db, clock } = parts
  const draw = drawer(parts)
  const showAs = (mode: Mode) => (request: FastifyRequest, reply: FastifyReply, form: Form, trouble: Trouble) =>
    draw(request, reply, { mode, form, trouble })
  const asked = async (request: FastifyRequest) => {
    request.actor.must('configure')
    return profileIn404(db.read, request)
  }

  app.get(oneProfile, async (request, reply) => {
    await profileIn404(db.read, request)
    return draw(request, reply)
  })

  formPage(app, `${syncUrl}/profiles/new`, db, clock.now, {
    id: 'row',
    ...profileNames,
    async stored({ actor }) {
      actor.must('configure')
      return blankProfile
    },
    show: showAs('new'),
    async save(tx, { actor }, typed) {
      const values = profileIn(typed)
      const id = await addProfile(tx, actor, { ...values, columns: [] })
      return values.format === 'csv'
        ? { url: `${profileUrl({ id })}/columns`, message: _('Added. Now say which column fills which field.') }
        : { url: profileUrl({ id }), message: _('Added.') }
    },
  })

  formPage(app, `${oneProfile}/edit`, db, clock.now, {
    id: 'row',
    ...profileNames,
    settle,
    stored: asked,
    show: showAs('edit'),
    async save(tx, request, typed) {
      const id = numberIn(request.params, 'profile')
      const edit = { drawnFrom: drawnFrom(typed), seen: seenIn(typed) }
      const { changes, theirs } = await changeProfile(tx, request.actor, id, profileIn(typed), edit).catch(async (error) => {
        throw tellClashIn(error, typed, (await profileNumbered(tx, id)) ?? {}, profileWords(await describer(tx)))
      })
      const said = changes.length === 0 ? _('Nothing was changed.') : _('Saved. The next run compares everybody anew.')
      const message = theirs.length === 0 ? said : `${said} ${_('What someone else changed meanwhile is kept.')}`
      return { url: profileUrl({ id }), message }
    },
  })

  formPage(app, `${oneProfile}/removal`, db, clock.now, {
    id: 'row',
    fields: [],
    async stored(request) {
      await asked(request)
      return {}
    },
    show: showAs('removal'),
    async save(tx, request) {
      const id = numberIn(request.params, 'profile')
      const name = (await profileNumbered(tx, id))?.name ?? ''
      try {
        await removeProfile(tx, request.actor, id)
        return { url: syncUrl, message: _('Removed {name}.', { name }) }
      } catch (error) {
        if (!(error instanceof Gone)) throw error
        return { url: syncUrl, message: _('It was removed meanwhile.') }
      }
    },
  })
}

const drawer =
  ({ db, clock, timeZone, inbox }: SyncParts) =>
  async (request: FastifyRequest, reply: FastifyReply, open?: Omit<NonNullable<ProfilePage['open']>, 'version'>) => {
    const { actor, params, query, url } = request
    const profile = await profileNumbered(db.read, numberIn(params, 'profile'))
    const { before } = typedIn(query, ['before'])
    const number = /^\d{1,15}$/.test(before ?? '') ? Number(before) : undefined
    const describe = await describer(db.read)
    return reply.page(
      'sync/profile',
      profilePage({
        profile,
        runs: profile && !open ? await lastRuns(db.read, { profileId: profile.id, before: number }) : [],
        plotted: profile && !open ? await runsToPlot(db.read, profile.id) : [],
        users: profile && open?.mode === 'removal' ? await usersOfSource(db.read, profile.code) : 0,
        identifierTypes: await codesOf(db.read, 'UserIdentifierTypes'),
        describe,
        targetLabel: labelIn(await csvTargets(db.read)),
        actor,
        timeZone,
        now: clock.now(),
        address: url.split('?')[0] ?? '',
        inbox: inbox?.folder ?? '',
        open: open && { ...open, version: Number(open.form.values.version) || profile?.version || 0 },
      }),
    )
  }

const labelIn = (targets: { value: string; label: string }[]) => (target: string) =>
  targets.find(({ value }) => value === target)?.label ?? target
