import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'

/** What the sign-in page shows. `isSetUp` is false while there is no administrator yet. */
export type SignInPage = { form: Form; next: string; isSetUp: boolean }

/** What the page of one's own password shows. `forced`: it must be changed before anything else. */
export type OwnPasswordPage = { form: Form; trouble: Trouble; forced: boolean }
