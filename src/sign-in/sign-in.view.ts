import type { Form } from '#platform/web/forms.ts'

/** What the sign-in page shows. `isSetUp` is false while there is no administrator yet. */
export type SignInPage = { form: Form; next: string; isSetUp: boolean }
