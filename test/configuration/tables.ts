import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { addCode } from '#code-tables/codes.ts'
import { changesOf } from '#history/history.queries.ts'
import type { TestApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'

export const address = (table: CodeTable, rest = '') => `/configuration/codes/${table}${rest}`

/** The codes of a table as they stand, in their order. */
export const codesIn = async ({ db }: TestApp, table: CodeTable) => [...(await codesOf(db.read, table)).values()]
export const namesIn = async (app: TestApp, table: CodeTable) => (await codesIn(app, table)).map(({ code }) => code)

export async function numberOf(app: TestApp, table: CodeTable, code: string): Promise<number> {
  const found = (await codesIn(app, table)).find((one) => one.code === code)
  if (!found) throw new Error(`There is no ${code} in ${table}.`)
  return found.id
}

export const codeActs = ({ db }: TestApp, id: number) => changesOf(db.read, 'code', id, { limit: 20, offset: 0 })

export const makeCode = ({ db, clock }: TestApp, table: CodeTable, code: string, parent?: string) =>
  db.write((tx) =>
    addCode(tx, setUpActor(clock), table, { code, description: `The ${code}`, ...(parent === undefined ? {} : { parent }) }),
  )
