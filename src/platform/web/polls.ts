import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Asked again and again by a page that is open: nobody need sit before it. */
    polls?: true
  }
}

const polling = new AsyncLocalStorage<true>()
/** Whether what goes on is the answer to a page that asks by itself: it keeps no session alive. */
export const isPoll = (): boolean => polling.getStore() === true

/** To be called before sessions are opened, which then know polls from people. */
export function tellPolls(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, next) => {
    if (request.routeOptions.config.polls) polling.run(true, next)
    else next()
  })
}
