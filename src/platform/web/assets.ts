import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const publicFolder = join(import.meta.dirname, '..', '..', '..', 'public')
const htmxFolder = dirname(createRequire(import.meta.url).resolve('htmx.org'))

/** Serves `public/` and htmx under an address that changes with their content, so that browsers may keep them. Answers it. */
export async function serveAssets(app: FastifyInstance): Promise<string> {
  const prefix = `/assets/${contentHash()}`
  const forever = { immutable: true, maxAge: '365d', index: false, dotfiles: 'deny' } as const
  await app.register(files, { root: publicFolder, prefix: `${prefix}/`, ...forever })
  await app.register(files, {
    root: htmxFolder,
    prefix: `${prefix}/htmx/`,
    decorateReply: false,
    allowedPath: (path) => path === '/htmx.min.js',
    ...forever,
  })
  return prefix
}

function contentHash(): string {
  const hash = createHash('sha256')
  const inPublic = readdirSync(publicFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const all = [...inPublic.map((entry) => join(entry.parentPath, entry.name)), join(htmxFolder, 'htmx.min.js')]
  for (const file of all.sort()) hash.update(file.slice(publicFolder.length)).update(readFileSync(file))
  return hash.digest('base64url').slice(0, 12)
}
