import Sqlite from 'better-sqlite3'
import { SaxesParser } from 'saxes'
import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'

/** What no run can do without, timed in this process: seconds by the clock and of CPU. */
export type Floor = { seconds: number; cpuSeconds: number }

async function timed(work: () => Promise<void> | void): Promise<Floor> {
  const [began, used] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(used)
  return { seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6 }
}

/** Every byte of a zip through saxes, with nobody listening. */
export const bareParse = (file: string): Promise<Floor> =>
  timed(
    () =>
      new Promise((resolve, reject) => {
        yauzl.open(file, { lazyEntries: true }, (error, zip) => {
          if (error) return reject(error)
          zip.on('entry', (entry) => parseEntry(zip, entry, reject))
          zip.on('end', resolve)
          zip.readEntry()
        })
      }),
  )

function parseEntry(zip: ZipFile, entry: Entry, reject: (error: Error) => void): void {
  zip.openReadStream(entry, (error, stream) => {
    if (error) return reject(error)
    const parser = new SaxesParser({})
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => parser.write(text))
    stream.on('error', reject)
    stream.on('end', () => {
      parser.close()
      zip.readEntry()
    })
  })
}

/** The record itself: what a load has to store, whatever else it keeps beside. */
const tables = [
  'files',
  'role_profiles',
  'users',
  'identifiers',
  'addresses',
  'phones',
  'emails',
  'notes',
  'blocks',
  'statistics',
  'user_roles',
  'taken_identifiers',
]
const slice = 50_000

/**
 * The rows of a loaded database written into an empty file by prepared statements, with foreign keys and without any index
 * but the row's number. Only the writing is timed.
 */
export async function rawInsert(loaded: string, empty: string): Promise<Floor & { rows: number }> {
  const from = new Sqlite(loaded, { readonly: true })
  const to = new Sqlite(empty)
  to.pragma('journal_mode = WAL')
  to.pragma('synchronous = NORMAL')
  to.pragma('foreign_keys = OFF')
  const total = { seconds: 0, cpuSeconds: 0, rows: 0 }
  for (const table of tables) {
    const { sql } = from.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table) as { sql: string }
    to.exec(sql.replaceAll(' AUTOINCREMENT', ''))
  }
  to.pragma('foreign_keys = ON')
  for (const table of tables) {
    const names = (from.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as { name: string }[]).map(
      ({ name }) => name,
    )
    const insert = to.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    const read = from.prepare(`SELECT * FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ${slice}`).raw()
    const last = from
      .prepare(`SELECT max(rowid) FROM (SELECT rowid FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ${slice})`)
      .pluck()
    for (let at = 0, end = last.get(at) as number | null; end !== null; at = end, end = last.get(at) as number | null) {
      const rows = read.all(at) as unknown[][]
      const spent = await timed(() =>
        to.transaction(() => {
          for (const row of rows) insert.run(...row)
        })(),
      )
      total.seconds += spent.seconds
      total.cpuSeconds += spent.cpuSeconds
      total.rows += rows.length
    }
  }
  from.close()
  to.close()
  return total
}
