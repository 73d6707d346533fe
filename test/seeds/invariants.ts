import assert from 'node:assert/strict'
import { compareCases } from '../../server/flow/7-evaluate/evaluation/compare.ts'
import { compareLines } from '../../server/flow/7-evaluate/evaluation/store-lines.ts'
import { compareCounts } from '../../server/flow/7-evaluate/store.ts'
import { compareBalance, readSheets } from '../../server/flow/7-evaluate/store-balance.ts'
import type { Db } from '../../server/kernel/spine.ts'
import { ofCalls } from './holds/calls.ts'
import { ofCases } from './holds/cases.ts'
import { notAsReplayed } from './holds/replayed.ts'
import { ofRows } from './holds/rows.ts'
import { zone } from './world.ts'

/** What a poisoned row has spoiled: its event, its device, the key of its timer. Everything else must hold. */
export type Spoiled = { events: ReadonlySet<string>; devices: ReadonlySet<string>; timers: ReadonlySet<string> }

/** Everything that must not be found after any step. */
export const faults: Record<string, string> = { ...ofCases, ...ofCalls, ...ofRows }

/** Work that should have been done by now. Only when no fault is at work. */
const behind: Record<string, string> = {
  'a timer that is due and waits': `select null::uuid as event, key || ' ' || coalesce(last_error, '') as what from timers where due_at <= $1 and tries < 5`,
  'a fact nobody works on': `select null::uuid as event, handler || ' ' || coalesce(last_error, '') as what from fact_work where next_at <= $1 and tries < 5`,
}
const stuck = `select coalesce((body->>'event')::uuid, (select w.event from work_orders w where w.id::text = body->>'order')) as event, body->>'device' as device, key,
    kind || ' ' || key || ': ' || coalesce(last_error, '') as what from timers where tries >= 5
  union all select null, null, handler, handler || ': ' || coalesce(last_error, '') from fact_work where tries >= 5`

/** One query: between two of them a moment would pass. */
const everything = (list: Record<string, string>): string =>
  `with at as (select $1::timestamptz) ${Object.entries(list)
    .map(([name, text], at) => `select '${name}' as fault, q${at}.event, q${at}.what from (${text}) q${at}`)
    .join(' union all ')}`

/** A timer or a claim, with what it is about. */
export type Piece = { key: string; event: string | null; device: string | null }

/** Is it one that was poisoned, or about what was? */
export const isSpoiled = (spoiled: Spoiled, { key, event, device }: Piece): boolean =>
  spoiled.timers.has(key) || spoiled.events.has(event ?? '') || spoiled.devices.has(device ?? key.replace(/^detect:/, ''))

type Found = { fault: string; event: string | null; what: string }

/** Looks at everything at once; throws with what does not hold. `quiet`: no fault is at work, so nothing may lie about either. */
export async function checkInvariants(db: Db, given: { now: Date; spoiled: Spoiled; quiet: boolean }): Promise<void> {
  const { now, spoiled, quiet } = given
  const list = { ...faults, ...(quiet ? behind : {}) }
  const found = await db.query<Found>(everything(list), [now])
  const ours = found.filter(({ event }) => event === null || !spoiled.events.has(event))
  assert.deepEqual(ours, [])
  const replayed = (await notAsReplayed(db)).filter(({ event }) => !spoiled.events.has(event))
  assert.deepEqual(replayed, [], 'a case played from its facts is not what its rows say')
  const failed = await db.query<Piece & { what: string }>(stuck)
  assert.deepEqual(
    failed.filter((row) => !isSpoiled(spoiled, row)).map(({ what }) => what),
    [],
    'work that failed five times, though nothing poisoned it',
  )
  if (!quiet) return
  for (const day of ['2026-03-01', '2026-03-02', '2026-03-03'])
    for (const sheet of await readSheets(db, null, { day, zone }))
      assert.ok(sheet.balanced, `the sheet of ${sheet.area} on ${day} does not add up: ${JSON.stringify(sheet)}`)
  assert.deepEqual(await compareCounts(db, zone), [], 'counts differ from recomputation')
  assert.deepEqual(
    await compareBalance(db, zone, { from: '2026-01-01', to: '2026-12-31' }),
    [],
    'the balance differs from recomputation',
  )
  assert.deepEqual(await compareLines(db), [], 'counts of the evaluation differ from their lines')
  assert.deepEqual(
    await compareCases(db, zone, { since: new Date(0), now }),
    [],
    'a case is evaluated otherwise than its rows say',
  )
}
