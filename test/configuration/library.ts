import { changeMandatory } from '#code-tables/mandatory.ts'
import type { TestApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'

/** Makes fields and rows mandatory, as the page does. */
export const demand = ({ db, clock }: Pick<TestApp, 'db' | 'clock'>, recordType: string, ...chosen: string[]) =>
  db.write((tx) => changeMandatory(tx, setUpActor(clock), recordType, { drawn: [], chosen }))
