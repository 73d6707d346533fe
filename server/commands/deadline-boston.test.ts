import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { limitEnds, offsetMs } from '../kernel/calendar.ts'
import { createCalendar } from '../kernel/calendar-days.ts'
import { calendarOf } from './deadline.ts'

const fileOf = (name: string): string => fileURLToPath(new URL(`../../test/data/boston-311/${name}`, import.meta.url))
/** Working days by type, and the share of deadlines that follow the rule within a minute: the source's own figures, in per mille. */
const types: Record<string, { days: number; atLeast: number }> = {
  'Pick up Dead Animal': { days: 1, atLeast: 989 },
  'CE Collection': { days: 1, atLeast: 984 },
  'Empty Litter Basket': { days: 1, atLeast: 983 },
  'General Comments For a Program or Policy': { days: 10, atLeast: 970 },
  'Building Inspection Request': { days: 3, atLeast: 951 },
  Electrical: { days: 5, atLeast: 947 },
}

/** What another city promised its people in 2015: nobody here has made these deadlines up. */
describe('deadlines of Boston, by configuration alone', () => {
  const calendar = createCalendar(calendarOf(fileOf('calendar.json')))
  const [, ...lines] = gunzipSync(readFileSync(fileOf('deadlines.csv.gz')))
    .toString()
    .trim()
    .split('\n')
  const moment = (local: string): number => {
    const asUtc = Date.parse(`${local}Z`)
    return asUtc - offsetMs(new Date(asUtc + 5 * 3_600_000), calendar.zone)
  }
  const rows = lines.map((line) => {
    const [type, opened, due] = line.split(',') as [string, string, string]
    return { type, opened: moment(opened), due: moment(due) }
  })
  for (const [type, { days, atLeast }] of Object.entries(types))
    it(`${type}: ${days} working days, for at least ${atLeast / 10} %`, () => {
      const asked = rows.filter((row) => row.type === type)
      const limit = { n: days, unit: 'working-day' } as const
      const same = asked.filter(
        ({ opened, due }) => Math.abs(limitEnds(new Date(opened), limit, calendar).due.getTime() - due) <= 60_000,
      )
      const share = Math.round((1000 * same.length) / asked.length)
      assert.ok(asked.length > 400 && share >= atLeast, `${same.length} of ${asked.length}: ${share}‰`)
    })
})
