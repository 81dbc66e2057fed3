import { createHash } from 'node:crypto'

/** What tells whether a record is the same as last time, under the same rules. */
export const hashOf = (salt: string, content: string | Buffer): string =>
  createHash('sha256').update(salt).update(content).digest().toString('base64url', 0, 16)
