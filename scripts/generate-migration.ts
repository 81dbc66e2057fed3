import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// `npm run db:generate -- --name add_nickname_to_users`: drizzle-kit writes the migration, its tables are made STRICT.
const folder = join(import.meta.dirname, '..', 'drizzle', 'sqlite')
const kit = join(import.meta.dirname, '..', 'node_modules', 'drizzle-kit', 'bin.cjs')
const run = spawnSync(process.execPath, [kit, 'generate', ...process.argv.slice(2)], { stdio: 'inherit' })
if (run.status !== 0) process.exit(run.status ?? 1)

const newest = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .at(-1)
if (newest) {
  const file = join(folder, newest)
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\);$/gm, ') STRICT;').replace(/^\)$/gm, ') STRICT'))
}
