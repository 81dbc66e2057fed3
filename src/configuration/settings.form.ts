import type { Setting, SettingValues } from '#code-tables/settings.ts'
import { settingNames } from '#code-tables/settings.ts'
import type { Value } from '#history/history.ts'
import type { Typed } from '#platform/web/form-page.ts'

const institution: readonly Setting[] = ['institution']
const registration: readonly Setting[] = ['registration_fields', 'registration_numbers']

/** The settings of each page: what is no business of the other two stands on the first. */
export const pageNames: Record<'settings' | 'institution' | 'registration', readonly Setting[]> = {
  settings: settingNames.filter((name) => ![...institution, ...registration].includes(name)),
  institution,
  registration,
}
/** Settings that are lists, ticked one by one and kept as text. */
export const listNames: readonly Setting[] = ['restricted_groups', 'restricted_roles', ...registration]

export const listIn = (value: string): string[] => value.split(',').filter(Boolean)

/** What was typed, by setting. What the form left out stays as it is; a list that was not sent is empty. */
export function valuesIn(typed: Typed, names: readonly Setting[]): SettingValues {
  const sent = names.filter((name) => typed[name] !== undefined)
  return Object.fromEntries(sent.map((name) => [name, [typed[name] ?? ''].flat().join(',')]))
}

/** What the form showed when it was drawn, as it carries it along; nothing where that cannot be read. */
export function drawnIn(typed: Typed, names: readonly Setting[]): Record<string, Value> {
  try {
    const drawn = JSON.parse(String(typed.drawn ?? '')) as Record<string, unknown>
    return Object.fromEntries(names.filter((name) => typeof drawn[name] === 'string').map((name) => [name, String(drawn[name])]))
  } catch {
    return {}
  }
}
