/** A row that a merger moved: which list, its number, and whether it stood on the one who is gone. */
export type MovedRow = { part: string; id: number }
/** What a merger did, as far as history does not say it: which rows went over to the keeper. */
export type Merged = { rows: MovedRow[] }
