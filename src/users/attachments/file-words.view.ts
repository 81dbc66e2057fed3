import { _ } from '#platform/i18n/i18n.ts'

const endings: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  heic: 'image/heic',
  pdf: 'application/pdf',
  zip: 'application/zip',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
}

/** What a file is, in a word or two. */
export function typeWords(mediaType: string): string {
  const [kind = '', name = ''] = mediaType.split('/')
  if (mediaType === 'application/pdf') return 'PDF'
  if (mediaType === 'text/plain') return _('Text')
  if (kind === 'image') return _('{name} image', { name: name.toUpperCase() })
  if (kind === 'audio') return _('Sound')
  if (kind === 'video') return _('Video')
  if (/officedocument|opendocument|msword|ms-|rtf|x-cfb/.test(name)) return _('Office document')
  if (/zip|tar|7z|rar|compressed/.test(name)) return _('Archive')
  return _('Other file')
}

/** Whether a name promises something that its bytes are not. */
export function isDisguised(name: string, mediaType: string): boolean {
  const promised = endings[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '']
  return promised !== undefined && promised !== mediaType
}

const steps = ['kB', 'MB', 'GB'] as const

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return _('{n} bytes', { n: bytes })
  let [size, step] = [bytes / 1024, 0]
  while (size >= 1024 && step < steps.length - 1) [size, step] = [size / 1024, step + 1]
  return `${size >= 10 ? Math.round(size) : size.toFixed(1)} ${steps[step]}`
}
