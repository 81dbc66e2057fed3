import * as africaAndPacific from './africa-and-pacific.ts'
import * as asia from './asia.ts'
import * as britishIsles from './british-isles.ts'
import type { Culture } from './culture.ts'
import * as eastAsianScripts from './east-asian-scripts.ts'
import * as easternEurope from './eastern-europe.ts'
import * as northernEurope from './northern-europe.ts'
import * as otherScripts from './other-scripts.ts'
import * as southernEurope from './southern-europe.ts'
import * as westernEurope from './western-europe.ts'

const regions = [
  britishIsles,
  westernEurope,
  southernEurope,
  northernEurope,
  easternEurope,
  asia,
  africaAndPacific,
  eastAsianScripts,
  otherScripts,
]

export const cultures: Culture[] = regions.flatMap((region) => Object.values<Culture>(region))
