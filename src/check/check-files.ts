import { hashOf, keptOnDisk, leftovers } from '#files/disk.ts'
import { everyFile } from '#files/files.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Check } from './checks.ts'

/** What is on disk against what the database says is. */
export const checkFiles: Check = {
  option: 'files',
  about: _('every kept file: that it is there, whole and needed'),
  async *run({ db, files: folder }) {
    // Bytes are looked up before rows: an upload meanwhile makes a row whose bytes were not seen yet, never the reverse.
    const before = new Set((await everyFile(db.read)).map(({ hash }) => hash))
    const onDisk = await keptOnDisk(folder)
    const rows = await everyFile(db.read)
    const known = new Set(rows.map(({ hash }) => hash))
    for (const row of rows) {
      const size = onDisk.get(row.hash)
      if (size === undefined) {
        if (before.has(row.hash)) yield _('The bytes of file {hash} are missing.', { hash: row.hash })
      } else if (size !== row.size || (await hashOf(folder, row.hash)) !== row.hash) {
        yield _('The bytes of file {hash} are not those that were kept.', { hash: row.hash })
      }
      if (row.used && row.unusedSince !== null) yield _('File {hash} is in use and is marked to be removed.', { hash: row.hash })
      if (!row.used && row.unusedSince === null)
        yield _('File {hash} is used nowhere and is not marked to be removed.', { hash: row.hash })
    }
    for (const hash of onDisk.keys())
      if (!known.has(hash)) yield _('There is a file {hash} on disk that the database does not know.', { hash })
    for (const { name, old } of await leftovers(folder)) if (old) yield _('The upload {name} was never finished.', { name })
  },
}
