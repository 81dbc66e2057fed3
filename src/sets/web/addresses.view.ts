/** Where the pages of sets stand. */
export const setsUrl = '/sets'
export const setUrl = ({ id }: { id: number }) => `${setsUrl}/${id}`
/** A set in an address. */
export const oneSet = `${setsUrl}/:set(^\\d{1,15}$)`
