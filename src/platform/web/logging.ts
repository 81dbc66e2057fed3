import type { FastifyRequest } from 'fastify'

/** Request logs say which page was asked for, and nothing that was typed: queries hold names, tokens and passwords. */
export const logging = (level: string) =>
  level === 'silent'
    ? false
    : {
        level,
        serializers: {
          req: (request: FastifyRequest) => ({ method: request.method, url: request.url?.split('?')[0], address: request.ip }),
        },
      }
