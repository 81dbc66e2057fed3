import { _ } from '#platform/i18n/i18n.ts'
import type { User } from './users.table.ts'

/** Whether a row is the source's, which matters on an external user alone: nobody replaces the rows of others. */
export const isExternal = ({ accountType }: User, { origin }: { origin: string }): boolean =>
  accountType === 'EXTERNAL' && origin === 'EXTERNAL'

/** What the mark of such rows means; empty where none of these has it. */
export const externalWords = (rows: readonly { external: boolean }[]): string =>
  rows.some(({ external }) => external)
    ? _('External: from the source. The next synchronisation replaces these entries; it leaves the others alone.')
    : ''
