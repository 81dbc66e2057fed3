import type { Incoming } from '#files/disk.ts'
import { dropIncoming, takeIn } from '#files/disk.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'

type Files = AsyncIterable<{ name: string; stream: AsyncIterable<Uint8Array> & { truncated?: boolean; resume(): unknown } }>
export type OneFile = { name: string; incoming: Incoming }

/** The one file of a form, on disk; whatever else was sent is dropped. Throws Refusal for none, or one that does not fit. */
export async function oneFileOf(
  files: Files,
  folder: string,
  { limit, words }: { limit: number; words: string },
): Promise<OneFile> {
  let taken: OneFile | undefined
  let problem: string | undefined
  for await (const { name, stream } of files) {
    if (taken || problem) {
      stream.resume()
      continue
    }
    const got = await takeIn(folder, stream, limit)
    if (typeof got !== 'string') taken = { name: plainName(name), incoming: got }
    else if (got === 'too large')
      problem = _('{name} is too large: {limit} are the most.', { name: plainName(name), limit: words })
    else if (got === 'empty') problem = _('{name} is empty.', { name: plainName(name) })
    else problem = _('The connection broke before all of {name} had come. Send it again.', { name: plainName(name) })
  }
  return taken ?? refuse('file', problem ?? _('No file was chosen. Choose one.'))
}

export const dropFile = ({ incoming }: OneFile) => dropIncoming(incoming)

// Only a name to read: nothing is ever written by it.
const plainName = (name: string) => (name.split(/[/\\]/).at(-1) ?? '').replace(/\p{C}/gu, '').slice(0, 255) || _('file')
