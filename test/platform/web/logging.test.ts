import { expect, it } from 'vitest'
import { logging } from '#platform/web/logging.ts'

it('leaves what was typed out of the log of requests', () => {
  const settings = logging('info')
  const request = { method: 'GET', url: '/setup?token=secret&q=name', ip: '192.0.2.1' }
  expect(settings ? settings.serializers.req(request as never) : undefined).toEqual({
    method: 'GET',
    url: '/setup',
    address: '192.0.2.1',
  })
})
