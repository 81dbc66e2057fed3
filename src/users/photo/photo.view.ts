import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { User } from '../users.table.ts'

/** What the region "Photo" shows on each page of its tab. */
export type PhotoRegion = { changeUrl: string | undefined; removalUrl: string | undefined }
export type PhotoPage = { open: 'photo' | 'removal'; form: Form; trouble: Trouble }

export function photoRegion(user: User, editable: boolean): PhotoRegion {
  const at = `/users/${user.id}/general/photo`
  return { changeUrl: editable ? at : undefined, removalUrl: editable && user.photo !== null ? `${at}/removal` : undefined }
}
