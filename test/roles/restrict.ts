import { settingValues } from '#code-tables/code-tables.table.ts'
import { forgetCached } from '#platform/db/cached.ts'
import type { TestApp } from '#test/app.ts'

/** Says which users are restricted: by groups, or by roles that they hold. */
export const restrict = (app: TestApp, name: 'restricted_groups' | 'restricted_roles', value: string) =>
  app.db.write(async (tx) => {
    await tx.insert(settingValues).values({ name, value })
    forgetCached(tx)
  })
