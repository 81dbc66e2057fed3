import { expect, it } from 'vitest'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { otherThanSaid, rows, wide } from './access.ts'

it.each(wide)('a person with the role %s may what the table says, and nothing else', async (column) => {
  expect(await otherThanSaid(column)).toEqual([])
})

/** Every route of the application, as "GET /users/:id/general". */
function routesOf(app: TestApp['app']): string[] {
  const path: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^([│├└─\s]*)(\S+) \((.*)\)$/.exec(line) ?? []
      if (part === '') return []
      path.length = indent.length / 4 - 1
      path.push(part.replace(/\(.*?\)\$?(?=\/|$)|\(\^.*?\$\)/g, ''))
      return methods.split(', ').map((method) => `${method} ${path.join('').replace(/\/{2,}/g, '/')}`)
    })
}

it('every route of the application has a row, and every row a route', async () => {
  const { app } = await testApp()
  const unnamed = /^HEAD | \/\*$/
  const routes = routesOf(app).filter((route) => !unnamed.test(route))
  const named = new Set(rows.map(({ method, url }) => `${method} ${url.replace(/\?.*/, '').replace('999999', ':id')}`))
  expect(routes.filter((route) => !named.has(route))).toEqual([])
  expect([...named].filter((row) => !routes.includes(row))).toEqual([])
})
