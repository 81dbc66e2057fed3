import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { liftBlock, placeBlock } from '#users/blocks/blocks.ts'
import type { Field } from '#users/fields.ts'
import { blockFields, noteFields } from '#users/fields.ts'
import { addNote, removeNotes } from '#users/notes/notes.ts'
import { blocksInForce, notesOfType } from './lists.queries.ts'
import type { TaskKind, TaskValues } from './task-kind.ts'
import { textOf, understood, understoodFor } from './task-kind.ts'

type Fields = Record<string, Field>
const pick = ({ type, description, expiryDate, note }: typeof blockFields) => ({ type, description, expiryDate, note })
const ofBlock: Fields = pick(blockFields)
const ofLifting: Fields = { description: blockFields.description }
const { type, text, popup, userViewable } = noteFields
const ofNote: Fields = { type, text, popup, userViewable }
const ofRemoval: Fields = { type }

const kept = (values: Record<string, unknown>) => values as TaskValues
const names = (fields: Fields) => Object.keys(fields)

export const addBlockTask: TaskKind = {
  label: _('Add a block'),
  fields: names(ofBlock),
  conditions: ['empty'],
  async check(reader, values, today) {
    const found = await understood(reader, ofBlock, values)
    const day = textOf(kept(found).expiryDate)
    if (day !== '' && day < today)
      refuse('expiryDate', _('{day} has passed. Enter a day to come, or leave Expires empty.', { day }))
    return kept(found)
  },
  present: async (reader, user, values) => (await blocksInForce(reader, user.id, textOf(values.description)))[0] ?? null,
  act: async (tx, { actor, user, values }) => placeBlock(tx, actor, user, await understoodFor(tx, user, ofBlock, values)),
}

export const liftBlocksTask: TaskKind = {
  label: _('Lift blocks'),
  fields: names(ofLifting),
  conditions: [],
  check: async (reader, values) => kept(await understood(reader, ofLifting, values)),
  present: () => null,
  async act(tx, { actor, user, values }) {
    for (const id of await blocksInForce(tx, user.id, textOf(values.description))) await liftBlock(tx, actor, user, id)
  },
}

export const addNoteTask: TaskKind = {
  label: _('Add a note'),
  fields: names(ofNote),
  ticks: ['popup', 'userViewable'],
  conditions: ['empty'],
  check: async (reader, values) => kept(await understood(reader, ofNote, values)),
  present: async (reader, user, values) => (await notesOfType(reader, user.id, textOf(values.type)))[0] ?? null,
  act: async (tx, { actor, user, values }) => addNote(tx, actor, user, await understoodFor(tx, user, ofNote, values)),
}

export const removeNotesTask: TaskKind = {
  label: _('Remove notes'),
  fields: names(ofRemoval),
  conditions: [],
  check: async (reader, values) => kept(await understood(reader, ofRemoval, values)),
  present: () => null,
  async act(tx, { actor, user, values }) {
    actor.must('edit notes', user)
    const ids = await notesOfType(tx, user.id, textOf(values.type))
    if (ids.length > 0) await removeNotes(tx, actor, user, ids)
  },
}
