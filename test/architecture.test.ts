import { existsSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Edge, Layer, Texts } from './platform/imports.ts'
import {
  chain,
  edgesOf,
  featureOf,
  floor,
  folderOf,
  home,
  kindOf,
  layerOf,
  shown,
  source,
  templates,
} from './platform/imports.ts'

type Rule = (texts: Texts) => string[]
const listsTabs = ['users/tabs.ts', 'users/users.routes.ts']
// Hooks: they stand between Fastify and the domain, by their trade.
const hooks = ['users/row-pages.ts', 'users/user-scope.ts', 'sign-in/guard.ts', 'sign-in/session-store.ts']

/** Reading may join anything: a table or a queries file may import any table, whatever the other rules say. */
const outranks = ({ from, to }: Edge) => kindOf(to) === 'table' && ['table', 'queries'].includes(kindOf(from))
const importsOnly =
  (whose: (file: string) => boolean, allowed: (edge: Edge) => boolean): Rule =>
  (texts) =>
    edgesOf(texts)
      .filter((edge) => whose(edge.from) && layerOf(edge.to) !== 'package' && !outranks(edge) && !allowed(edge))
      .map(shown)
const isIn =
  (...layers: Layer[]) =>
  (file: string) =>
    layers.includes(layerOf(file))

const platformAlone = importsOnly(isIn('platform'), ({ to }) => isIn('platform')(to))
const floorDownward = importsOnly(
  isIn('floor'),
  ({ from, to }) =>
    isIn('platform')(to) || (isIn('floor')(to) && floor.indexOf(featureOf(to) ?? '') <= floor.indexOf(featureOf(from) ?? '')),
)
const rootWithoutTabs = importsOnly(
  isIn('root'),
  ({ from, to }) => isIn('platform', 'floor', 'root')(to) || (listsTabs.includes(from) && kindOf(to) === 'routes'),
)
const tabAlone = importsOnly(
  isIn('tab'),
  ({ from, to }) =>
    isIn('platform', 'floor')(to) || folderOf(to) === folderOf(from) || (isIn('root')(to) && kindOf(to) !== 'routes'),
)
const aboveTabs = importsOnly(isIn('whole', 'above'), ({ from, to, typeOnly }) => {
  const [feature, layer, kind] = [featureOf(from), layerOf(to), kindOf(to)]
  if (folderOf(to) === folderOf(from) || (layer === 'above' && featureOf(to) === feature)) return true
  if (kind === 'routes') return false
  if (['platform', 'floor', 'root'].includes(layer)) return true
  if (layer === 'tab') return kind === 'domain' || kind === 'queries' || (kind === 'form' && isIn('whole')(from))
  if (layer === 'whole') return folderOf(to) === 'users/record'
  if (chain.includes(featureOf(to) ?? '')) return chain.indexOf(featureOf(to) ?? '') < chain.indexOf(feature ?? '')
  return (
    feature === 'set-up' &&
    ((['load', 'sync'].includes(featureOf(to) ?? '') && kind === 'domain') || (to === 'config.ts' && typeOnly))
  )
})

const web = /^package (fastify|@fastify\/|nunjucks)|^platform\/web\//
const isDomain = (file: string) => !isIn('platform', 'top')(file) && kindOf(file) === 'domain' && !hooks.includes(file)
const eachKindToItsTrade: Rule = (texts) =>
  edgesOf(texts)
    .filter(({ from, to, typeOnly }) => {
      if (isDomain(from)) return web.test(to) || kindOf(to) === 'view'
      if (kindOf(from) !== 'routes') return false
      const othersOwn = ['form', 'view'].includes(kindOf(to)) && !`${folderOf(from)}/`.startsWith(`${folderOf(to)}/`)
      const data = to.startsWith('package drizzle') || (to.startsWith('platform/db/') && !typeOnly)
      return kindOf(to) === 'table' || data || othersOwn
    })
    .map(shown)

const written = /(?:\.(?:insert|update|delete)|\b(?:inserter|updater))\((\w+)\)/g
const ownerWrites: Rule = (texts) =>
  edgesOf(texts)
    .filter(({ to }) => kindOf(to) === 'table')
    .filter(({ from, to, names, typeOnly }) => {
      const writes = [...(texts[from] ?? '').matchAll(written)].some(([, table]) => names.split(/\W+/).includes(table ?? ''))
      const own = folderOf(from) === folderOf(to) || (folderOf(from) === 'users/record' && layerOf(to) === 'root')
      return ['table', 'queries'].includes(kindOf(from)) ? writes : !own && (writes || !typeOnly)
    })
    .map(shown)

const drawn = /\{%-?\s*(?:extends|include|import|from)\s+"([^"]+)"/g
// The parts of General information are composed in its page, as they are in tabs.ts.
const isComposed = (file: string, part: string) =>
  file === 'users/general/page.njk' && /^users\/(user-roles|password|photo)\/_\w+\.njk$/.test(part)
const ownRegions: Rule = (texts) =>
  Object.entries(texts).flatMap(([file, text]) =>
    [...text.matchAll(drawn)]
      .map(([, part = '']) => part)
      .filter((part) => !/^(layouts|components)\//.test(part) && folderOf(part) !== folderOf(file) && !isComposed(file, part))
      .map((part) => `${file} → ${part}`),
  )
/** The files that can be reached from themselves. Types do not count: nothing of them is left when the code runs. */
const inCycles: Rule = (texts) => {
  const next = new Map<string, string[]>()
  for (const { from, to, typeOnly } of edgesOf(texts)) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to])
  return Object.keys(texts).filter((start) => {
    const seen = new Set<string>()
    const waiting = [...(next.get(start) ?? [])]
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (!seen.has(file)) waiting.push(...(next.get(file) ?? []))
      seen.add(file)
    }
    return seen.has(start)
  })
}
const lowFloorAlone: Rule = (texts) =>
  edgesOf(texts)
    .filter(({ to, names }) => to === 'platform/db/raw.ts' || /\bconnectionOf\b/.test(names))
    .filter(({ from }) => folderOf(from) !== 'platform/db' && featureOf(from) !== 'search-index')
    .map(shown)
const tooLong: Rule = (texts) =>
  Object.keys(texts).filter((file) => (texts[file] ?? '').split('\n').filter((line) => line.trim()).length > 250)

const foldersOf = (folder: string, shared: string[]) =>
  readdirSync(join(home, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => posix.relative(folder, posix.join(entry.parentPath.slice(home.length + 1), entry.name)))
    .filter((name) => !shared.includes(featureOf(name) ?? ''))
const withoutFeature = (folders: string[]) => folders.filter((name) => !existsSync(join(home, 'src', name)))

/** Holds when the house keeps the rule, and when the rule catches each made-up line in a file that breaks it. */
function holds(rule: Rule, broken: [file: string, line: string][], texts: Texts = source) {
  for (const [file, line] of broken) expect(rule({ [file]: line }), `${file}: ${line}`).toHaveLength(1)
  expect(rule(texts)).toEqual([])
}

describe('who may import whom', () => {
  it('0. every import of a file leads to a file', () => {
    expect(edgesOf({ 'users/names.ts': "import {\n  a,\n  type B,\n} from '../gone.ts'\nvoid import('./x.ts')" })).toMatchObject([
      { to: 'gone.ts', typeOnly: false },
      { to: 'users/x.ts' },
    ])
    const files = edgesOf(source).filter(({ to }) => layerOf(to) !== 'package')
    expect(files.length).toBeGreaterThan(300)
    expect(files.filter(({ to }) => !(to in source)).map(shown)).toEqual([])
  })

  it('1. the platform imports packages and itself', () =>
    holds(platformAlone, [['platform/dates.ts', "import type { User } from '#users/users.table.ts'"]]))

  it('2. the low floor imports the platform and, downward only, itself', () =>
    holds(floorDownward, [
      ['history/history.ts', "import { getUser } from '#users/users.ts'"],
      ['roles/roles.ts', "import { makeActor } from '#sign-in/actor.ts'"],
    ]))

  it('3. the users root imports the low floor and none of its tabs, but for the list of tabs', () =>
    holds(rootWithoutTabs, [
      ['users/users.ts', "import { enterNotes } from './notes/notes.ts'"],
      ['users/users.ts', "import { createUser } from './record/create.ts'"],
      ['users/names.ts', "import { loadFile } from '#load/load.ts'"],
    ]))

  it('4. a tab imports the root and below, never another tab, never record', () =>
    holds(tabAlone, [
      ['users/contact/contact.ts', "import { enterNotes } from '../notes/notes.ts'"],
      ['users/contact/contact.ts', "import { createUser } from '../record/create.ts'"],
    ]))

  it('5. record, add and the features above import domain, form and queries of tabs, never routes', () =>
    holds(aboveTabs, [
      ['users/record/create.ts', "import { notesRoutes } from '../notes/notes.routes.ts'"],
      ['load/load.ts', "import { parseGeneral } from '#users/general/general.form.ts'"],
      ['load/load.ts', "import { searchRoutes } from '#search/search.routes.ts'"],
      ['search/user-search.ts', "import { readConfig } from '#src/config.ts'"],
      ['search/user-search.ts', "import { getSet } from '#sets/sets.ts'"],
      ['sets/sets.ts', "import { getChange } from '#bulk/changes.ts'"],
    ]))

  it('6. routes know no table, domain files know no web', () =>
    holds(eachKindToItsTrade, [
      ['users/notes/notes.routes.ts', "import { notes } from './notes.table.ts'"],
      ['users/notes/notes.routes.ts', "import { eq } from 'drizzle-orm'"],
      ['users/notes/notes.routes.ts', "import { generalPage } from '../general/general.view.ts'"],
      ['users/notes/notes.ts', "import type { FastifyReply } from 'fastify'"],
      ['users/notes/notes.ts', "import { done } from '#platform/web/flash.ts'"],
    ]))

  it('7. anyone may read a table, only its owner writes it', () =>
    holds(ownerWrites, [
      ['load/load.ts', "import { users } from '#users/users.table.ts'"],
      ['search/search.queries.ts', "import { users } from '#users/users.table.ts'\ntx.delete(users)"],
      ['users/contact/contact.ts', "import { users } from '../users.table.ts'\ntx.update(users)"],
    ]))

  it('8. views draw layouts, components and regions of their own feature; no cycle of files exists', () => {
    holds(ownRegions, [['users/notes/page.njk', '{% include "users/contact/_row.njk" %}']], templates)
    expect(inCycles({ 'a.ts': "import './b.ts'", 'b.ts': "import { a } from './a.ts'", 'c.ts': "import './a.ts'" })).toEqual([
      'a.ts',
      'b.ts',
    ])
    expect(inCycles(source)).toEqual([])
  })
})

describe('the house', () => {
  it('shows SQL of one engine to platform/db and search-index alone', () =>
    holds(lowFloorAlone, [
      ['load/load.ts', "import { rawRun } from '#platform/db/raw.ts'"],
      ['history/history.ts', "import { connectionOf } from '#platform/db/connection.ts'"],
    ]))

  it('names each folder of views and tests after a feature', () => {
    expect(withoutFeature(['users/contact', 'users/nothing'])).toEqual(['users/nothing'])
    expect(withoutFeature(foldersOf('views', ['layouts', 'components']))).toEqual([])
    expect(withoutFeature(foldersOf('test', ['support', 'browser']))).toEqual([])
  })

  it('keeps each file to 250 lines', () => holds(tooLong, [['users/long.ts', 'x\n'.repeat(251)]]))
})
