import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }

export type Texts = Record<string, string>
/** One import: files as they stand below src/, packages by name. A type leaves nothing behind at run time. */
export type Edge = { from: string; to: string; typeOnly: boolean; names: string }

export const home = join(import.meta.dirname, '..', '..')
const textsBelow = (folder: string, ending: string): Texts =>
  Object.fromEntries(
    readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith(ending))
      .map((file) => [file, readFileSync(join(home, folder, file), 'utf8')]),
  )
export const source = textsBelow('src', '.ts')
export const templates = textsBelow('views', '.njk')

const statement = /^(?:import|export)\s+(type\s)?([\w\s{},*$]*?)\s*from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm
export function edgesOf(texts: Texts): Edge[] {
  return Object.entries(texts).flatMap(([from, text]) =>
    [...text.matchAll(statement)].map(([, type, names = '', ...targets]) => ({
      from,
      to: resolved(from, targets.find(Boolean) ?? ''),
      typeOnly: type !== undefined,
      names,
    })),
  )
}
function resolved(from: string, target: string): string {
  if (target.startsWith('.')) return posix.join(posix.dirname(from), target)
  const [room = '', ...rest] = target.split('/')
  const place = (packageJson.imports as Texts)[`${room}/*`]
  return place ? posix.relative('src', posix.join(place.replace('*', ''), rest.join('/'))) : `package ${target}`
}

export const floor = ['search-index', 'history', 'roles', 'sign-in', 'code-tables', 'files']
/** Features that build upon each other, each upon those before it. */
export const chain = ['search', 'sets', 'bulk']
export type Layer = 'package' | 'top' | 'platform' | 'floor' | 'root' | 'tab' | 'whole' | 'above'
export function layerOf(file: string): Layer {
  if (file.startsWith('package ')) return 'package'
  const [feature = '', place = '', below] = file.split('/')
  if (place === '') return 'top'
  if (feature === 'platform') return 'platform'
  if (floor.includes(feature)) return 'floor'
  if (feature !== 'users') return 'above'
  return below === undefined ? 'root' : ['record', 'add'].includes(place) ? 'whole' : 'tab'
}
export const kindOf = (file: string) => /\.(\w+)\.ts$/.exec(file)?.[1] ?? 'domain'
export const folderOf = (file: string) => posix.dirname(file)
export const featureOf = (file: string) => file.split('/')[0]
export const shown = ({ from, to }: Edge) => `${from} → ${to}`
