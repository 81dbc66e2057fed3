import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Many row numbers as bits, the lowest first, packed to be kept as text: long runs of the same shrink to nearly nothing. */
export const packBits = (bits: Uint8Array): string => deflateRawSync(bits).toString('base64')
export const unpackBits = (text: string): Uint8Array => inflateRawSync(Buffer.from(text, 'base64'))

export const hasBit = (bits: Uint8Array, n: number): boolean => ((bits[Math.floor(n / 8)] ?? 0) & (1 << (n % 8))) !== 0
