import { codesOf } from '#code-tables/code-tables.queries.ts'
import { addCode } from '#code-tables/codes.ts'
import { setUpActor } from '#test/people.ts'
import type { Shown, State } from './state.ts'
import { clash, gone, ofEva, open, refused, tab } from './state.ts'

const block = (description: string, more = {}) => ({ type: 'GENERAL', description, ...more })
const one = { blocks: [block('02-GLOBAL', { note: 'Shouted in the reading room', expiryDate: '2027-06-30' })] }
const several = {
  blocks: [
    block('06-LOCAL', { note: 'Card shared with a brother', status: 'INACTIVE' }),
    block('CONSORTIA', { expiryDate: '2026-10-01' }),
    block('02-GLOBAL', { note: 'Shouted in the reading room.\nWas asked twice to leave.', expiryDate: '2027-06-30' }),
    block('06-LOCAL', { type: 'USER' }),
  ],
}
const long = {
  blocks: Array.from({ length: 30 }, (_one, n) =>
    block('06-LOCAL', { note: `${n}: owes us a book that is long lost. `.repeat(50).trim() }),
  ),
}

/** Types and categories of statistics, there already when a state is opened again. */
async function makeCategories({ db, clock }: Shown): Promise<void> {
  const actor = setUpActor(clock)
  if ((await codesOf(db.read, 'StatisticalCategories')).size > 0) return
  await db.write(async (tx) => {
    await addCode(tx, actor, 'StatisticalTypes', { code: 'DEPT', description: 'Department' })
    await addCode(tx, actor, 'StatisticalTypes', { code: 'YEAR', description: 'Year' })
    for (const [code, description, parent] of [
      ['LAW', 'Law', 'DEPT'],
      ['ART', 'History of art and of architecture', 'DEPT'],
      ['Y1', 'First year', 'YEAR'],
      ['Y2', 'Second year', 'YEAR'],
    ] as const)
      await addCode(tx, actor, 'StatisticalCategories', { code, description, parent })
  })
}
const counted = (state: State): State => ({
  ...state,
  async open(shown) {
    await makeCategories(shown)
    await state.open(shown)
  },
})
const byTwo = { statistics: [{ category: 'LAW', note: 'Until the end of term' }, { category: 'Y1' }] }

/** The tabs Blocks and Statistics, and a blocked person on other pages. */
export const statesOfBlocks: State[] = [
  ofEva('blocks', 'blocks', several),
  tab('blocks-empty', 'blocks', 'arabic'),
  tab('read-only-blocks', 'blocks', 'tom', 'viewer'),
  ofEva('blocked-general', 'general', several),
  ofEva('blocked-and-popup', 'contact', { ...one, notes: [{ type: 'POPUP', text: 'Ask for the card', popup: true }] }),
  ofEva('blocks-many', 'blocks', long),
  ofEva('results-blocked', 'general', several, (page) => page.goto('/users?q=lindqvist')),
  open('block-add', 'blocks', several, 'Add block'),
  open('block-edit', 'blocks', several, /^Edit Disruptive/),
  open('block-lifting', 'blocks', several, /^Lift Disruptive/),
  refused('block-refused', 'blocks', one, 'Add block', { Expires: '2026-01-01', Note: 'Lost book' }),
  clash('block-conflict', 'blocks', one, /^Edit Disruptive/, { Expires: ['2027-03-31', '2027-12-31'] }),

  counted(ofEva('statistics', 'statistics', byTwo)),
  counted(tab('statistics-empty', 'statistics', 'arabic')),
  counted(tab('read-only-statistics', 'statistics', 'tom', 'viewer')),
  counted(open('statistic-add', 'statistics', byTwo, 'Add statistic')),
  counted(open('statistic-edit', 'statistics', byTwo, /^Edit Law/)),
  counted(open('statistic-removal', 'statistics', byTwo, /^Remove Law/)),
  counted(refused('statistic-refused', 'statistics', byTwo, 'Add statistic', { Note: 'Since last year' })),
  counted(clash('statistic-conflict', 'statistics', byTwo, /^Edit Law/, { Note: ['Until March', 'Until April'] })),
  counted(gone('statistic-gone', 'statistics', byTwo, /^Edit Law/, { Note: 'Until May' })),
]
