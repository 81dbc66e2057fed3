import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'

type Files = AsyncIterable<{ stream: AsyncIterable<Uint8Array> & { truncated?: boolean; resume(): unknown } }>

/** The text of the one file of a form; whatever else was sent is dropped. Throws Refusal for none, or one that is no text. */
export async function textOf(files: Files): Promise<string> {
  let read: Buffer | undefined
  let truncated = false
  for await (const { stream } of files) {
    if (read !== undefined) {
      stream.resume()
      continue
    }
    const chunks: Uint8Array[] = []
    for await (const chunk of stream) chunks.push(chunk)
    read = Buffer.concat(chunks)
    truncated = stream.truncated ?? false
  }
  if (read === undefined) return refuse('file', _('No file was chosen. Choose one.'))
  if (truncated) return refuse('file', _('The file is too large: {limit} are the most. Send it in parts.', { limit: '4 MB' }))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(read)
  } catch {
    return refuse('file', _('This is no text in UTF-8. Save the list as CSV or text, and send that.'))
  }
}
