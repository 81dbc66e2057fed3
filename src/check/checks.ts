import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { checkFiles } from './check-files.ts'
import { checkHistory } from './check-history.ts'
import { checkReferences } from './check-references.ts'
import { checkSearch } from './check-search.ts'

/** What a check looks at, and only reads: the database, and the folder of the kept files. */
export type CheckRoom = { db: Db; clock: Clock; files: string }
/** One check: the option that chooses it, what it compares, and a sentence for each thing that is wrong. */
export type Check = { option: string; about: string; run(room: CheckRoom): AsyncGenerator<string> }

/** All of them, in the order in which they run. */
export const checks: readonly Check[] = [checkReferences, checkSearch, checkHistory, checkFiles]
