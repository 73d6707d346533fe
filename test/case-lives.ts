import { randomUUID } from 'node:crypto'
import type { Db } from '../server/kernel/spine.ts'

/** Random lives of cases as rows and facts: what may happen to a case happens in any order. */

/** The same numbers from the same seed, 0 ≤ n < 1. */
export function drawn(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

export const towns = ['99/990101/990101001/', '99/990101/990101002/', '99/990102/990102001/'] as const
const units = ['u', 'v', 'w'] as const
const types = ['city.garbage', 'septic-gas.over-limit'] as const
const sources = ['grid', 'sensor', 'citizen'] as const
const objects = ['o1', 'o2', null, null] as const
const minuteMs = 60_000

type Life = {
  event: string
  area: string
  order: string
  unit: string
  alarm: string | null
  report: string | null
  opened: Date
}
type Chance = { draw: () => number; one: <T>(list: readonly T[]) => T; between: (least: number, most: number) => number }
type Act = (db: Db, life: Life, at: Date, chance: Chance) => Promise<void>

/** Opens cases and lets things happen to any of them, from one seed. */
export function lives(db: Db, seed: number) {
  const draw = drawn(seed)
  const chance: Chance = {
    draw,
    one: (list) => list[Math.floor(draw() * list.length)]!,
    between: (least, most) => least + Math.floor(draw() * (most - least)),
  }
  const all: Life[] = []
  return {
    ...chance,
    /** A case that is opened and asked of a unit. */
    async open(at: Date): Promise<void> {
      all.push(await openCase(db, at, chance))
    },
    /** Something happens to one of them, after its opening. */
    happen(at: Date): Promise<void> {
      const life = chance.one(all)
      return chance.one(acts)(db, life, at < life.opened ? life.opened : at, chance)
    },
  }
}

async function insert(db: Db, table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row)
  const places = names.map((_, at) => `$${at + 1}`)
  await db.query(`insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, Object.values(row))
}

const fact = (db: Db, { subject, area, kind, body }: { subject: string; area: string; kind: string; body: object }, at: Date) =>
  insert(db, 'facts', {
    ...{ recorded_at: at, occurred_at: at, kind, subject, area, actor: JSON.stringify({ kind: 'system', id: 'x' }) },
    body: JSON.stringify(body),
  })

const factOf = (db: Db, { event, area, order, unit }: Life, at: Date, [kind, body]: [kind: string, body?: object]) =>
  fact(db, { subject: event, area, kind, body: { event, order, unit, unitName: unit, role: 'lead', ...body } }, at)

async function openCase(db: Db, at: Date, { draw, one, between }: Chance): Promise<Life> {
  const [event, order, area, unit, type] = [randomUUID(), randomUUID(), one(towns), one(units), one(types)]
  const alarm = draw() < 0.3 ? await newAlarm(db, at, area) : null
  const asked = new Date(at.getTime() + between(0, 90) * 1_000)
  const later = (least: number, most: number): Date => new Date(asked.getTime() + between(least, most) * minuteMs)
  const drill = draw() < 0.1
  await insert(db, 'events', {
    ...{ id: event, no: event.slice(0, 26), type, pack: 'p', pack_version: 1, grade: 'ordinary', state: 'handling' },
    // Of an alarm the object is that of the alarm: the fact that it cleared finds the case by both.
    ...{ mode: 'triage', source: one(sources), area, lon: 1, lat: 1, object: alarm ?? one(objects), alarm, lead_unit: unit },
    ...{ exercise: drill, title: drill ? '【演练】x' : 'x', opened_at: at, dispatched_at: asked, changed_at: at },
  })
  await insert(db, 'work_orders', {
    ...{ id: order, event, unit, unit_name: unit, role: 'lead', mandatory: true, state: 'asked', area, asked_at: asked },
    ...{ accept_by: later(5, 60), arrive_by: draw() < 0.5 ? later(20, 200) : null },
    ...{ finish_by: draw() < 0.9 ? later(60, 9_000) : null, changed_at: at },
  })
  const report = draw() < 0.3 ? await newReport(db, at, { event, area }) : null
  const life = { event, area, order, unit, alarm, report, opened: at }
  await factOf(db, life, at, ['event.opened', { grade: 'ordinary' }])
  await factOf(db, life, asked, ['event.dispatched'])
  await factOf(db, life, asked, ['work-order.asked', { acceptBy: asked, arriveBy: null, finishBy: null, mandatory: true }])
  return life
}

async function newAlarm(db: Db, at: Date, area: string): Promise<string> {
  const id = randomUUID()
  await insert(db, 'alarms', {
    ...{ id, object: id, family: 'f', pack: 'p', severity: 'red', peak: 'red', since: at, area, label: 'x' },
  })
  return id
}

/** Somebody told the hotline of it, and is called back later. */
async function newReport(db: Db, at: Date, { event, area }: { event: string; area: string }): Promise<string> {
  const id = randomUUID()
  await insert(db, 'reports', {
    ...{ id, code: id.slice(0, 12), source: 'hotline', type: 'city.garbage', content: 'x', area, lon: 1, lat: 1 },
    ...{ event, home_event: event, happened_at: at, received_at: at, state: 'handling' },
  })
  await insert(db, 'hotline_orders', {
    ...{ hotline: 'k', no: id, report: id, kind: 'complaint', urgent: false, confidential: false, digest: Buffer.from('d') },
    ...{ area, received_at: at, reply_by: at },
  })
  return id
}

/** An act changes the order or the event of a case (`$1` its id, `$2` the moment), and says so. */
const act =
  (kind: string, ...changes: ['work_orders' | 'events', string][]): Act =>
  async (db, life, at) => {
    for (const [table, set] of changes) {
      const id = table === 'events' ? life.event : life.order
      await db.query(`update ${table} set ${set}, changed_at = $2 where id = $1`, [id, at])
    }
    await factOf(db, life, at, [kind])
  }
const order = (set: string): ['work_orders', string] => ['work_orders', set]
const event = (set: string): ['events', string] => ['events', set]

const clearAlarm: Act = async (db, { alarm, area }, at) => {
  if (alarm === null) return
  await db.query('update alarms set cleared_at = $2 where id = $1', [alarm, at])
  await fact(db, { subject: alarm, area, kind: 'alarm.cleared', body: { alarm, object: alarm } }, at)
}
/** The alarm of a case comes again, and is gone at once. */
const raiseAgain: Act = async (db, { alarm, area }, at) => {
  if (alarm === null) return
  for (const minutes of [0, 5, 10]) {
    const id = randomUUID()
    const since = new Date(at.getTime() + minutes * minuteMs)
    await insert(db, 'alarms', {
      ...{ id, object: alarm, family: 'f', pack: 'p', severity: 'red', peak: 'red', since, cleared_at: since, area, label: 'x' },
    })
    await fact(db, { subject: id, area, kind: 'alarm.raised', body: { alarm: id, object: alarm } }, at)
  }
}
const fill: Act = async (db, life, at, { one }) => {
  await insert(db, 'evidence', {
    ...{ id: randomUUID(), event: life.event, work_order: life.order, item: 'x', kind: one(['photo', 'text', 'tick']) },
    ...{ taken_at: at, added_at: at, added_by: 'p' },
  })
  await factOf(db, life, at, ['evidence.added'])
}
const callBack: Act = async (db, { report, area }, at, { one }) => {
  if (report === null) return
  const verdict = { solved: true, satisfied: one(['yes', 'fairly', 'no']), at: at.toISOString() }
  await db.query('update hotline_orders set verdict = $2 where report = $1', [report, JSON.stringify(verdict)])
  await fact(db, { subject: report, area, kind: 'hotline.called-back', body: { report } }, at)
}

const acts: readonly Act[] = [
  act('work-order.accepted', order(`state = 'accepted', accepted_at = $2`)),
  act('work-order.arrived', order(`state = 'arrived', arrived_at = $2`)),
  act('work-order.returned', order(`returns = returns + 1, proposal = '{"unit": "v", "ruled": true}'`)),
  act('work-order.suspended', order(`paused_at = $2`)),
  act('work-order.resumed', order(`paused_ms = paused_ms + 60000, paused_at = null, finish_by = finish_by + interval '1 hour'`)),
  act('work-order.extended', order(`finish_by = $2::timestamptz + interval '3 hours'`)),
  act(
    'work-order.submitted',
    order(`state = 'submitted', submitted_at = $2, defects = '["too-brief"]'`),
    event(`state = 'checking'`),
  ),
  act('work-order.cancelled', order(`state = 'cancelled', done_at = $2`)),
  act('event.checking', event(`state = 'checking', checking_at = $2`)),
  act('check.failed', order(`state = 'accepted', submitted_at = null`), event(`state = 'handling'`)),
  act('event.closed', order(`state = 'passed', done_at = $2`), event(`state = 'closed', closed_at = $2`)),
  act('event.closed', order(`state = 'passed', done_at = $2, defects = '[]'`), event(`state = 'closed', closed_at = $2`)),
  act('event.reopened', event(`state = 'handling', closed_at = null, reopened = reopened + 1`)),
  act('event.false-alarm', event(`state = 'false-alarm', closed_at = $2`)),
  act('event.merged', event(`state = 'merged', closed_at = $2`)),
  act('event.split', event(`state = 'handling', closed_at = null`)),
  act('event.dispatched', event(`lead_unit = 'w', type = 'city.garbage'`)),
  clearAlarm,
  raiseAgain,
  fill,
  callBack,
]
