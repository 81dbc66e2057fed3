import { itIsAccessibleIn } from './accessible.ts'
import { states, statesOfFrame } from './states.ts'
import { statesOfGeneral } from './states-of-general.ts'

const elsewhere = new Set([...statesOfFrame, ...statesOfGeneral])
itIsAccessibleIn(states.filter((state) => !elsewhere.has(state)))
