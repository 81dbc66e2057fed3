import { it } from 'vitest'
import { useDesks } from '#test/browser.ts'
import { startAnew } from './configuring-journey.ts'
import { askForMore, giveDeskByRule, keepOwnCodes, nameInstitution, setUp } from './configuring-journey-pages.ts'
import { addColleague, addPupil, giveCard, keepsToIt, loadPeople } from './configuring-journey-people.ts'
import { looking } from './training.ts'
import { trainedMouse } from './training-hands.ts'

const openDesk = useDesks()

it.each([true, false])(
  'a school library is configured by pages alone, and every door keeps to it (scripts run: %s)',
  { timeout: 240_000 },
  async (scripts) => {
    const desk = await openDesk({ scripts, empty: true })
    await startAnew(desk)
    const training = { ...desk, scripts, hands: trainedMouse(desk.page), look: looking(desk, scripts) }

    await setUp(training)
    await nameInstitution(training)
    await keepOwnCodes(training)
    await askForMore(training)
    await giveDeskByRule(training)

    await addPupil(training)
    await giveCard(training)
    await addColleague(training)
    await loadPeople(training)
    await keepsToIt(training)
  },
)
