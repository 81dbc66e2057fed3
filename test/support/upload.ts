import type { Visitor } from './app.ts'

/** A file as a browser sends it. */
export type Sent = { name: string; bytes: Buffer | string; field?: string }

const boundary = 'x-boundary-of-the-tests'
export const multipartType = `multipart/form-data; boundary=${boundary}`

/** The body of a form with files: its fields first, as on the page. */
export function multipart(fields: Record<string, string>, files: Sent[]): Buffer {
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  for (const { name, bytes, field = 'files' } of files) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name.replaceAll('"', '%22')}"\r\nContent-Type: application/octet-stream\r\n\r\n`
    parts.push(Buffer.from(head), Buffer.from(bytes as string), Buffer.from('\r\n'))
  }
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
}

/** Sends files by the form of a page, with its token and key unless others are given. */
export async function send(visitor: Visitor, url: string, files: Sent[], fields: Record<string, string> = {}) {
  const own: Record<string, string> =
    '_csrf' in fields ? {} : { _csrf: await visitor.token(), key: `key-of-the-tests-${Math.random()}`.replace('.', '-') }
  return visitor.post(url, multipart({ ...own, ...fields }, files), { 'content-type': multipartType })
}
