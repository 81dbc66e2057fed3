import { createServer, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { makeMail } from '#platform/mail.ts'
import { Spoken } from '#platform/problems.ts'

const from = 'Library <library@example.org>'
const message = { to: 'sam@x.example', subject: 'Choose a new password · Café', text: 'https://foyer.example.org/a?token=b\n' }

/** A mail server that speaks just enough, and keeps what it was told. `answers` replaces what it says to a command. */
async function mailServer(answers: Record<string, string> = {}) {
  const told: string[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    let inBody = false
    socket.write(answers.hello ?? '220 here\r\n')
    socket.on('error', () => {})
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').slice(0, -1)) {
        told.push(line)
        const command = line.split(' ')[0] ?? ''
        if (inBody && line !== '.') continue
        inBody = command === 'DATA'
        const usual = inBody ? '354 go on' : command === 'QUIT' ? '221 bye' : '250 good'
        socket.write(`${answers[command] ?? usual}\r\n`)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  const { port } = server.address() as { port: number }
  return { told, port, mail: makeMail({ url: `smtp://127.0.0.1:${port}`, from }) }
}

it('hands a message to the mail server', async () => {
  const { told, mail } = await mailServer()
  await mail.send(message)
  expect(told).toContain('MAIL FROM:<library@example.org>')
  expect(told).toContain('RCPT TO:<sam@x.example>')
  expect(told).toContain('From: Library <library@example.org>')
  expect(told.join('\n')).toContain('https://foyer.example.org/a?token=')
})

it.each([
  'sam@x.example\r\nBcc: thief@evil.example',
  'sam@x.example, thief@evil.example',
  'sam@x.example thief@evil.example',
  'Sam <thief@evil.example>',
  '',
])('sends nothing to %j, which is not one address', async (to) => {
  const { told, mail } = await mailServer()
  const error = await mail.send({ ...message, to }).catch((refused) => refused)
  expect([error.message, told]).toEqual([`${to} is no address that an e-mail can be sent to.`, []])
})

it('lets nobody add a header by the name of the library', async () => {
  const { told, mail } = await mailServer()
  await mail.send({ ...message, subject: 'Hello\r\nBcc: thief@evil.example' })
  expect(told.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<sam@x.example>'])
  expect(told.filter((line) => line.startsWith('Bcc'))).toEqual([])
})

it('says in words that the server refuses, and repeats nothing of what it was sent', async () => {
  const { mail } = await mailServer({ RCPT: '550 no sam@x.example here' })
  const error = await mail.send(message).catch((refused) => refused)
  expect(error).toBeInstanceOf(Spoken)
  expect(error.message).toBe('The mail server did not take the message: it refuses the sender or the recipient.')
})

it('says in words that nobody is there', async () => {
  const { port } = await mailServer()
  const url = `smtp://foyer:secret@127.0.0.1:${port === 1 ? 2 : 1}`
  const error = await makeMail({ url, from })
    .send(message)
    .catch((refused) => refused)
  expect([error instanceof Spoken, error.message]).toEqual([
    true,
    'The mail server did not take the message: it cannot be reached.',
  ])
})
