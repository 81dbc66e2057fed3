/** One thing wrong with what was typed: the field it belongs to, words that say how to mend it, and maybe where. */
export type Problem = { field: string; message: string; offer?: { url: string; label: string } }

/** An error that people may read: its message is a sentence for them, its status that of an HTTP answer. */
export class Spoken extends Error {
  status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** What was typed cannot be saved as it is. */
export class Refusal extends Spoken {
  problems: Problem[]
  constructor(problems: Problem[]) {
    super(422, problems.map((problem) => problem.message).join(' '))
    this.problems = problems
  }
}

export const refuse = (field: string, message: string): never => {
  throw new Refusal([{ field, message }])
}

/** The actor may not do this. */
export class Forbidden extends Spoken {
  constructor(message: string) {
    super(403, message)
  }
}

export class NotFound extends Spoken {
  constructor(message: string) {
    super(404, message)
  }
}

/** What is to be changed was removed by someone since the page was drawn. */
export class Gone extends Spoken {
  constructor(message: string) {
    super(409, message)
  }
}

/** The thing cannot be done in the state that things are in. */
export class Conflict extends Spoken {
  constructor(message: string) {
    super(409, message)
  }
}
