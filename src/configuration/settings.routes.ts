import type { FastifyInstance } from 'fastify'
import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import { settingNow } from '#code-tables/settings.queries.ts'
import type { Setting } from '#code-tables/settings.ts'
import { changeSettings, mayRestrict, settingLabels } from '#code-tables/settings.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { formPage } from '#platform/web/form-page.ts'
import { nextBarcode, nextPrimaryId } from '#users/number-series.ts'
import { registrationChoices } from '#users/registered.ts'
import { seenIn, settle, tellClashIn } from './clash.view.ts'
import type { ConfigurationParts } from './configuration.routes.ts'
import { drawnIn, listIn, listNames, pageNames, valuesIn } from './settings.form.ts'
import { settingsPage, settingWords } from './settings.view.ts'

type Name = keyof typeof pageNames

/** The settings of the library, and the name of the institution: one form each, by the verb that the command uses. */
export async function settingsRoutes(app: FastifyInstance, { db, clock }: ConfigurationParts): Promise<void> {
  for (const page of Object.keys(pageNames) as Name[]) {
    const names = pageNames[page]
    formPage(app, `/${page}`, db, clock.now, {
      id: 'settings',
      fields: [...names, 'drawn'],
      lists: listNames.filter((name) => names.includes(name)),
      settle: (typed) => listed(settle(typed)),
      stored: () => stored(db.read, names),
      show: async ({ actor }, reply, form, trouble) =>
        reply.page(
          `configuration/${page}`,
          settingsPage({
            form,
            trouble,
            next: { barcode: await nextBarcode(db.read), primaryId: await nextPrimaryId(db.read) },
            groups: await codesOf(db.read, 'UserGroups'),
            mayRestrict: mayRestrict(actor),
            registration: await registrationChoices(db.read),
          }),
        ),
      async save(tx, { actor }, typed) {
        const open = mayRestrict(actor) ? names : names.filter((name) => !name.startsWith('restricted_'))
        const drawn = { ...drawnIn(typed, open), ...seenIn(typed) }
        const { changed } = await changeSettings(tx, actor, valuesIn(typed, open), drawn).catch(async (error) => {
          throw tellClashIn(error, typed, await valuesNow(tx, names), settingWords(await describer(tx)))
        })
        const labels = changed.map((name) => settingLabels[name]).join(', ')
        const message = labels === '' ? _('Nothing was changed.') : _('Saved: {names}.', { names: labels })
        return { url: `/configuration/${page}`, message }
      },
    })
  }
}

async function valuesNow(reader: Reader, names: readonly Setting[]): Promise<Record<string, string>> {
  const entries = await Promise.all(names.map(async (name) => [name, await settingNow(reader, name)] as const))
  return Object.fromEntries(entries)
}

// The form carries what it showed: settings have no version that would tell.
async function stored(reader: Reader, names: readonly Setting[]): Promise<Record<string, unknown>> {
  const values = await valuesNow(reader, names)
  const lists = listNames.filter((name) => names.includes(name)).map((name) => [name, listIn(values[name] ?? '')])
  return { ...values, ...Object.fromEntries(lists), drawn: JSON.stringify(values) }
}

// Theirs, once chosen, comes as one text.
const listed = (typed: Record<string, string | string[]>) => {
  const lists = listNames.filter((name) => typeof typed[name] === 'string')
  return { ...typed, ...Object.fromEntries(lists.map((name) => [name, listIn(String(typed[name]))])) }
}
