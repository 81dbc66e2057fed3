import type { Mail } from '#platform/mail.ts'
import type { Gate } from './gate.ts'

/**
 * What accounts need of the house round them: the gate before Sign in, the address that reset links begin with (never
 * taken from a request, whose sender chooses it), and who carries e-mail, where somebody does.
 */
export type Accounts = { gate: Gate; links: string | undefined; mail: Mail | undefined }
