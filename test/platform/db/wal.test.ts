import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '#platform/db/database.ts'
import { rawAll, rawRun } from '#platform/db/raw.ts'

it('the log of a long run of writes stays small, although each of them looks something up before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'data.sqlite')
  const db = openDatabase(file, { durable: true })
  onTestFinished(() => db.close())
  await db.write(async (tx) => rawRun(tx, 'CREATE TABLE t (n INTEGER PRIMARY KEY, v TEXT)'))
  for (let n = 0; n < 300; n += 1) {
    const [found] = rawAll<{ n: number }>(db.read, 'SELECT count(*) AS n FROM t')
    expect(found?.n).toBe(n)
    await db.write(async (tx) => rawRun(tx, 'INSERT INTO t (v) VALUES (?)', 'x'.repeat(100_000)))
  }
  // Thirty megabytes were written; the log is put into the file after each four.
  expect(statSync(`${file}-wal`).size).toBeLessThan(10_000_000)
})
