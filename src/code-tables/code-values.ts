import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import { caseFold, hasUnstorable, lengthOf } from '#platform/text.ts'
import { institutionScope } from '#roles/roles.ts'
import { codesOf } from './code-tables.queries.ts'
import type { Code, CodeTable } from './code-tables.ts'
import type { TableFacts } from './table-facts.ts'
import { tableFacts } from './table-facts.ts'

/** What is said of a code, as every door hands it to a verb. The code itself is given once and never changes. */
export type CodeValues = { description?: string; recordTypes?: readonly string[] | null; parent?: string | null }

const longest = 255

type Judged = { kept: CodeValues; problems: Problem[] }

/** The values as they are kept. Throws Refusal, with every problem, for what cannot stand. `current`: the code as it is. */
export async function checkValues(reader: Reader, table: CodeTable, values: CodeValues, current: Code): Promise<CodeValues> {
  const { kept, problems } = await judge(reader, table, values, current)
  if (problems.length > 0) throw new Refusal(problems)
  return kept
}

/** A new code and what is said of it, likewise. */
export async function checkNew(reader: Reader, table: CodeTable, { code: typed, ...values }: CodeValues & { code: string }) {
  const code = typed.trim()
  const wrong = (await taken(reader, table, code)) ?? shapeProblem(table, code)
  const { kept, problems } = await judge(reader, table, values, undefined)
  const all = wrong === undefined ? problems : [{ field: 'code', message: wrong }, ...problems]
  if (all.length > 0) throw new Refusal(all)
  const { description = '', recordTypes = null, parent = null } = kept
  return { code, description, recordTypes: recordTypes === null ? null : [...recordTypes], parent }
}

async function judge(reader: Reader, table: CodeTable, values: CodeValues, current: Code | undefined): Promise<Judged> {
  const facts = tableFacts[table]
  const problems: Problem[] = []
  const kept: CodeValues = {}
  if (values.description !== undefined || !current) kept.description = description(values.description ?? '', problems)
  if (facts.recordTypes && (values.recordTypes !== undefined || !current))
    kept.recordTypes = recordTypes(facts, values.recordTypes ?? null, problems)
  if (facts.parent && (values.parent !== undefined || !current))
    kept.parent = await parent(reader, facts.parent, values.parent ?? '', problems, current)
  return { kept, problems }
}

function description(typed: string, problems: Problem[]): string {
  const text = typed.trim()
  const field = 'description'
  if (text === '') problems.push({ field, message: _('Description is required: it is what people read. Enter it.') })
  else if (hasUnstorable(text, false))
    problems.push({ field, message: _('Description holds a character that cannot be stored. Take it out or type it again.') })
  else if (lengthOf(text) > longest) problems.push({ field, message: _('Keep Description to {n} characters.', { n: longest }) })
  return text
}

function recordTypes({ recordTypes: open = [] }: TableFacts, chosen: readonly string[] | null, problems: Problem[]): string[] {
  const kept = open.filter((type) => chosen === null || chosen.includes(type))
  if (kept.length === 0)
    problems.push({
      field: 'recordTypes',
      message: _('Choose at least one record type. To keep a code from being chosen at all, disable it.'),
    })
  return kept
}

async function parent(reader: Reader, of: CodeTable, typed: string, problems: Problem[], current?: Code): Promise<string | null> {
  const field = 'parent'
  const code = typed.trim()
  const { one } = tableFacts[of]
  const found = (await codesOf(reader, of)).get(code)
  if (code === '') problems.push({ field, message: _('Choose the {one} that it belongs to.', { one }) })
  else if (!found) problems.push({ field, message: _('There is no {one} "{code}". Choose another.', { one, code }) })
  else if (!found.enabled && current?.parent !== code)
    problems.push({ field, message: _('{code} is disabled. Choose another {one}.', { code, one }) })
  return code
}

async function taken(reader: Reader, table: CodeTable, code: string): Promise<string | undefined> {
  const key = caseFold(code)
  const holder = [...(await codesOf(reader, table)).values()].find((one) => caseFold(one.code) === key)
  if (!holder) return undefined
  const { one } = tableFacts[table]
  return holder.code === code
    ? _('There is a {one} {code} already: {description}.', { one, code, description: holder.description })
    : _('There is a {one} {code} already; two codes must differ by more than letter case.', { one, code: holder.code })
}

function shapeProblem(table: CodeTable, code: string): string | undefined {
  if (code === '') return _('Code is required: it is what files and other systems read. Enter it.')
  if (lengthOf(code) > longest) return _('Keep Code to {n} characters.', { n: longest })
  if (hasUnstorable(code, false)) return _('Code holds a character that cannot be stored. Take it out or type it again.')
  if (tableFacts[table].plain && !/^[\p{L}\p{N}]+$/u.test(code))
    return _('A {one} has a code of letters and digits only, without blanks.', { one: tableFacts[table].one })
  if (/[,;]/.test(code)) return _('A code holds no comma and no semicolon: lists of codes are written with them.')
  // As the scope of a role it would mean all libraries.
  if (table === 'Libraries' && caseFold(code) === caseFold(institutionScope))
    return _('{code} stands for the whole institution. Choose another code for the library.', { code })
  return undefined
}
