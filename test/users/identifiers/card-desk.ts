import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import type { NewUser } from '#users/record/create.ts'
import type { User } from '#users/users.table.ts'

export const ana: NewUser = {
  values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' },
  identifiers: [{ type: 'BARCODE', value: '0001', note: 'from 2024' }],
}
const eva: NewUser = {
  values: { primaryId: 'eva', firstName: 'Eva', lastName: 'Holder' },
  identifiers: [{ type: 'UNIV_ID', value: 'U-7' }],
}

export type Desk = TestApp & { user: User; holder: User; desk: Visitor; url: string }

/** Ana, with one card; Eva, who holds other values; and a desk operator who works on Ana. */
export async function cardDesk(made: NewUser = ana): Promise<Desk> {
  const app = await testApp({ people: ['deskOperator', 'manager'] })
  const user = await app.makeUser(made)
  const holder = await app.makeUser(eva)
  return { ...app, user, holder, desk: await app.as('deskOperator'), url: `/users/${user.id}/identifiers` }
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()

/** The rows of the list: value, note, type and status of each. */
export const rowsOn = ({ $ }: Page): string[] =>
  $('[aria-labelledby=identifiers] .row-list > li')
    .toArray()
    .map((row) =>
      $(row)
        .find('strong, .main .muted, .chip')
        .toArray()
        .map((part) => tidy($(part).text()))
        .join(' | '),
    )

/** Where the link of a row leads: "Edit 0001". */
export const linkOn = ({ $ }: Page, name: string): string =>
  $('a')
    .filter((_n, link) => tidy($(link).text()) === name)
    .attr('href') ?? ''

/** The button that settles a clash. */
export const settle = ({ $ }: Page, button: string) => ({
  settle:
    $('button')
      .filter((_n, element) => tidy($(element).text()).startsWith(button))
      .attr('value') ?? '',
})
