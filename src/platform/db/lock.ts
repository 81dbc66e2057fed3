import Sqlite from 'better-sqlite3'

/**
 * A lock that ends with its process, however that ends: an exclusive transaction on a file of its own.
 * Answers undefined when another process holds it.
 */
export function takeLock(file: string, waitMilliseconds = 0): { release(): void } | undefined {
  const sqlite = new Sqlite(file, { timeout: waitMilliseconds })
  try {
    sqlite.exec('BEGIN EXCLUSIVE')
    return { release: () => sqlite.close() }
  } catch (error) {
    sqlite.close()
    if (String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
}

/** Whether some process holds the lock now. */
export function isLocked(file: string): boolean {
  const lock = takeLock(file)
  lock?.release()
  return !lock
}
