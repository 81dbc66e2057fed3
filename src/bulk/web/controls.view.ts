import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Field } from '#users/fields.ts'
import { nothing } from '../field-tasks.ts'
import type { TaskKind } from '../task-kind.ts'
import type { Control } from './control.view.ts'
import { settingsOf } from './control.view.ts'
import { controlsFor } from './own-controls.view.ts'

/** What a task asks for, without when it is done. */
export async function controlsOf(reader: Reader, name: string, kind: TaskKind): Promise<Control[]> {
  const own = controlsFor[name]
  if (own) return own(reader)
  const { field } = kind
  if (!field) return []
  return kind.fields.includes('mode') ? dayControls(field) : [await valueControl(reader, field)]
}

async function valueControl(reader: Reader, field: Field): Promise<Control> {
  const settings = await settingsOf(reader, field)
  const empty = field.required ? [] : [{ value: nothing, label: _('(nothing: make it empty)') }]
  const options = [...(settings.options ?? []), ...empty]
  const first = options[0]?.value === '' ? [] : [{ value: '', label: '' }]
  return { name: 'value', label: _('Set to'), settings: { ...settings, options: [...first, ...options] } }
}

const dayControls = (field: Field): Control[] => {
  const modes = [
    { value: 'day', label: _('A day') },
    { value: 'plus', label: _('Later than it is by') },
    ...(field.required ? [] : [{ value: 'none', label: _('(nothing: make it empty)') }]),
  ]
  return [
    { name: 'mode', label: _('Set to'), settings: { options: modes, required: true } },
    { name: 'day', label: _('Day'), settings: { type: 'date' } },
    { name: 'n', label: _('How many'), settings: { inputmode: 'numeric', hint: _('Counted from today where no date stands.') } },
    {
      name: 'period',
      label: _('Days, months or years'),
      settings: {
        options: [
          { value: 'years', label: _('years') },
          { value: 'months', label: _('months') },
          { value: 'days', label: _('days') },
        ],
        required: true,
      },
    },
  ]
}

/** When a task is done. */
export async function conditionsOf(reader: Reader, { conditions, field }: TaskKind): Promise<Control[]> {
  if (conditions.length === 0) return []
  const words = {
    always: _('Always'),
    empty: field ? _('Only where it is empty') : _('Only where there is none'),
    is: _('Only where it is'),
  }
  const options = (['always', ...conditions] as const).map((value) => ({ value, label: words[value] }))
  const when: Control = { name: 'condition', label: _('When'), settings: { options, required: true } }
  if (!field || !conditions.includes('is')) return [when]
  const { required: _required, wide: _wide, ...settings } = await settingsOf(reader, field, false)
  return [when, { name: 'conditionValue', label: _('This value'), settings }]
}
