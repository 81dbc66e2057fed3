/** The columns (`table.column`) whose uniqueness a write offended, or undefined for any other error. */
export function uniqueViolation(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = (at as { code?: string }).code
    if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return at.message.split(': ').at(-1) ?? ''
  }
  return undefined
}
