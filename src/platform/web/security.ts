import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** Headers that keep pages to themselves: nothing inline, nothing from elsewhere, no framing. */
export async function secureHeaders(app: FastifyInstance, https: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Plain http in a library's own network must keep working.
    strictTransportSecurity: https ? { maxAge: 15_552_000 } : false,
    // no-referrer would make the Origin of posts null.
    referrerPolicy: { policy: 'same-origin' },
  })
}
