/** A term that cannot be asked: why, in words that say what would do. */
export class BadTerm extends Error {}
