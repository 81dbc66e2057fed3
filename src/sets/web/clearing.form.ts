import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { clearAway } from '../filling.ts'
import type { SetsParts } from './sets.routes.ts'

const patience = 500

/** Clears away what sets left behind. Whoever waits for an answer waits a moment for it, and no longer. */
export const clearing =
  (app: FastifyInstance, { db, clock }: Pick<SetsParts, 'db' | 'clock'>) =>
  async (): Promise<void> => {
    const work = clearAway(db, clock.now()).catch((error) =>
      app.log.error({ err: error }, 'what sets left behind was not cleared away'),
    )
    await Promise.race([work, wait(patience, undefined, { ref: false })])
  }
