// Loaded before everything else (run.mjs). As ES modules Drizzle costs 0.4 s and 50 MB at each start: Node reads its
// large package.json again for each of 131 files. Its CommonJS files are the same code, and are found by their names.
import { registerHooks } from 'node:module'

const isDrizzle = (specifier) => specifier === 'drizzle-orm' || specifier.startsWith('drizzle-orm/')

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, isDrizzle(specifier) ? { ...context, conditions: ['node', 'require'] } : context),
})
