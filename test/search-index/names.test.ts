import { describe, expect, it } from 'vitest'
import { filledIndex } from './entries.ts'

/** What is typed, word for word, must find the one stored name. */
const finds: [stored: string, typed: string[]][] = [
  ['Müller', ['müller', 'muller', 'mueller', 'MÜLLER', 'Mül', 'muel', 'mu\u0308ller']],
  ['Mueller', ['müller', 'mueller', 'MÜLLER']],
  ['Goethe', ['göthe', 'goethe']],
  ['Jäger', ['jager', 'jaeger', 'JÄGER']],
  ['Łódź', ['lodz', 'łódź', 'ŁÓD']],
  ['Sørensen', ['sorensen', 'soerensen', 'sørensen']],
  ['Ångström', ['angstrom', 'aangstroem', 'ångström', 'Å']],
  ['Håkonsen', ['hakonsen', 'haakonsen']],
  ['Đặng', ['dang', 'đặng', 'Đang']],
  ['Guðmundsdóttir', ['gudmundsdottir', 'guðm']],
  ['Þorvaldur', ['thorvaldur', 'þorv']],
  ['Groß', ['gross', 'groß', 'GROSS', 'GROẞ']],
  ['Kjær', ['kjaer', 'KJÆR']],
  ['Lebœuf', ['leboeuf', 'lebœuf']],
  ['Yıldız', ['yildiz', 'YILDIZ', 'yıldız']],
  ['Işık', ['isik', 'ışık', 'IŞIK', 'işik']],
  ['İnönü', ['inonu', 'inoenue', 'İNÖNÜ', 'i̇nönü']],
  ['Nguyễn', ['nguyen', 'nguyễn', 'NGUYỄN'.normalize('NFD')]],
  ['Čapek', ['capek', 'čapek']],
  ['Ｓｍｉｔｈ', ['smith', 'Ｓｍｉ']],
  ["O'Brien", ['obrien', 'brien', "o'brien", 'o’brien', 'o brien', 'OBRI', "O'B"]],
  ['O’Brien', ['obrien', 'brien', "o'brien", 'o’brien']],
  ['OBrien', ["o'brien", 'o’brien']],
  ['O`Brien', ['obrien', "o'brien"]],
  ['OʼBrien', ['obrien', "o'brien"]],
  ['O´Brien', ['obrien', "o'brien"]],
  ['Kaʻahumanu', ['kaahumanu', "ka'ahumanu", 'kaʻahu']],
  ['Saʿīd', ['said', "sa'id"]],
  ['García-Peña', ['garcia pena', 'garciapena', 'garcia-pena', 'García‑Peña', 'garcía–peña', 'pena', 'garcia']],
  ['Garcia Pena', ['garcia-pena', 'pena garcia', 'Garcia\u00a0Pena']],
  ['van der Berg', ['van der berg', 'berg', 'der']],
  ['王小明', ['王小明', '小明', '王', '明', '王 小明', '王\u3000小明']],
  ['김민수', ['김', '민수', '김민수', '김민수'.normalize('NFD')]],
  ['ガブリエラ', ['ガブ', 'ｶﾞﾌﾞ']],
  ['Ёлкин', ['елкин', 'ёлкин', 'ЁЛК']],
  ['Андрей', ['андрей', 'АНДРЕЙ']],
  ['Αβραμίδης', ['αβραμιδης', 'ΑΒΡΑΜΙΔΗΣ', 'αβραμίδης', 'αβραμιδησ']],
  ['مُحَمَّد', ['محمد', 'محـمد', 'مُحَمَّد']],
  ['أحمد', ['احمد', 'أحمد']],
  ['علی\u200cرضا', ['علیرضا', 'علی', 'رضا']],
  ['שָׁלוֹם', ['שלום']],
  ['कुमार', ['कुमार']],
]
describe.each(finds)('%s', (stored, typed) => {
  it.each(typed)('is found by %j', async (text) => {
    const { find } = await filledIndex([{ last: [stored] }])
    expect(await find(text)).toEqual([1])
    expect(await find(text, { index: 'last_name' })).toEqual([1])
  })
})

describe('names that are not meant', () => {
  it.each([
    ['Müller', 'ller'],
    ['Müller', 'uller'],
    ['Müller', 'miller'],
    ['Muller', 'mueller'],
    ['Müller', 'mullerx'],
    ['García-Peña', 'arcia'],
    ['García-Peña', 'penagarcia'],
    ['García-Peña', 'garcia lopez'],
    ["O'Brien", 'rien'],
    ["O'Brien", 'obrian'],
    ['Łódź', 'odz'],
    ['王小明', '王小红'],
    ['김민수', '김지수'],
    ['Ёлкин', 'лкин'],
    ['Groß', 'grob'],
    ['van der Berg', 'vanden'],
  ])('%s is not found by %j', async (stored, typed) => {
    const { find } = await filledIndex([{ last: [stored] }])
    expect(await find(typed)).toEqual([])
  })
})

describe('several words', () => {
  const maria = { last: ['García López'], first: ['María', 'José', null] }
  const people = [maria, { last: ['García'], first: ['Ana'] }, { last: ['Marian'], first: ['Luis'] }]

  it.each<[string, number[]]>([
    ['garcia maria', [1]],
    ['maria garcia', [1]],
    ['García, María', [1]],
    ['lopez jose garcia', [1]],
    ['mar gar', [1]],
    ['maria maria', [1, 3]],
    ['garcia', [1, 2]],
    ['mari', [1, 3]],
    ['maria ana', []],
    ['garcia nobody', []],
    ['  garcia   ana  ', [2]],
  ])('%j, in any order, each as a beginning', async (typed, found) => {
    const { find } = await filledIndex(people)
    expect(await find(typed)).toEqual(found)
  })

  it('must all match, however many are typed', async () => {
    const { find } = await filledIndex([maria])
    const many = 'maria jose garcia lopez '.repeat(4)
    expect(await find(many)).toEqual([1])
    expect(await find(`${many} nobody`)).toEqual([])
  })

  it('may stand in a preferred name and in a main one', async () => {
    const { find } = await filledIndex([{ last: ['Smith', null], first: ['Robert', undefined, 'Bob'] }])
    for (const typed of ['bob smith', 'robert smith', 'bob robert']) expect(await find(typed)).toEqual([1])
  })
})
