import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import { findUser } from '../users.queries.ts'
import { everyErased } from './bin.queries.ts'
import { binUser, getAnyUser } from './bin.ts'
import { eraseUser } from './erase.ts'

type Parts = { db: Db; file: string }

/**
 * Keeps the numbers of erased users in a file beside the database, and erases anew whoever of them a restored backup
 * brought back: somebody of that number who was there before.
 */
export async function keepErasures({ db, file }: Parts, actor: Actor): Promise<void> {
  const kept = existsSync(file) ? readErased(readFileSync(file, 'utf8')) : new Map<number, number>()
  for (const [id, erasedAt] of kept) {
    const user = await findUser(db.read, id)
    if (user && user.createdAt <= erasedAt) await db.write((tx) => eraseAnew(tx, actor, id))
  }
  const missing = (await everyErased(db.read)).filter(({ userId }) => !kept.has(userId))
  if (missing.length === 0) return
  const lines = missing.map(({ userId, erasedAt }) => `${userId} ${new Date(erasedAt).toISOString()}\n`)
  appendFileSync(file, lines.join(''), { mode: 0o600 })
}

async function eraseAnew(tx: Tx, actor: Actor, id: number): Promise<void> {
  const { binnedAt } = await getAnyUser(tx, id)
  if (binnedAt === null) await binUser(tx, actor, { id })
  await eraseUser(tx, actor, { id })
}

/** A number and an instant on each line; what is neither is left out. */
function readErased(text: string): Map<number, number> {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/))
  const read = lines.map(([id = '', at = '']): [number, number] => [/^\d{1,15}$/.test(id) ? Number(id) : 0, Date.parse(at)])
  return new Map(read.filter(([id, at]) => id > 0 && !Number.isNaN(at)))
}
