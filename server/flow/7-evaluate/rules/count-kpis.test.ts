import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CompositeId, KpiCount, KpiId } from '../../../../contract/kpi-formulas.ts'
import { compositesOf } from './compose-kpis.ts'
import { countKpis, type KpiCase, type KpiReport, kpisOf, periodDays, reworkTimes } from './count-kpis.ts'

const at = (text: string): number => Date.parse(`2026-${text}:00+08:00`)
const march = { from: at('03-01T00:00'), until: at('04-01T00:00') }
const minutes = (n: number): number => n * 60_000

/** Filed five minutes after it came, dispatched two later, handled and checked well within its limit, closed. */
const plain = (day: string): KpiCase => ({
  received: at(`${day}T08:55`),
  filed: at(`${day}T09:00`),
  voided: false,
  dispatched: at(`${day}T09:02`),
  redispatched: false,
  due: at(`${day}T18:00`),
  handled: at(`${day}T15:00`),
  closed: at(`${day}T15:20`),
  sentBack: 0,
  checkAsked: at(`${day}T15:00`),
  checked: at(`${day}T15:20`),
  foundByPublic: false,
  exempt: false,
})
const undone = { handled: null, closed: null, checkAsked: null, checked: null }

/** One kind of case: how many, how it differs from a plain one of its day, and what one of it adds to each count, reasoned by hand. */
type Class = {
  what: string
  n: number
  day: string
  case: (base: KpiCase) => Partial<KpiCase>
  adds: Partial<Record<KpiCount, number>>
}

const start = { filed: 1, 'filed-in-time': 1, 'dispatch-due': 1, dispatched: 1, 'dispatched-in-time': 1 }
const done = { due: 1, closed: 1, 'closed-in-time': 1, 'handled-in-time': 1, handled: 1, 'check-due': 1, 'checked-in-time': 1 }
const classes: Class[] = [
  { what: 'all in time', n: 60, day: '03-10', case: () => ({}), adds: { ...start, ...done } },
  {
    what: 'closed late, handled in time',
    ...{ n: 14, day: '03-11' },
    case: () => ({ closed: at('03-11T19:00'), checked: at('03-11T19:00') }),
    adds: { ...start, ...done, 'closed-in-time': 0, 'checked-in-time': 0 },
  },
  {
    what: 'handled late, closed late, check in time',
    ...{ n: 12, day: '03-12' },
    case: () => ({
      handled: at('03-12T18:01'),
      checkAsked: at('03-12T18:01'),
      checked: at('03-12T18:20'),
      closed: at('03-12T18:20'),
    }),
    adds: { ...start, ...done, 'closed-in-time': 0, 'handled-in-time': 0 },
  },
  {
    what: 'handled at the very minute of its limit, checked and closed after it',
    ...{ n: 4, day: '03-12' },
    case: ({ due }) => ({ handled: due, checkAsked: due, checked: due! + minutes(30), closed: due! + minutes(30) }),
    adds: { ...start, ...done, 'closed-in-time': 0 },
  },
  {
    what: 'never handled, its limit over',
    ...{ n: 11, day: '03-13' },
    case: () => undone,
    adds: { ...start, due: 1 },
  },
  {
    what: 'voided after filing, before anybody was dispatched',
    ...{ n: 7, day: '03-14' },
    case: () => ({ ...undone, voided: true, dispatched: null }),
    adds: { filed: 1, 'filed-in-time': 1, voided: 1 },
  },
  {
    what: 'voided after it was dispatched and submitted',
    ...{ n: 5, day: '03-14' },
    case: () => ({ voided: true }),
    adds: { ...start, voided: 1, 'check-due': 1, 'checked-in-time': 1 },
  },
  {
    what: 'sent back once, then in time',
    ...{ n: 9, day: '03-16' },
    case: () => ({ sentBack: 1 }),
    adds: { ...start, ...done, reworked: 1 },
  },
  {
    what: 'sent back twice, closed late: one case of rework',
    ...{ n: 6, day: '03-17' },
    case: () => ({
      sentBack: 2,
      handled: at('03-18T09:00'),
      checkAsked: at('03-18T09:00'),
      checked: at('03-18T09:10'),
      closed: at('03-18T09:10'),
    }),
    adds: { ...start, ...done, 'closed-in-time': 0, 'handled-in-time': 0, reworked: 1 },
  },
  {
    what: 'an upheld appeal: overdue, and left out of what was due',
    ...{ n: 5, day: '03-18' },
    case: () => ({
      exempt: true,
      handled: at('03-20T09:00'),
      checkAsked: at('03-20T09:00'),
      checked: at('03-20T09:05'),
      closed: at('03-20T09:05'),
    }),
    adds: { ...start, handled: 1, 'check-due': 1, 'checked-in-time': 1 },
  },
  {
    what: 'stands still over the end of the month: filed in March, due in no month yet',
    ...{ n: 8, day: '03-30' },
    case: () => ({ ...undone, due: null }),
    adds: start,
  },
  {
    what: 'stood still in February, went on, due and done in March',
    ...{ n: 6, day: '03-03' },
    case: () => ({ received: at('02-26T08:55'), filed: at('02-26T09:00'), dispatched: at('02-26T09:02') }),
    adds: done,
  },
  {
    what: 'filed in March, due in April, closed before in March',
    ...{ n: 7, day: '03-31' },
    case: () => ({ due: at('04-02T18:00') }),
    adds: { ...start, handled: 1, 'check-due': 1, 'checked-in-time': 1 },
  },
  {
    what: 'due in March, submitted in March, closed in April',
    ...{ n: 5, day: '03-31' },
    case: () => ({ closed: at('04-01T08:00'), checked: at('04-01T08:00') }),
    adds: { ...start, ...done, closed: 0, 'closed-in-time': 0, 'checked-in-time': 0 },
  },
  {
    what: 'filed after sixteen minutes',
    ...{ n: 8, day: '03-19' },
    case: ({ filed }) => ({ received: filed - minutes(16) }),
    adds: { ...start, ...done, 'filed-in-time': 0 },
  },
  {
    what: 'filed and dispatched at the very end of both limits',
    ...{ n: 3, day: '03-19' },
    case: ({ filed }) => ({ received: filed - minutes(15), dispatched: filed + minutes(15) }),
    adds: { ...start, ...done },
  },
  {
    what: 'dispatched late, and to the wrong unit first',
    ...{ n: 8, day: '03-20' },
    case: ({ filed }) => ({ dispatched: filed + minutes(40), redispatched: true }),
    adds: { ...start, ...done, 'dispatched-in-time': 0, redispatched: 1 },
  },
  {
    what: 'the public found it first',
    ...{ n: 9, day: '03-21' },
    case: () => ({ foundByPublic: true }),
    adds: { ...start, ...done, missed: 1 },
  },
  {
    what: 'has no limit for finishing',
    ...{ n: 5, day: '03-22' },
    case: () => ({ due: null }),
    adds: { ...start, handled: 1, 'check-due': 1, 'checked-in-time': 1 },
  },
  {
    what: 'submitted at the last minute of March, its check not due yet',
    ...{ n: 2, day: '03-31' },
    case: () => ({
      due: at('03-31T23:59'),
      handled: at('03-31T23:59'),
      checkAsked: at('03-31T23:59'),
      checked: null,
      closed: null,
    }),
    adds: { ...start, due: 1, 'handled-in-time': 1, handled: 1 },
  },
  { what: 'wholly of February', n: 3, day: '02-10', case: () => ({}), adds: {} },
  { what: 'wholly of April', n: 3, day: '04-10', case: () => ({}), adds: {} },
]
const cases = classes.flatMap(({ n, day, case: differs }) =>
  Array.from({ length: n }, () => ({ ...plain(day), ...differs(plain(day)) })),
)

const report = (n: number, one: KpiReport): KpiReport[] => Array.from({ length: n }, () => one)
const reports: KpiReport[] = [
  ...report(30, { by: 'grid', received: at('03-05T10:00'), state: 'valid' }),
  ...report(6, { by: 'grid', received: at('03-05T10:00'), state: 'rejected' }),
  ...report(4, { by: 'grid', received: at('03-05T10:00'), state: 'waiting' }),
  ...report(12, { by: 'public', received: at('03-06T10:00'), state: 'valid' }),
  ...report(5, { by: 'public', received: at('03-06T10:00'), state: 'rejected' }),
  ...report(9, { by: 'grid', received: at('04-01T00:00'), state: 'valid' }),
]
const ofReports: Partial<Record<KpiCount, number>> = { reports: 36, 'valid-reports': 30, 'public-reports': 12 }

/** The sum of what each class adds. */
function byHand(): Record<string, number> {
  const sums: Record<string, number> = { ...ofReports }
  for (const { n, adds } of classes) for (const [name, one] of Object.entries(adds)) sums[name] = (sums[name] ?? 0) + n * one
  return sums
}

/** The same once more, case by case, as somebody would who has never seen the rule. */
function oneByOne(): Record<string, number> {
  const sums: Record<string, number> = { ...ofReports }
  const add = (name: KpiCount, yes: boolean) => {
    sums[name] = (sums[name] ?? 0) + (yes ? 1 : 0)
  }
  for (const c of cases) {
    const [inMarch, before] = [(t: number | null) => t !== null && t >= march.from && t < march.until, march.until]
    if (inMarch(c.filed)) {
      add('filed', true)
      add('voided', c.voided)
      add('missed', c.foundByPublic && !c.voided)
      add('filed-in-time', (c.filed - c.received) / 60_000 <= 15)
      const isDue = c.dispatched !== null || (!c.voided && c.filed + minutes(15) <= before)
      add('dispatch-due', isDue)
      add('dispatched', typeof c.dispatched === 'number')
      add('dispatched-in-time', isDue && c.dispatched !== null && (c.dispatched - c.filed) / 60_000 <= 15)
      add('redispatched', isDue && c.redispatched)
    }
    if (inMarch(c.due) && !c.voided && !c.exempt) {
      add('due', true)
      add('closed', c.closed !== null && c.closed < before)
      add('closed-in-time', c.closed !== null && c.closed <= (c.due ?? 0))
      add('handled-in-time', c.handled !== null && c.handled <= (c.due ?? 0))
    }
    if (inMarch(c.handled) && !c.voided) {
      add('handled', true)
      add('reworked', c.sentBack >= 1)
    }
    if (inMarch(c.checkAsked) && (c.checked !== null || (!c.voided && (c.checkAsked ?? 0) + minutes(30) <= before))) {
      add('check-due', true)
      add('checked-in-time', c.checked !== null && (c.checked - (c.checkAsked ?? 0)) / 60_000 <= 30)
    }
  }
  return sums
}

describe('the indicators of a month', () => {
  const counts = countKpis(cases, reports, march)
  const told = Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== null))

  it('are of two hundred cases, each count as reasoned by hand for each kind, and as a second count has it', () => {
    assert.equal(cases.length, 200)
    assert.deepEqual(told, byHand())
    assert.deepEqual(told, oneByOne())
  })

  for (const { what, n, day, case: differs, adds } of classes)
    it(`count right: ${what}`, () => {
      const own = countKpis(
        Array.from({ length: n }, () => ({ ...plain(day), ...differs(plain(day)) })),
        [],
        march,
      )
      const some = Object.fromEntries(Object.entries(own).filter(([, sum]) => sum))
      assert.deepEqual(some, Object.fromEntries(Object.entries(adds).flatMap(([name, one]) => (one ? [[name, one * n]] : []))))
    })

  it('have both numbers, as worked out on paper; what nobody tells has none', () => {
    const rates = Object.fromEntries(kpisOf(counts).map(({ id, numerator, denominator }) => [id, [numerator, denominator]]))
    const paper: Record<KpiId, [number | null, number | null]> = {
      closing: [139, 157],
      'closing-in-time': [103, 157],
      'handling-in-time': [128, 157],
      rework: [15, 163],
      'public-reports': [12, 188],
      'valid-reports': [30, 36],
      missed: [9, 188],
      'verifying-in-time': [null, null],
      'checking-in-time': [147, 166],
      'filing-in-time': [180, 188],
      'filing-right': [176, 188],
      'dispatching-in-time': [173, 181],
      'dispatching-right': [173, 181],
    }
    assert.deepEqual(rates, paper)
    assert.equal(kpisOf(counts).find(({ id }) => id === 'verifying-in-time')?.notCollected, true)
    assert.equal(reworkTimes(cases, march), 9 + 2 * 6)
  })

  it('make composites by their weights, as worked out on paper; a part without a number takes its weight along', () => {
    const found = compositesOf(counts, kpisOf(counts))
    const paper: Record<CompositeId, { value: number; counted: number }> = {
      // 188 filed: the source has no mark for that many, so 90 of 100 count.
      handling: { value: (30 * 139) / 157 + (30 * 128) / 157 + (30 * (163 - 15)) / 163, counted: 90 },
      // Nothing is verified on the spot before it is filed.
      finding: { value: (40 * 30) / 36 + (20 * (188 - 9)) / 188 + (20 * 147) / 166, counted: 80 },
      filing: { value: (25 * 180) / 188 + (40 * 176) / 188 + (35 * 103) / 157, counted: 100 },
      // 181 dispatched: the band of 101 to 300 has 40.
      dispatching: { value: (20 * 40) / 100 + (40 * 173) / 181 + (40 * 173) / 181, counted: 100 },
    }
    assert.deepEqual(
      found.map(({ id, value, counted }) => [id, value?.toFixed(9), counted]),
      Object.entries(paper).map(([id, { value, counted }]) => [id, value.toFixed(9), counted]),
    )
    assert.deepEqual(
      found.map(({ value }) => value?.toFixed(1)),
      ['78.3', '70.1', '84.3', '84.5'],
    )
  })

  it('of a month that is under way count only what is due by now', () => {
    const now = { from: march.from, until: at('03-11T00:00') }
    const counted = countKpis(cases, reports, now)
    assert.deepEqual([counted.due, counted.closed, counted.filed], [66, 66, 60])
  })

  it('of nothing are zero over zero, not null', () => {
    const none = kpisOf(countKpis([], [], march)).find(({ id }) => id === 'closing')
    assert.deepEqual(none, { id: 'closing', numerator: 0, denominator: 0, notCollected: false })
  })
})

describe('a period', () => {
  it('is the one its day lies in', () => {
    assert.deepEqual(periodDays('2026-03-01', 'week'), { from: '2026-02-23', to: '2026-03-01' })
    assert.deepEqual(periodDays('2026-03-02', 'week'), { from: '2026-03-02', to: '2026-03-08' })
    assert.deepEqual(periodDays('2024-02-10', 'month'), { from: '2024-02-01', to: '2024-02-29' })
    assert.deepEqual(periodDays('2026-12-31', 'quarter'), { from: '2026-10-01', to: '2026-12-31' })
    assert.deepEqual(periodDays('2026-05-05', 'year'), { from: '2026-01-01', to: '2026-12-31' })
    assert.deepEqual(periodDays('2026-05-05', 'day'), { from: '2026-05-05', to: '2026-05-05' })
  })
})
