const megabyte = 1_000_000

/** What a file may ask of the machine that reads it. */
export const defaultLimits = {
  /** One user, or anything else between two elements: more than this is never held in memory. */
  userBytes: megabyte,
  /** A row of a CSV file. */
  rowBytes: megabyte,
  /** Files in a zip. */
  entries: 1000,
  /** All that a zip unpacks to: some seven million users. */
  unpackedBytes: 20_000 * megabyte,
  /** How many times larger a zip may become, once it has unpacked to more than `ratioFrom`. Users pack some 20 to 1. */
  ratio: 200,
  ratioFrom: 64 * megabyte,
  /** How much is unpacked or read at once. */
  chunkBytes: 256 * 1024,
}
export type Limits = typeof defaultLimits
