import { SaxesParser } from 'saxes'
import type { Heard } from '#users/record/follow-plan.ts'
import type { Limits } from './limits.ts'
import { Outline } from './outline.ts'
import { userListener } from './user-listener.ts'

/** What the bytes of one user say. Throws UnreadableSource when they are no well-formed element. */
export type Hear = (bytes: Buffer, line: number) => Heard

export function hearing(file: string, limits: Limits): Hear {
  let parse = freshParse()
  return (bytes, line) => {
    const text = bytes.toString('utf8')
    try {
      return parse(text)
    } catch {
      // It is left in the middle of a record.
      parse = freshParse()
      return explain(text, new Outline(file, limits), line)
    }
  }
}

function freshParse(): (text: string) => Heard {
  const parser = new SaxesParser()
  const listener = userListener()
  parser.on('opentag', ({ name, attributes }) => listener.open(name, attributes))
  parser.on('text', listener.text)
  parser.on('closetag', listener.close)
  return (text) => {
    parser.write(text).close()
    return listener.heard()
  }
}

/** Goes over it once more, with lines and words. */
function explain(text: string, outline: Outline, line: number): Heard {
  outline.skip(line - 1)
  outline.feed(text)
  outline.close()
  const [user] = outline.users
  if (!user) throw new Error('A user was cut out that is none.')
  return user.heard
}
