import { Readable } from 'node:stream'
import type { Incoming } from '#files/disk.ts'
import { takeIn } from '#files/disk.ts'
import { keeping } from '#files/files.ts'
import type { TestApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { addAttachments } from '#users/attachments/attachments.ts'
import { changePhoto } from '#users/user-photo.ts'
import type { User } from '#users/users.table.ts'

/** The smallest image. */
export const dot = {
  name: 'dot.png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
}

/** Gives a user an attachment and a photo. */
export async function giveFiles(
  app: Pick<TestApp, 'db' | 'clock' | 'files'>,
  user: User,
  bytes: Buffer = dot.bytes,
): Promise<void> {
  const { db, clock, files } = app
  const incoming = (await takeIn(files, Readable.from([bytes]), bytes.length)) as Incoming
  await keeping(db, files, [incoming], async (tx) => {
    const actor = setUpActor(clock)
    await addAttachments(tx, actor, user, [{ name: dot.name, incoming }], files)
    await changePhoto(tx, actor, user, incoming.hash)
  })
}
