import { workOff } from '#bulk/carry-out.ts'
import { fixedClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/database.ts'

// A process of its own that works off what waits in the database of its argument, to be killed by whoever began it.
const db = openDatabase(process.argv[2] ?? '')
await workOff({ db, clock: fixedClock('2026-11-22'), timeZone: 'UTC', isWanted: () => false }, new AbortController().signal)
db.close()
