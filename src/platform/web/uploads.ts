import type { BusboyFileStream } from '@fastify/busboy'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A form with files. Its handler asks for rights first, and reads the body by `uploadOf` alone. */
    uploads?: true
  }
}

/** A file of a post. It must be read to its end before the next one comes; it ends at the limit, and says so. */
export type Part = { name: string; stream: BusboyFileStream }
/** `fields` are those that came so far: the form has them before its files. */
export type Upload = { key: string | undefined; files: AsyncGenerator<Part>; fields: Record<string, string> }

const fieldLimits = { fieldNameSize: 100, fieldSize: 1000, fields: 10, headerPairs: 50 }
const mostFiles = 100

/** Lets routes that say so take forms with files. For the whole application: its hooks run even where nothing is found. */
export async function takeUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, { throwFileSizeLimit: false, limits: fieldLimits })
}

/**
 * The files of a post, one after another as they come in. The form's first field is its token: nothing is read beyond it
 * unless it is good. `limit` is that of one file in bytes, `most` of the whole post.
 */
export async function uploadOf(request: FastifyRequest, { limit, most }: { limit: number; most: number }): Promise<Upload> {
  if (!request.isMultipart()) throw new Spoken(415, _('Files come by the form on this page. Nothing was saved.'))
  bound(request, most)
  const parts = request.parts({ limits: { ...fieldLimits, fileSize: limit, files: mostFiles, parts: mostFiles + 10 } })
  const { value: first } = await parts.next()
  const token = fieldIn(first, '_csrf')
  if (!isGood(request, token)) {
    // The rest is neither read nor kept.
    request.raw.unpipe()
    throw new Spoken(
      403,
      _('This form belongs to another sign-in or has lost its token. Open the page again; nothing was saved.'),
    )
  }
  const { value: second } = await parts.next()
  const fields: Record<string, string> = {}
  return { key: fieldIn(second, 'key'), files: filesIn(second, parts, fields), fields }
}

type Parts = ReturnType<FastifyRequest['parts']>

type AnyPart = Awaited<ReturnType<Parts['next']>>['value']

const fieldIn = (part: AnyPart, name: string): string | undefined =>
  part?.type === 'field' && part.fieldname === name ? String(part.value) : undefined

const isGood = (request: FastifyRequest, token: string | undefined): boolean =>
  Boolean(
    token && request.cookies.csrf && request.server.isTokenOf(request.cookies.csrf, token, String(request.signedIn?.actor.id)),
  )

async function* filesIn(first: AnyPart, parts: Parts, fields: Record<string, string>): AsyncGenerator<Part> {
  for (let part = first; part; part = (await parts.next()).value) {
    if (part.type !== 'file') {
      fields[part.fieldname] = String(part.value)
      continue
    }
    // A form without a choice sends one nameless file of no bytes.
    if (part.filename) yield { name: part.filename, stream: part.file as BusboyFileStream }
    else part.file.resume()
  }
}

// Whoever says how much is coming is told at once; whoever does not is cut off.
function bound(request: FastifyRequest, most: number): void {
  if (Number(request.headers['content-length']) > most)
    throw new Spoken(413, _('These files are more at once than Foyer takes. Nothing was saved; send fewer.'))
  let come = 0
  request.raw.on('data', (chunk: Buffer) => {
    come += chunk.length
    if (come > most) request.raw.destroy()
  })
}
