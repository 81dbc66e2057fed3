/** The entries of a comma-separated text, so that long lists of names stay readable. */
export const list = (text: string) => text.trim().split(/,\s+/)
