/** Where the pages of synchronisation stand. */
export const syncUrl = '/synchronisation'
export const profileUrl = ({ id }: { id: number }) => `${syncUrl}/profiles/${id}`
export const runUrl = (id: number) => `${syncUrl}/runs/${id}`
export const rowUrl = (run: number, row: number) => `${runUrl(run)}/rows/${row}`
export const userUrl = (id: number) => `/users/${id}/general`

/** An address with what of a query is asked for; what is empty stays out. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') asked.set(name, String(value))
  const text = asked.toString()
  return text === '' ? path : `${path}?${text}`
}
