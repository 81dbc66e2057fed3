import { itIsAccessibleIn } from './accessible.ts'
import { plainly } from './state.ts'
import { states, statesOfFrame } from './states.ts'
import { statesOfGeneral } from './states-of-general.ts'

const unscripted = ['results', 'details', 'refused', 'keys-dialog', 'note-conflict', 'popup-before-save']

// The other states are looked at in accessible-too.test.ts, at the same time.
itIsAccessibleIn([...statesOfFrame, ...statesOfGeneral, ...states.filter(({ name }) => unscripted.includes(name)).map(plainly)])
