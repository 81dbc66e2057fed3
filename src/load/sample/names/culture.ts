/** Lists run from frequent to rare. A family name with two forms is written "his/hers". */
export type Culture = {
  weight: number
  country: string
  female: string[]
  male: string[]
  family: string[]
  middle?: { female: string[]; male: string[] }
  twoFamilyNames?: number
  composed?: number
}
