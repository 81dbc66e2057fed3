import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import type { CsvColumn } from '#sync/profiles.table.ts'
import type { Limits } from '#sync/read/limits.ts'
import type { SourceItem } from '#sync/read/source.ts'
import { readSource } from '#sync/read/source.ts'

const folder = mkdtempSync(join(tmpdir(), 'source-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
let n = 0
/** Writes a file for a test and answers where it is. */
export function fileOf(content: string | Buffer): string {
  const file = join(folder, String(++n))
  writeFileSync(file, content)
  return file
}

export async function zipOf(files: Record<string, string | Buffer>, compress = true): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, { compress })
  zip.end()
  return buffer(zip.outputStream)
}

type How = { salt?: string; limits?: Partial<Limits>; columns?: CsvColumn[] }
export async function itemsOf(
  content: string | Buffer,
  { salt = 'salt', limits = {}, columns }: How = {},
): Promise<SourceItem[]> {
  const format = columns ? 'csv' : 'alma'
  return (await batchesOf(readSource(fileOf(content), { format, columns: columns ?? [], salt, limits }))).flat()
}
export const heardOf = async (content: string | Buffer, how?: How) => (await itemsOf(content, how)).map((item) => item.hear())
/** The sentence with which a file is refused. */
export const refusalOf = (content: string | Buffer, how?: How): Promise<string> =>
  heardOf(content, how).then(
    () => 'read',
    (error: Error) => (error.constructor.name === 'Error' ? `unspoken: ${error.stack}` : error.message),
  )
export const users = (...inside: string[]) => `<?xml version="1.0" encoding="UTF-8"?>\n<users>\n${inside.join('\n')}\n</users>\n`

export async function batchesOf<T>(batches: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const batch of batches) all.push(batch)
  return all
}
