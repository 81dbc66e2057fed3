import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import { _ } from '#platform/i18n/i18n.ts'
import { showable } from '#platform/text.ts'
import type { Limits } from './limits.ts'
import { UnreadableSource } from './unreadable.ts'

export type ZipEntry = { name: string; entry: Entry }

const isEncrypted = 0x1
const [stored, deflated] = [0, 8]

/** Files of a zip that hold users. Looked at before anything is unpacked: one that must not be there damns the whole. */
export async function zipEntries(zip: ZipFile, limits: Limits): Promise<ZipEntry[]> {
  if (zip.entryCount > limits.entries) {
    throw new UnreadableSource(
      _('The zip holds {n} files; {limit} are the most. Pack fewer, larger ones.', { n: zip.entryCount, limit: limits.entries }),
    )
  }
  const found: ZipEntry[] = []
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry)
    if (isOfNoUse(name)) continue
    mustBeReadable(entry, name)
    found.push({ name: showable(name), entry })
  }
  if (found.length === 0) throw new UnreadableSource(_('The zip holds no file.'))
  return found
}

/** Nothing is ever written by such a name; but a zip with a name that leads outside was made to do harm. */
function nameOf(entry: Entry): string {
  // Names come undecoded, so that the refusal can be in our words.
  const raw = entry.fileName as unknown as Buffer
  const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
  if (yauzl.validateFileName(name) === null && !name.includes('\0')) return name
  throw new UnreadableSource(
    _('The zip holds a file named "{name}", which leads out of its folder. Pack the files again, without paths.', {
      name: showable(name).slice(0, 200),
    }),
  )
}

/** Folders, and what computers add by themselves. */
const isOfNoUse = (name: string) =>
  name.endsWith('/') || name.split('/').some((part) => part === '__MACOSX' || part.startsWith('.'))

function mustBeReadable(entry: Entry, file: string): void {
  if ((entry.generalPurposeBitFlag & isEncrypted) !== 0)
    throw new UnreadableSource(_('The file is encrypted. Pack it without a password.'), { file })
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated)
    throw new UnreadableSource(_('The file is packed in a way that is not known here. Pack it as an ordinary zip.'), { file })
}

export const isStored = (entry: Entry) => entry.compressionMethod === stored
