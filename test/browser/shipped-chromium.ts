import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import shipped from '@sparticuz/chromium'

const modules = join(import.meta.dirname, '..', '..', 'node_modules')
const cache = join(modules, '.cache')

/** The Chromium that comes with the dependencies, with a font for machines that have none: without one it crashes. */
export async function unpackShipped(): Promise<{ executablePath: string; env: NodeJS.ProcessEnv }> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The browser tests need a Chromium: install one on PATH, or set FOYER_TEST_CHROMIUM to its path.')
  const { version } = JSON.parse(readFileSync(join(modules, '@sparticuz', 'chromium', 'package.json'), 'utf8'))
  const folder = join(cache, `chromium-${version}`)
  if (!existsSync(folder)) await unpackInto(folder)
  return { executablePath: join(folder, 'chromium'), env: { FONTCONFIG_FILE: join(folder, 'fonts.conf') } }
}

// The package takes whatever lies in the temporary folder, half written by another process or not. So each process
// unpacks into a folder of its own, and the first that is ready moves it into place.
async function unpackInto(folder: string): Promise<void> {
  mkdirSync(cache, { recursive: true })
  const own = mkdtempSync(join(cache, 'chromium-'))
  try {
    await unpackedTo(own)
    writeFileSync(join(own, 'fonts.conf'), fontsConf(join(folder, 'fonts')))
    renameSync(own, folder)
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

// It looks up the temporary folder while it is called, and no more afterwards.
function unpackedTo(folder: string): Promise<string> {
  const usual = tmpdir()
  process.env.TMPDIR = folder
  const unpacked = shipped.executablePath()
  process.env.TMPDIR = usual
  return unpacked
}

const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}</dir>
  <cachedir>${folder}-cache</cachedir>
</fontconfig>
`
