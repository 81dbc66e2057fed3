import type { Reader } from '#platform/db/database.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Option } from '#users/role-words.view.ts'
import { taskKinds } from '../tasks.ts'
import type { Control } from './control.view.ts'
import { conditionsOf, controlsOf } from './controls.view.ts'

export type TaskForm = { name: string; label: string; controls: Control[] }
/** The form of a new bulk change. */
export type NewPage = { form: Form; trouble: Trouble; sets: Option[]; tasks: TaskForm[] }

type Parts = { form: Form; trouble: Trouble; sets: { id: number; name: string }[] }

export async function newPage(reader: Reader, { form, trouble, sets }: Parts): Promise<NewPage> {
  const tasks: TaskForm[] = []
  for (const [name, kind] of Object.entries(taskKinds)) {
    const controls = [...(await controlsOf(reader, name, kind)), ...(await conditionsOf(reader, kind))]
    tasks.push({ name, label: kind.label, controls: controls.map((one) => named(name, one, form)) })
  }
  return { form, trouble, tasks, sets: sets.map(({ id, name }) => ({ value: String(id), label: name })) }
}

const named = (task: string, control: Control, form: Form): Control => {
  const name = `${task}_${control.name}`
  return { ...control, name, error: form.errors[name] }
}
