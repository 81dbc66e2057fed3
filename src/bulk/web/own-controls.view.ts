import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { roles } from '#roles/roles.ts'
import { blockFields, noteFields, roleFields, userFields, wordFor } from '#users/fields.ts'
import { knownSources } from '#users/record/account-type.queries.ts'
import type { Option } from '#users/role-words.view.ts'
import { roleGroups, scopeOptions } from '#users/role-words.view.ts'
import type { Control } from './control.view.ts'
import { fieldControls } from './control.view.ts'

const role: Control = { name: 'role', label: _('Role'), groups: roleGroups(roles) }
const scope = async (reader: Reader, more: Option[] = []): Promise<Control> => ({
  name: 'scope',
  label: _('Scope'),
  settings: { options: [...more, ...scopeOptions(await codesOf(reader, 'Libraries'))], required: true },
})
const { expiryDate, circulationDesk, serviceUnit, cantEditRestricted } = roleFields
const { type, description, expiryDate: until, note } = blockFields
const { type: noteType, text, popup, userViewable } = noteFields

/** The controls of tasks that set more than one field of the user's own row. */
export const controlsFor: Record<string, (reader: Reader) => Promise<Control[]>> = {
  async accountType(reader) {
    const known = await knownSources(reader)
    const hint =
      known.length > 0
        ? _('The source that owns them. Known: {list}.', { list: known.join(', ') })
        : _('The source that owns them.')
    const options = ['INTERNAL', 'EXTERNAL'].map((value) => ({ value, label: wordFor(value) }))
    return [
      {
        name: 'accountType',
        label: userFields.accountType.label,
        settings: { options: [{ value: '', label: '' }, ...options], required: true },
      },
      { name: 'source', label: userFields.source.label, settings: { hint, autocomplete: 'off' } },
    ]
  },
  addRole: async (reader) => [
    role,
    await scope(reader),
    ...(await fieldControls(reader, { expiryDate, circulationDesk, serviceUnit, cantEditRestricted })),
  ],
  endRole: async (reader) => [role, await scope(reader, [{ value: '', label: _('Wherever it holds') }])],
  addBlock: (reader) => fieldControls(reader, { type, description, expiryDate: until, note }),
  liftBlocks: (reader) => fieldControls(reader, { description }),
  addNote: (reader) => fieldControls(reader, { type: noteType, text, popup, userViewable }),
  removeNotes: (reader) => fieldControls(reader, { type: noteType }),
}
