import type { Command } from 'commander'
import type { Clock } from './clock.ts'
import type { Db } from './db/database.ts'

/** What a command works on: opened when it runs, not when help is shown. Its number is the exit status. */
export type CommandRoom = {
  db: Db
  clock: Clock
  /** The institution's own. */
  timeZone: string
  /** The file of the database. */
  database: string
  /** The folder of attachments and photos. */
  files: string
  /** The folder in which files for synchronisation are kept, and the one in which other systems put them. */
  sync: string
  inbox: string
  serverIsRunning(): boolean
}
export type Run = (work: (room: CommandRoom) => Promise<number>) => Promise<void>
/** Adds commands to the program; a feature's `*.commands.ts` exports one. */
export type Commands = (program: Command, run: Run) => void
