import { statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { unpackShipped } from './shipped-chromium.ts'

const systemNames = ['chromium', 'chromium-browser', 'google-chrome']
// Not the arguments that the package brings: its --single-process ends the browser with the first closed context.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the Chromium on PATH, else the shipped one. FOYER_TEST_CHROMIUM names another: `shipped`, or a path. */
export async function startChromium(): Promise<Browser> {
  const wanted = process.env.FOYER_TEST_CHROMIUM || systemChromium() || 'shipped'
  const { executablePath, env } = wanted === 'shipped' ? await unpackShipped() : { executablePath: wanted, env: {} }
  return chromium.launch({ executablePath, args, env: { ...process.env, ...env } }).catch((error: Error) => {
    throw oneLine(reason(error.message))
  })
}

const systemChromium = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => systemNames.map((name) => join(folder, name)))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile())

function reason(message: string): string {
  const library = /lib[\w+.-]+\.so[\w.]*(?=: (cannot open shared object|file too short))/.exec(message)?.[0]
  if (library === undefined) return message
  return /^lib(nss|nspr|smime|ssl3|plc|plds)/.test(library)
    ? 'The browser tests need libnss3, which is missing here: install it (apt-get install libnss3).'
    : `The browser tests need ${library}, which is missing here: install the package that holds it.`
}

// A stack would bury the one line that says what to install.
const oneLine = (message: string) => Object.assign(new Error(message), { stack: message })
