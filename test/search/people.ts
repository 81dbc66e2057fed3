import type { TestApp, Visitor } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import type { User } from '#users/users.table.ts'

/** The names in the list, from top to bottom. */
export const namesOn = ({ $ }: Page): string[] =>
  $('table[aria-label="Users"] tbody a.who')
    .toArray()
    .map((link) => $(link).text())

export const search = (visitor: Visitor, q: string, more = '') => visitor.get(`/users?q=${encodeURIComponent(q)}${more}`)

export const namesFor = async (visitor: Visitor, q: string, more = '') => namesOn(await search(visitor, q, more))

/** "Last, First" each with an identifier of letters alone, so that no search for a name is a search for one. */
export async function makePeople({ makeUser }: TestApp, names: string[]): Promise<User[]> {
  const made: User[] = []
  for (const [n, name] of names.entries()) {
    const [lastName = '', firstName = 'X'] = name.split(', ')
    const primaryId = `id-${String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26))}-x`
    made.push(await makeUser({ values: { primaryId, firstName, lastName } }))
  }
  return made
}
