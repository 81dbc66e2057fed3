import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import type { Db } from '#platform/db/database.ts'
import { openDatabase } from '#platform/db/database.ts'

/** A folder that goes when the test ends. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A fresh, migrated, seeded database of its own for this test; a write that is never awaited is an error. */
export function testDatabase(): Db {
  const file = join(testFolder(), 'foyer.sqlite')
  copyFileSync(inject('template'), file)
  const db = openDatabase(file, { durable: false, watchful: true })
  onTestFinished(() => db.close())
  return db
}
