import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import type { Setting } from '#code-tables/settings.ts'
import { settingLabels, settingSentences } from '#code-tables/settings.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { roleName, roles } from '#roles/roles.ts'
import type { FieldWords } from '#users/clash.view.ts'
import { mandatoryWord } from '#users/mandatory.ts'
import type { RegistrationChoices } from '#users/registered.ts'
import { listIn, listNames } from './settings.form.ts'

type Option = { value: string; label: string }
/** What the page of the settings shows, and that of the institution. */
export type SettingsPage = {
  form: Form
  trouble: Trouble
  /** By setting. */
  labels: Record<Setting, string>
  sentences: Record<Setting, string>
  /** What the patterns make next. */
  next: { barcode: string | undefined; primaryId: string | undefined }
  groups: Option[]
  mayRestrict: boolean
  /** What quick registration may ask; `always` is asked whatever is ticked. */
  registration: { fields: Option[]; numbers: Option[]; always: string }
  /** Roles that permit something here, then those that are carried for other systems. */
  roles: { here: Option[]; carried: Option[]; carriedOpen: boolean }
}

type Drawn = {
  form: Form
  trouble: Trouble
  next: SettingsPage['next']
  groups: ReadonlyMap<string, Code>
  mayRestrict: boolean
  registration: RegistrationChoices
}

export function settingsPage({ form, trouble, next, groups, mayRestrict, registration }: Drawn): SettingsPage {
  const option = ({ code, name }: { code: number; name: string }) => ({ value: String(code), label: name })
  const carried = roles.filter((role) => role.permits.length === 0).map(option)
  const ticked = [form.values.restricted_roles ?? []].flat()
  return {
    form,
    trouble,
    labels: settingLabels,
    sentences: settingSentences,
    next,
    mayRestrict,
    registration: {
      fields: registration.open.map((name) => ({ value: name, label: mandatoryWord(name) })),
      numbers: ['primaryId', 'barcode'].map((name) => ({ value: name, label: mandatoryWord(name) })),
      always: registration.always.map(mandatoryWord).join(', '),
    },
    groups: [...groups.values()].map(({ code, description, enabled }) => ({
      value: code,
      label: enabled ? description : _('{name} (disabled)', { name: description }),
    })),
    roles: {
      here: roles.filter((role) => role.permits.length > 0).map(option),
      carried,
      carriedOpen: carried.some(({ value }) => ticked.includes(value)),
    },
  }
}

/** The words of a clash about settings. */
export const settingWords = (describe: Describe): FieldWords => ({
  label: (field) => settingLabels[field as Setting] ?? field,
  shown: (field, value) =>
    field === 'restricted_groups'
      ? listIn(String(value))
          .map((code) => describe('UserGroups', code))
          .join(', ')
      : field === 'restricted_roles'
        ? listIn(String(value))
            .map((role) => roleName(Number(role)))
            .join(', ')
        : field.startsWith('registration_')
          ? listIn(String(value)).map(mandatoryWord).join(', ')
          : String(value ?? ''),
  inForm: (field, value) => (listNames.includes(field as Setting) ? listIn(String(value)) : String(value ?? '')),
})
