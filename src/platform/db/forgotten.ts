const building = new Set<PropertyKey>(['insert', 'update', 'delete'])
const running = new Set<PropertyKey>(['then', 'execute', 'prepare', 'getSQL'])

/**
 * Drizzle's builders are lazy: without `await` nothing is written and nothing said. Follows each write that is built on
 * the wrapped database until it runs; `check` throws when one never did.
 */
export function watchBuilders() {
  const waiting = new Set<symbol>()

  const follow = (builder: object, token: symbol): object =>
    new Proxy(builder, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        if (running.has(key)) waiting.delete(token)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          const result: unknown = value.apply(target, args)
          return waiting.has(token) && typeof result === 'object' && result !== null ? follow(result, token) : result
        }
      },
    })

  const wrap = <T extends object>(drizzle: T): T =>
    new Proxy(drizzle, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        if (!building.has(key) || typeof value !== 'function') return value
        return (...args: unknown[]) => {
          const token = Symbol(String(key))
          waiting.add(token)
          return follow(value.apply(target, args), token)
        }
      },
    })

  function check() {
    const forgotten = waiting.size
    waiting.clear()
    if (forgotten > 0) throw new Error(`${forgotten} insert, update or delete was built but never awaited.`)
  }
  return { wrap, check, reset: () => waiting.clear() }
}
