import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from './problems.ts'

/**
 * A secret from the terminal, typed twice and not shown; or the first line of standard input when that is no terminal.
 * Never an argument: those are seen by everyone on the machine.
 */
export async function askSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) return firstLine()
  const first = await askHidden(`${question}: `)
  const second = await askHidden(`${_('Once more')}: `)
  if (first !== second) throw new Spoken(422, _('The two are not alike. Nothing was changed.'))
  return first
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  throw new Spoken(422, _('Standard input is empty. Type the password there, or run the command in a terminal.'))
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  lines.on('SIGINT', () => process.exit(130))
  const typed = await lines.question('')
  lines.close()
  process.stderr.write('\n')
  return typed
}
