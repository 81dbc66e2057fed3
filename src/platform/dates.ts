const minute = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(timeZone: string) {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    formats.set(timeZone, format)
  }
  return format
}

/** The calendar day (`YYYY-MM-DD`) of an instant in a time zone. */
export const dayIn = (timeZone: string, instant: number): string => minuteIn(timeZone, instant).slice(0, 10)

/** Day and minute (`YYYY-MM-DD HH:MM`) of an instant in a time zone. */
export function minuteIn(timeZone: string, instant: number): string {
  const begun = Math.floor(instant / minute)
  if (last.timeZone !== timeZone || last.begun !== begun) last = { timeZone, begun, text: formatFor(timeZone).format(instant) }
  return last.text
}
// Asked for several times a page, nearly always for the minute that it is.
let last = { timeZone: '', begun: Number.NaN, text: '' }

/** Whether the text is a day that the calendar has, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts || parts[1] === '0000') return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Whole days from one day to another, negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** The day a number of days later. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

export const periods = ['days', 'months', 'years'] as const
export type Period = (typeof periods)[number]

/** The day so many days, months or years later; a month that is too short for it ends it. */
export function addPeriod(day: string, n: number, period: Period): string {
  if (period === 'days') return addDays(day, n)
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const months = year * 12 + (month - 1) + n * (period === 'years' ? 12 : 1)
  const [inYear, inMonth] = [Math.floor(months / 12), months % 12]
  const last = new Date(Date.UTC(inYear, inMonth + 1, 0)).getUTCDate()
  return new Date(Date.UTC(inYear, inMonth, Math.min(date, last))).toISOString().slice(0, 10)
}

export const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const longestShift = 15 * 60 * minute

/** The instant at which a day begins in a time zone; where the clock skips midnight, the first minute that the day has. */
export function startOf(timeZone: string, day: string): number {
  const there = Date.parse(`${day}T00:00:00Z`)
  let [before, begun] = [there - longestShift, there + longestShift]
  while (begun - before > minute) {
    const middle = before + Math.floor((begun - before) / 2 / minute) * minute
    if (dayIn(timeZone, middle) >= day) begun = middle
    else before = middle
  }
  return begun
}
