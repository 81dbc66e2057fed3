import { expect, it } from 'vitest'
import { useDesks } from '#test/browser.ts'
import { makeStaff } from '../sign-in/staff.ts'
import { byMouse, enter, everyWay, openHouse } from './roles-journey.ts'
import { isRefusedMore, isShownNoMore, serveReader } from './roles-journey-desk.ts'
import { changesAnyRecord, looksBack, opensConfiguration } from './roles-journey-everything.ts'
import { readEverything, writesNothing } from './roles-journey-reading.ts'
import { giveDeskRole, isRefusedElsewhere } from './roles-journey-scope.ts'
import { signOut } from './training.ts'

const openDesk = useDesks()
const slow = { timeout: 180_000 }

it.each(everyWay)(
  'a desk operator serves a reader, and meets neither roles nor history nor configuration, $way',
  slow,
  async (way) => {
    const house = await openHouse(await openDesk({ scripts: way.scripts, people: ['deskOperator'] }), way)
    if (way.way === 'by keyboard alone')
      await house.context.addInitScript(() =>
        window.addEventListener('mousedown', () => console.error('A mouse was used.'), { capture: true }),
      )
    await enter(house, 'otto')
    await serveReader(house)
    await isShownNoMore(house)
    await isRefusedMore(house)
    await signOut(house)
  },
)

it.each(byMouse)('a manager of one library gives a desk role there, and nowhere else, $way', slow, async (way) => {
  const house = await openHouse(await openDesk({ scripts: way.scripts }), way)
  const values = { primaryId: 'mona', firstName: 'Mona', lastName: 'Manager' }
  await makeStaff(house, { values }, [{ role: 21, scope: 'MAIN' }])
  await enter(house, 'mona')
  await giveDeskRole(house)
  await isRefusedElsewhere(house)
  await signOut(house)
})

it.each(byMouse)('a viewer reads every tab and finds no form there, $way', slow, async (way) => {
  const house = await openHouse(await openDesk({ scripts: way.scripts, people: ['viewer'] }), way)
  await enter(house, 'vera')
  await readEverything(house)
  await writesNothing(house)
  await signOut(house)
})

it.each(byMouse)('an administrator opens everything, $way', slow, async (way) => {
  const house = await openHouse(await openDesk({ scripts: way.scripts }), way)
  await enter(house, 'ada')
  await changesAnyRecord(house)
  await opensConfiguration(house)
  await looksBack(house)
  await signOut(house)
  expect(new URL(house.page.url()).pathname).toBe('/sign-in')
})
