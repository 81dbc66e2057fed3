import type { Server, Session } from './server.ts'

/** Addresses of one kind of page, asked for in turn. */
export type Paths = string[]
type Sizes = { warmUp?: number; measured?: number; block?: number }
/** What one kind of page cost: CPU in milliseconds a request, of each block; wall times of all requests, in order. */
export type Figures = { cpu: number[]; walls: number[]; kilobytes: number }

// V8 compiles in steps what runs often, and goes on until a page was asked for some 1500 times: before that, a page costs
// up to twice as much, and how much differs from run to run. A server that has been up for an hour is past it.
const usual = { warmUp: 2000, measured: 3000, block: 200 }

/**
 * Asks for one or several kinds of page, a block of requests of each in turn: what else the machine does then meets all of
 * them alike, and spoils some blocks instead of the figure. The first blocks warm up and are not counted.
 */
export async function measure(server: Server, session: Session, pages: Paths[], sizes: Sizes = {}): Promise<Figures[]> {
  const { warmUp, measured, block } = { ...usual, ...sizes }
  const figures = pages.map((): Figures => ({ cpu: [], walls: [], kilobytes: 0 }))
  let asked = 0
  for (; asked < warmUp; asked += block) for (const paths of pages) await ask(session, paths, asked, block)
  for (; asked < warmUp + measured; asked += block)
    for (const [n, paths] of pages.entries()) {
      const before = server.cpuMilliseconds()
      const { walls, kilobytes } = await ask(session, paths, asked, block)
      figures[n]?.cpu.push((server.cpuMilliseconds() - before) / block)
      figures[n]?.walls.push(...walls)
      Object.assign(figures[n] ?? {}, { kilobytes })
    }
  for (const { walls } of figures) walls.sort((one, other) => one - other)
  return figures
}

async function ask(session: Session, paths: Paths, from: number, times: number) {
  const walls: number[] = []
  let bytes = 0
  for (let i = from; i < from + times; i += 1) {
    const path = paths[i % paths.length] ?? '/'
    const began = performance.now()
    const { status, body } = await session.get(path)
    walls.push(performance.now() - began)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
    bytes += Buffer.byteLength(body)
  }
  return { walls, kilobytes: bytes / times / 1000 }
}

const share = (sorted: number[], part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN
export const median = (values: number[]) =>
  share(
    values.toSorted((one, other) => one - other),
    0.5,
  )
const least = (values: number[]) => Math.min(...values)

/** The median of the blocks, and the least: the first is what to expect on this machine, the second what it can do. */
export const cpuOf = ({ cpu }: Figures) => `server CPU ${median(cpu).toFixed(2)}, least ${least(cpu).toFixed(2)} ms a request`
export const wallOf = ({ walls }: Figures) =>
  `wall p50 ${share(walls, 0.5).toFixed(2)}, p95 ${share(walls, 0.95).toFixed(2)}, p99 ${share(walls, 0.99).toFixed(2)} ms`
export const sizeOf = ({ kilobytes }: Figures) => `${kilobytes.toFixed(0)} KB`

/** How many times the CPU of another page: the median of the ratios of neighbouring blocks, and the ratio of the least. */
export const ratioOf = (page: Figures, other: Figures) => {
  const ratios = page.cpu.map((cpu, n) => cpu / (other.cpu[n] ?? Number.NaN))
  return `${median(ratios).toFixed(2)} times details (least by least ${(least(page.cpu) / least(other.cpu)).toFixed(2)})`
}

export const report = (what: string, figure: string) => console.log(`${what.padEnd(30)} ${figure}`)
