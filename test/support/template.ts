import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { settingValues } from '#code-tables/code-tables.table.ts'
import { seedCodes } from '#code-tables/seed.ts'
import { openDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    template: string
  }
}

/** One database, migrated and filled with the codes, that each test copies. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-test-'))
  const template = join(folder, 'template.sqlite')
  migrate(template)
  const db = openDatabase(template)
  await db.write(seedCodes)
  // What the program notes for itself there is nothing to the tests.
  await db.write(async (tx) => void (await tx.delete(settingValues)))
  db.close()
  project.provide('template', template)
  return () => rmSync(folder, { recursive: true, force: true })
}
