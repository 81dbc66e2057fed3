import { expect, it } from 'vitest'
import { makeStaff } from '../../sign-in/staff.ts'
import { block, blocksDesk, blocksIn, local, rowUrl } from './desk.ts'

/** Blocks of each library and of the institution, before a desk operator of the science library. */
async function branches() {
  const app = await blocksDesk(
    [block({ ownerLibrary: 'MAIN' }), local({ ownerLibrary: 'SCI' }), block({ description: 'CONSORTIA' })],
    true,
  )
  await makeStaff(app, { values: { primaryId: 'sam' } }, [{ role: 32, scope: 'SCI' }])
  const sam = app.visitor()
  await sam.signIn('sam')
  return { ...app, sam }
}
const typed = { type: 'GENERAL', description: '06-LOCAL' }

it('staff of a library change and lift its blocks and those of the institution, and see all others', async () => {
  const { sam, lea, url } = await branches()
  const [mine, all] = [await sam.get(url), await lea.get(url)]
  expect(blocksIn(mine)).toHaveLength(3)
  for (const [name, status] of [
    ['Disruptive behaviour', 403],
    ['Local reason', 303],
    ['Consortia', 303],
  ] as const) {
    const [edit, lifting] = [rowUrl(all, 'Edit', name), rowUrl(all, 'Lift', name)]
    expect([name, rowUrl(mine, 'Edit', name) !== '', rowUrl(mine, 'Lift', name) !== '']).toEqual([
      name,
      status === 303,
      status === 303,
    ])
    for (const address of [edit, lifting]) expect((await sam.get(address)).status).toBe(status === 303 ? 200 : 403)
    expect([name, (await sam.post(edit, { ...typed, note: 'X' })).status]).toEqual([name, status])
    expect([name, (await sam.post(lifting, {})).status]).toEqual([name, status])
  }
  expect(blocksIn(await sam.get(url)).map((row) => row.replace(/^.* \| /, ''))).toEqual(['Active', 'Lifted', 'Lifted'])
})

it('nobody places a block for another library, nor hands one over', async () => {
  const { sam, lea, url } = await branches()
  expect((await sam.post(`${url}/blocks/new`, { ...typed, ownerLibrary: 'MAIN' })).status).toBe(403)
  expect((await sam.post(`${url}/blocks/new`, { ...typed, ownerLibrary: 'SCI' })).status).toBe(303)
  const edit = rowUrl(await lea.get(url), 'Edit', 'Consortia')
  expect((await sam.post(edit, { ...typed, ownerLibrary: 'MAIN' })).status).toBe(403)
  const form = await sam.get(`${url}/blocks/new`)
  expect(
    form
      .$('#ownerLibrary option')
      .toArray()
      .map((option) => form.$(option).text()),
  ).toEqual(['', 'Science library'])
})
