import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type nunjucks from 'nunjucks'
import { _, _n } from '#platform/i18n/i18n.ts'
import { hits, rowCells } from './cells.ts'
import { field, markId, markNote, markWord, ties } from './field.ts'
import { escaped } from './markup.ts'

/** Gives templates what they may call, and lets them be read so that little is left to do when a page is drawn. */
export function furnish(environment: nunjucks.Environment, { views, assets }: { views: string; assets: string }): void {
  environment.addGlobal('_', _)
  environment.addGlobal('_n', _n)
  environment.addGlobal('formKey', randomUUID)
  environment.addGlobal('asset', (path: string) => `${assets}/${path}`)
  environment.addGlobal('field', field)
  environment.addGlobal('ties', ties)
  environment.addGlobal('hits', hits)
  environment.addGlobal('rowCells', rowCells)
  environment.addGlobal('markWord', markWord)
  environment.addGlobal('markNote', markNote)
  environment.addGlobal('markId', markId)
  environment.addFilter('number', (n: number) => n.toLocaleString('en'))
  for (const loader of (environment as unknown as { loaders: Loader[] }).loaders) settleOnReading(loader)
  for (const file of readdirSync(join(views, 'components'))) offerMacros(environment, `components/${file}`)
}

type Loader = Pick<nunjucks.FileSystemLoader, 'getSource'>
const inclusion = /\{% include "([^"]+)" %\}\n?/g
const plainSentence = /\{\{ _\("([^"\\{}]+)"\) \}\}/g

// Included files and sentences without values are the same on each page: they are put in when a template is read. At
// drawing, each inclusion would make a copy of all that the page knows.
function settleOnReading(loader: Loader): void {
  const read = loader.getSource.bind(loader)
  const whole = (name: string): string =>
    read(name)
      .src.replace(inclusion, (_tag, file: string) => whole(file))
      .replace(plainSentence, (_tag, words: string) => escaped(_(words)))
  // No source tells that another loader may have the file.
  loader.getSource = (name) => read(name) && { ...read(name), src: whole(name) }
}

type Exporting = { getExported: (done: (error: Error | null, macros: Record<string, unknown>) => void) => void }

// To every template, without an import: that would run the file of the macro anew for each page and template.
function offerMacros(environment: nunjucks.Environment, file: string): void {
  const template = environment.getTemplate(file, true) as unknown as Exporting
  template.getExported((error, macros) => {
    if (error) throw error
    for (const [name, macro] of Object.entries(macros)) environment.addGlobal(name, macro)
  })
}
