import { Readable } from 'node:stream'
import type { Incoming } from '#files/disk.ts'
import { dropIncoming, takeIn } from '#files/disk.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'

const readable = ['image/jpeg', 'image/png', 'image/webp']
const side = 320
// A small file can unfold to gigabytes: nothing is unpacked that has more dots than a good camera takes.
const mostPixels = 60_000_000
const mostBytes = 1_000_000

/**
 * A photo made anew from what came in: upright, square, small, and without what a camera wrote into it, such as where it
 * was taken. Refuses what is no photo by its bytes.
 */
export async function portraitOf(incoming: Incoming, folder: string): Promise<Incoming> {
  try {
    if (!readable.includes(incoming.mediaType))
      refuse('photo', _('This is no JPEG, PNG or WebP image, whatever its name says. Choose another.'))
    const made = await takeIn(folder, Readable.from([await squareOf(incoming.path)]), mostBytes)
    if (typeof made !== 'string') return made
    return refuse('photo', _('This image cannot be read. Choose another.'))
  } finally {
    await dropIncoming(incoming)
  }
}

// Loaded when it is needed: it takes much memory, and most servers seldom see a photo.
async function squareOf(path: string): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  try {
    const image = sharp(path, { limitInputPixels: mostPixels, failOn: 'error' })
    return await image.rotate().resize(side, side, { fit: 'cover' }).webp({ quality: 82 }).toBuffer()
  } catch (error) {
    const isHuge = /pixel limit/i.test(String((error as Error).message))
    return refuse(
      'photo',
      isHuge
        ? _('This image has more dots than Foyer reads. Make it smaller, then send it again.')
        : _('This image cannot be read: it may be broken. Choose another.'),
    )
  }
}
