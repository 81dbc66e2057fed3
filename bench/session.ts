import type { Server, Session } from './server.ts'

export const password = 'measured with care'

/** Signs in the person that the benches make. */
export async function signIn(server: Server): Promise<Session> {
  const session = server.session()
  const page = await session.get('/sign-in')
  const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const answer = await session.post('/sign-in', { _csrf: token, identifier: 'bench', password })
  if (answer.status !== 303) throw new Error(`Sign-in answered ${answer.status}`)
  return session
}

/** The numbers of some users. */
export async function someUsers(session: Session): Promise<string[]> {
  const ids = new Set<string>()
  for (let page = 1; page <= 10; page += 1) {
    const { body } = await session.get(`/users?page=${page * 7}`)
    for (const [, id] of body.matchAll(/href="\/users\/(\d+)\?at=/g)) ids.add(id ?? '')
  }
  if (ids.size === 0) throw new Error('No user was found')
  return [...ids]
}
