export const anyBytes = 'application/octet-stream'

const headBytes = 4100
// A browser would run these, or what they name.
const active = /^(text\/(html|xml|javascript|css)|image\/svg|application\/(xml|xhtml|javascript|ecmascript|x-shockwave))|\+xml$/

/**
 * Tells what a file is by its bytes alone, while they pass: never by its name. Text is what is UTF-8 throughout and holds
 * no control characters; what a browser might run is text too, or nothing known.
 */
export function teller() {
  const head: Uint8Array[] = []
  let seen = 0
  let decoder: TextDecoder | undefined = new TextDecoder('utf-8', { fatal: true })

  const isText = (chunk: Uint8Array | undefined): boolean => {
    try {
      const text = decoder?.decode(chunk, { stream: chunk !== undefined })
      return text !== undefined && !/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text)
    } catch {
      return false
    }
  }

  return {
    see(chunk: Uint8Array): void {
      if (seen < headBytes) head.push(chunk.slice(0, headBytes - seen))
      seen += chunk.length
      if (decoder && !isText(chunk)) decoder = undefined
    },
    async mediaType(): Promise<string> {
      const { fileTypeFromBuffer } = await import('file-type')
      const told = await fileTypeFromBuffer(Buffer.concat(head)).catch(() => undefined)
      if (told && !active.test(told.mime)) return told.mime
      return decoder && isText(undefined) ? 'text/plain' : anyBytes
    },
  }
}
