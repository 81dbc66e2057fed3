/** Where the pages of bulk changes stand. */
export const bulkUrl = '/bulk'
export const changeUrl = (id: number) => `${bulkUrl}/${id}`
