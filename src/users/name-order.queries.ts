import { asc, gt } from 'drizzle-orm'
import { settingOf } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { orderPattern, shipped } from './name-pattern.ts'
import { users } from './users.table.ts'

/** The setting that tells by which order of names all lists stand; empty while they are being put into another. */
export const orderSetting = 'name_order'

export const orderKept = async (reader: Reader): Promise<string> =>
  (await settingOf(reader, orderSetting)) ?? orderPattern(shipped).text

const pageSize = 500

/** The numbers of all users, a page at a time. */
export async function* everyUser(reader: Reader): AsyncGenerator<number> {
  for (let last = 0; ; ) {
    const page = await reader
      .select({ id: users.id })
      .from(users)
      .where(gt(users.id, last))
      .orderBy(asc(users.id))
      .limit(pageSize)
    for (const { id } of page) yield id
    last = page.at(-1)?.id ?? last
    if (page.length < pageSize) return
  }
}

export const countUsers = (reader: Reader): Promise<number> => Promise.resolve(reader.$count(users))
