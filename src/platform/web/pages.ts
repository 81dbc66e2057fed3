import { join } from 'node:path'
import view from '@fastify/view'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import plugin from 'fastify-plugin'
import nunjucks from 'nunjucks'
import { takeFlash } from './flash.ts'
import { varyByPanel, wantsPanel } from './htmx.ts'
import { furnish } from './templates.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** Draws a page, or its panel alone when htmx asked for that. `data` is what the template's view file says it needs. */
    page(name: string, data: object): Promise<string>
  }
}

export type Surroundings = (request: FastifyRequest, reply: FastifyReply) => Promise<object>
type Options = {
  views: string
  assets: string
  watch: boolean
  surroundings: Surroundings
  frameOf: (request: FastifyRequest) => string
}

/** Templates. `surroundings` gives what stands round every page: who is signed in, the library's name, the search bar. */
export const pages = plugin(async (app: FastifyInstance, options: Options) => {
  await app.register(view, {
    engine: { nunjucks },
    root: options.views,
    viewExt: 'njk',
    options: {
      trimBlocks: true,
      lstripBlocks: true,
      noCache: options.watch,
      onConfigure: (environment: nunjucks.Environment) => furnish(environment, options),
    },
  } as never)
  app.decorateReply('page', async function (this: FastifyReply, name: string, data: object) {
    const request = this.request
    const around = await options.surroundings(request, this)
    const layout = wantsPanel(request) ? 'layouts/panel.njk' : options.frameOf(request)
    varyByPanel(this).header('Cache-Control', 'no-store')
    return this.viewAsync(name, { ...around, flash: takeFlash(request, this), layout, ...data })
  })
})

export const viewsFolder = join(import.meta.dirname, '..', '..', '..', 'views')
