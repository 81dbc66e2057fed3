import type { Reader, Tx } from '#platform/db/database.ts'
import type { Typed } from '#platform/web/form-page.ts'
import type { Actor } from '#sign-in/actor.ts'
import { handOutNumber } from '../number-series.ts'
import type { NewUser } from '../record/complete.ts'
import { registered } from '../registered.ts'
import { addFields, addLists, addressNames, ownFields, parseNew } from './add.form.ts'

/** `next` stays on the page for somebody else, which is what Enter and a scanner do; `open` goes to the new record. */
export const registerFields = [...addFields.filter((name) => name !== 'recordType'), 'onward']
export const registerLists = addLists
/** What is the same for people who come in a row, and so stays for the next one. */
export const keptFields = ['userGroup', 'campus', 'preferredLanguage'] as const

/** The names of the fields on the page, in the order of the catalogue. */
export async function namesOnPage(reader: Reader): Promise<string[]> {
  const { fields, rows } = await registered(reader)
  const own = Object.keys(ownFields).filter((name) => fields.has(name))
  return [...own, ...rows.flatMap((row) => (row === 'address' ? addressNames : [row]))]
}

/**
 * What was typed, as a new Public user, with the numbers that the library has made where none was typed. Only what the
 * page asks is read. Throws Refusal with every problem that the form can tell.
 */
export async function parseRegistration(tx: Tx, actor: Actor, typed: Typed): Promise<NewUser> {
  const names = await namesOnPage(tx)
  const read: Typed = { recordType: 'PUBLIC' }
  for (const name of names) if (typed[name] !== undefined) read[name] = typed[name]
  const { made } = await registered(tx)
  const isEmpty = (name: string) => String(read[name] ?? '').trim() === ''
  if (made.includes('primaryId') && isEmpty('primaryId'))
    read.primaryId = await handOutNumber(tx, actor, 'primary_id_pattern', 'primaryId')
  if (made.includes('barcode') && isEmpty('barcode')) read.barcode = await handOutNumber(tx, actor, 'barcode_pattern', 'barcode')
  return parseNew(tx, read)
}

/** Where "Register next" leads: the same page, with what stays for the next person. */
export function nextUrl(typed: Typed): string {
  const kept = keptFields.flatMap((name) => (typed[name] ? [[name, String(typed[name])]] : []))
  const query = new URLSearchParams(kept as [string, string][])
  return `/users/register${query.size > 0 ? `?${query}` : ''}`
}
