import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Gone, NotFound } from '#platform/problems.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { ListedProfile } from '#users/user-roles/profiles.queries.ts'
import { everyProfile, profileNumbered } from '#users/user-roles/profiles.queries.ts'
import { addProfile, changeProfile, duplicateProfile, mustGiveEach, removeProfile } from '#users/user-roles/profiles.ts'
import { drawnFrom, seenIn, settle, tellClashIn } from './clash.view.ts'
import { numberIn, placesOf } from './places.ts'
import { profilesPage } from './profile-list.view.ts'
import { wordNames, words } from './profiles.form.ts'
import type { OpenProfile } from './profiles.view.ts'
import { profilePage, profilesUrl, profileUrl, profileWords } from './profiles.view.ts'
import type { RoleProfileParts } from './role-profiles.routes.ts'

export const oneProfile = '/profiles/:profile(^\\d{1,15}$)'

/** The profile that an address names. Throws NotFound when there is none. */
export async function profileIn(reader: Reader, request: FastifyRequest): Promise<ListedProfile> {
  const profile = await profileNumbered(reader, numberIn(request, 'profile'))
  if (!profile) throw new NotFound(_('There is no such profile. It may have been removed meanwhile.'))
  return profile
}

/** The same for a form: whoever may not give all of its roles does not change it. */
export async function editableIn(reader: Reader, request: FastifyRequest): Promise<ListedProfile> {
  const profile = await profileIn(reader, request)
  mustGiveEach(request.actor, profile.roles)
  return profile
}

/** Draws the page of a profile with one of its forms open, or none. */
export const profileDrawer =
  ({ db, timeZone }: RoleProfileParts) =>
  async ({ actor, params, url }: FastifyRequest, reply: FastifyReply, open?: Omit<OpenProfile, 'version'>) => {
    const profile = await profileNumbered(db.read, numberIn({ params }, 'profile'))
    const [describe, places] = [await describer(db.read), await placesOf(db.read)]
    const address = url.split('?')[0] ?? ''
    const version = Number(open?.form.values.version) || profile?.version || 0
    return reply.page(
      'role-profiles/profile',
      profilePage({ profile, actor, describe, places, timeZone, address, open: open && { ...open, version } }),
    )
  }

/** Profiles: the list, and what a profile is called. Its roles stand in profile-roles.routes.ts. */
export function profilesRoutes(app: FastifyInstance, parts: RoleProfileParts): void {
  const { db, clock } = parts
  const draw = profileDrawer(parts)
  const showAs = (mode: OpenProfile['mode']) => (request: FastifyRequest, reply: FastifyReply, form: Form, trouble: Trouble) =>
    draw(request, reply, { mode, form, trouble })

  app.get('/profiles', async (_request, reply) => reply.page('role-profiles/profiles', profilesPage(await everyProfile(db.read))))

  app.get(oneProfile, async (request, reply) => {
    await profileIn(db.read, request)
    return draw(request, reply)
  })

  formPage(app, '/profiles/new', db, clock.now, {
    id: 'row',
    ...wordNames,
    stored: async () => ({}),
    show: showAs('new'),
    async save(tx, { actor }, typed) {
      const id = await addProfile(tx, actor, words(typed))
      return { url: profileUrl({ id }), message: _('Added. Now put roles into it, or leave it empty to give none.') }
    },
  })

  formPage(app, `${oneProfile}/edit`, db, clock.now, {
    id: 'row',
    ...wordNames,
    settle,
    stored: (request) => editableIn(db.read, request),
    show: showAs('words'),
    async save(tx, request, typed) {
      const id = numberIn(request, 'profile')
      const edit = { drawnFrom: drawnFrom(typed), seen: seenIn(typed) }
      const { changes, theirs } = await changeProfile(tx, request.actor, id, words(typed), edit).catch(async (error) => {
        throw tellClashIn(error, typed, (await profileNumbered(tx, id)) ?? {}, profileWords)
      })
      const said = changes.length === 0 ? _('Nothing was changed.') : _('Saved.')
      return {
        url: profileUrl({ id }),
        message: theirs.length === 0 ? said : `${said} ${_('What someone else changed meanwhile is kept.')}`,
      }
    },
  })

  formPage(app, `${oneProfile}/duplicate`, db, clock.now, {
    id: 'row',
    fields: ['name'],
    stored: async (request) => ({ name: _('{name} (copy)', { name: (await editableIn(db.read, request)).name }) }),
    show: showAs('duplicate'),
    async save(tx, request, typed) {
      const id = await duplicateProfile(tx, request.actor, numberIn(request, 'profile'), String(typed.name ?? ''))
      return { url: profileUrl({ id }), message: _('Duplicated. This is the new profile.') }
    },
  })

  formPage(app, `${oneProfile}/removal`, db, clock.now, {
    id: 'removal',
    fields: [],
    async stored(request) {
      await editableIn(db.read, request)
      return {}
    },
    show: showAs('removal'),
    async save(tx, request) {
      const id = numberIn(request, 'profile')
      const name = (await profileNumbered(tx, id))?.name ?? ''
      try {
        await removeProfile(tx, request.actor, id)
        return { url: profilesUrl, message: _('Removed {name}.', { name }) }
      } catch (error) {
        if (!(error instanceof Gone)) throw error
        return { url: profilesUrl, message: _('It was removed meanwhile.') }
      }
    },
  })
}
