import { expect, it } from 'vitest'
import type { Desk } from '#test/browser.ts'
import { useDesks } from '#test/browser.ts'
import { password } from '#test/people.ts'
import { readers } from './people.ts'
import { heading, looking, signIn, signOut } from './training.ts'
import { trainedKeyboard, trainedMouse } from './training-hands.ts'
import { cannotRise, cannotSetPasswordsOfStaff, cannotTakeOver, staff } from './training-limits.ts'
import {
  addColleague,
  chooseOwnPassword,
  editPatron,
  lent,
  makeManager,
  putPatronRight,
  seeWhatChanged,
} from './training-work.ts'

const openDesk = useDesks()
const ways = [
  { way: 'with scripts', scripts: true, handsOn: trainedMouse },
  { way: 'without scripts', scripts: false, handsOn: trainedMouse },
  { way: 'by keyboard alone', scripts: true, handsOn: trainedKeyboard },
]

it.each(ways)('the training video is followed, $way', { timeout: 180_000 }, async ({ scripts, handsOn }) => {
  const desk = await openDesk({ scripts, people: staff })
  const { page, people } = desk
  const administrator = people.administrator?.id ?? 0
  for (const reader of readers) await desk.makeUser(reader)
  await giveEmail(desk, administrator)
  if (handsOn === trainedKeyboard) await missTheMouse(desk)
  const training = { ...desk, scripts, hands: handsOn(page), look: looking(desk, scripts) }

  await signIn(training, 'ada', password)
  await putPatronRight(training)
  await seeWhatChanged(training)
  await addColleague(training)
  const colleague = Number(new URL(page.url()).pathname.split('/')[2])
  await makeManager(training)
  await signOut(training)

  await signIn(training, 'msantos2', lent)
  await chooseOwnPassword(training)
  await editPatron(training)
  await cannotRise(training, colleague)
  await cannotTakeOver(training, administrator)
  await signOut(training)

  await signIn(training, 'dora', password)
  await cannotSetPasswordsOfStaff(training, colleague)
  await signOut(training)

  await signIn(training, 'ada', password)
  await heading(page, 'Find and manage users').waitFor()
})

async function giveEmail({ as }: Desk, id: number) {
  const visitor = await as('administrator')
  const added = await visitor.post(`/users/${id}/contact/emails/new`, { address: 'ada@northfield.edu', types: 'work' })
  expect(added.status).toBe(303)
}

// What the console says as an error fails the test.
const missTheMouse = ({ context }: Desk) =>
  context.addInitScript(() => window.addEventListener('mousedown', () => console.error('A mouse was used.'), { capture: true }))
