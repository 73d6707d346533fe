import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import {
  columnOf,
  type GroupBy,
  groupings,
  type Judged,
  latePartIds,
  type MeasureId,
  measureIds,
  repeatPoint,
  spreadIds,
} from '../../../../contract/evaluation-kinds.ts'
import type { KpiPeriod } from '../../../../contract/kpi.ts'
import { lives, towns } from '../../../../test/case-lives.ts'
import { seedNow, testDatabase } from '../../../../test/database.ts'
import { untilSafe } from '../../../../test/safe-facts.ts'
import { cityDay } from '../../../kernel/calendar.ts'
import { manualClock } from '../../../kernel/clock.ts'
import { createLog } from '../../../kernel/log.ts'
import { createSpine } from '../../../kernel/spine.ts'
import { periodDays } from '../rules/count-kpis.ts'
import { compareCases } from './compare.ts'
import { followEvaluation } from './on.ts'
import { linesOf } from './rules/case-lines.ts'
import { figuresOf, quantile } from './rules/tally.ts'
import { readCases } from './store.ts'
import { judgedSql } from './store-cases.ts'
import { compareLines } from './store-lines.ts'
import { dayAfter, wishOf } from './store-period.ts'
import { readGroups, readLate, readTallies, readUnitGroups, type Wish } from './store-read.ts'
import type { LateLine, Line } from './types.ts'

const zone = 'Asia/Shanghai'
const database = await testDatabase('empty')
const clock = manualClock(seedNow)
const spine = createSpine({ url: database.url, clock, log: createLog('silent') })
// Of the units cases are at, one is known with what is above it, and one is not.
before(() =>
  spine.query(
    `insert into units (id, name, short_name, kind, tier, parent, valid_from) values ('hub', 'hub', 'hub', 'district-centre', 'district', null, now()), ('u', 'u', 'u', 'station', 'town', 'hub', now())`,
  ),
)
after(async () => {
  await spine.close()
  await database.drop()
})

const dayMs = 86_400_000
const { draw, one, between, open, happen } = lives(spine, 7)
const dayOf = (ms: number) => cityDay(new Date(ms), zone)

/** So many cases are opened and so many things happen to any of them, within the last hundred days. */
async function live(opened: number, happened: number): Promise<void> {
  const past = (): Date => new Date(clock.now().getTime() - between(0, 100 * 24 * 60) * 60_000)
  for (let n = 0; n < opened; n++) await open(past())
  for (let n = 0; n < happened; n++) await happen(new Date(clock.now().getTime() - between(0, 3 * 24 * 60) * 60_000))
}

async function follow(): Promise<void> {
  await untilSafe(spine)
  while (await followEvaluation(spine, zone));
}

/** All lines there are, made from rows anew. */
async function allLines(): Promise<{ lines: Line[]; late: LateLine[] }> {
  const ids = await spine.query<{ id: string }>('select id from events')
  const rows = await readCases(
    spine,
    ids.map(({ id }) => id),
  )
  const found = rows.map((row) => linesOf(row, { now: clock.now().getTime(), dayOf }))
  return {
    lines: found.flatMap(({ lines }) => lines).filter(({ due }) => due === null),
    late: found.flatMap(({ late }) => late ?? []),
  }
}

const scopes = [
  ['99/'],
  ['99/990101/'],
  ['99/990101/', '99/990102/'],
  [towns[0]],
  [towns[0], towns[2]],
  ['99/990101/', towns[1]],
  [],
]
const periods: KpiPeriod[] = ['day', 'week', 'month', 'quarter', 'year']
const uniq = (ids: readonly string[]): string[] => [...new Set(ids)].toSorted()

/** Counted by walking every line: slow, and plain to see. */
function byHand(
  { lines, late }: Awaited<ReturnType<typeof allLines>>,
  asked: { scope: readonly string[]; day: string; period: KpiPeriod },
) {
  const { from, to } = periodDays(asked.day, asked.period)
  const past = periodDays(dayAfter(from, -1), asked.period)
  const [today, now] = [dayOf(clock.now().getTime()), clock.now().getTime()]
  const inside = ({ area }: { area: string }): boolean => asked.scope.some((path) => area.startsWith(path))
  const within = (span: { from: string; to: string }) => (one: { day: string }) => one.day >= span.from && one.day <= span.to
  const mine = lines.filter(inside)
  const points = (day: string) => {
    const near = mine.filter((one) => one.object !== null && one.day > dayAfter(day, -repeatPoint.days) && one.day <= day)
    return [...Map.groupBy(near, ({ object }) => object).values()].map((at) => ({
      part: at.length >= repeatPoint.events ? 1 : 0,
      events: at.map(({ event }) => event),
      type: at.map(({ type }) => type).sort()[0]!,
      ...{ unit: null, source: null },
    }))
  }
  const shown = (figure: string, span: { from: string; to: string }, lastDay: string) =>
    figure === 'repeat'
      ? points(lastDay)
      : mine.filter((one) => one.figure === figure && within(span)(one)).map((one) => ({ ...one, events: [one.event] }))
  const spent = (one: LateLine) => ({
    ...one.spent,
    ...(one.running ? { [one.running]: one.spent[one.running] + now - one.since } : {}),
  })
  const lateOnes = late
    .filter((one) => inside(one) && within({ from, to })(one) && one.due <= now)
    .map((one) => {
      const [part, ms] = latePartIds.map((id) => [id, spent(one)[id]] as const).reduce((a, b) => (b[1] > a[1] ? b : a))
      return { ...one, events: [one.event], spent: spent(one), longest: ms > 0 ? part : null }
    })
  return {
    now: (figure: string) => shown(figure, { from, to }, to < today ? to : today),
    before: (figure: string) => shown(figure, past, dayAfter(from, -1)),
    late: lateOnes,
  }
}

async function everyFigureHolds(): Promise<number> {
  assert.deepEqual(await compareLines(spine), [])
  assert.deepEqual(await compareCases(spine, zone, { since: new Date(0), now: clock.now() }), [])
  const made = await allLines()
  let seen = 0
  for (let n = 0; n < 8; n++) {
    const [scope, period, by] = [one(scopes), one(periods), one<GroupBy>(groupings)]
    const asked = { scope, period, day: dayOf(clock.now().getTime() - between(0, 120) * dayMs) }
    const { wish } = await wishOf(spine, asked, { now: clock.now(), zone })
    const plain = byHand(made, asked)
    const { rates, spreads } = figuresOf(await readTallies(spine, wish))
    for (const { id, n, of, was } of rates) {
      const [hits, before] = [plain.now(id).filter(({ part }) => part === 1).length, plain.before(id)]
      assert.deepEqual(
        [id, n, of, was],
        [id, hits, plain.now(id).length, { n: before.filter(({ part }) => part === 1).length, of: before.length }],
      )
      seen += of
    }
    for (const { id, n, columns, median } of spreads) {
      const steps = plain
        .now(id)
        .map(({ part }) => part)
        .toSorted((a, b) => a - b)
      const middle = quantile(
        steps.map((part) => ({ part, n: 1 })),
        0.5,
      )
      assert.deepEqual([id, n, median], [id, steps.length, middle])
      assert.deepEqual(
        columns,
        columns.map((_, at) => steps.filter((step) => columnOf(step) === at).length),
      )
    }
    const measure = one(measureIds)
    const both = (lines: readonly { part: number }[]) => [lines.filter(({ part }) => part === 1).length, lines.length]
    const ofOne = (lines: ReturnType<typeof plain.now>, id: string) => lines.filter((line) => line[by] === id)
    const wanted = uniq(plain.now(measure).flatMap((line) => line[by] ?? []))
    assert.deepEqual(
      await groupsNow(wish, { measure, by }),
      wanted.map((id) => [id, ...both(ofOne(plain.now(measure), id)), ...both(ofOne(plain.before(measure), id))]),
      `${measure} by ${by}`,
    )
    const late = await readLate(spine, wish)
    assert.equal(late.cases, plain.late.length)
    for (const { part, minutes, longest } of late.parts) {
      assert.equal(longest, plain.late.filter((line) => line.longest === part).length)
      assert.equal(minutes, Math.round(plain.late.reduce((sum, { spent }) => sum + spent[part], 0) / 60_000))
    }
    await listsHold(asked, plain)
  }
  return seen
}

/** Both numbers of each group and of its past, by its id. Those of known units are the same ones in their tree. */
async function groupsNow(wish: Wish, { measure, by }: { measure: MeasureId; by: GroupBy }) {
  const groups = await readGroups(spine, wish, { measure, by })
  if (by === 'unit') {
    const tree = await readUnitGroups(spine, wish, measure)
    const known = groups.filter(({ id }) => id === 'u')
    assert.deepEqual(
      tree.flatMap(({ rate }) => rate ?? []),
      known,
    )
    assert.deepEqual(
      tree.filter(({ rate }) => !rate).map(({ id }) => id),
      known.map(() => 'hub'),
    )
  }
  return groups.map(({ id, n, of, was }) => [id, n, of, was.n, was.of]).toSorted()
}

/** The list behind a figure holds the cases of the lines it counts, no more and no fewer. */
async function listsHold(
  asked: { scope: readonly string[]; day: string; period: KpiPeriod },
  plain: ReturnType<typeof byHand>,
): Promise<void> {
  const { wish } = await wishOf(spine, asked, { now: clock.now(), zone })
  const list = async (judged: Pick<Judged, 'figure' | 'part' | 'by'>): Promise<string[]> => {
    const values: unknown[] = []
    const sql = judgedSql({ ...judged, period: asked.period, day: asked.day }, wish, values)
    return uniq((await spine.query<{ event: string }>(sql, values)).map(({ event }) => event))
  }
  const by = one<GroupBy>(groupings)
  const of = one(['u', 'v', 'city.garbage', 'grid', 'hotline'])
  for (const figure of [one(measureIds), 'repeat'] as const)
    for (const [part, wanted] of [
      ['hit', [1]],
      ['miss', [0]],
      ['all', [0, 1]],
    ] as const) {
      const lines = plain.now(figure).filter((line) => (wanted as readonly number[]).includes(line.part))
      assert.deepEqual(await list({ figure, part, by: null }), uniq(lines.flatMap(({ events }) => events)), `${figure} ${part}`)
      const its = lines.filter((line) => line[by] === of)
      assert.deepEqual(await list({ figure, part, by: { by, of } }), uniq(its.flatMap(({ events }) => events)))
    }
  const figure = one(spreadIds)
  const column = between(0, 14)
  const steps = plain.now(figure).filter((line) => columnOf(line.part) === column)
  assert.deepEqual(await list({ figure, part: String(column), by: null }), uniq(steps.flatMap(({ events }) => events)))
  for (const part of ['all', one(latePartIds)]) {
    const late = plain.late.filter((line) => part === 'all' || line.longest === part)
    assert.deepEqual(await list({ figure: 'late', part, by: null }), uniq(late.map(({ event }) => event)))
  }
}

describe('the evaluation that is counted as cases go on', () => {
  it('equals a recomputation from rows, of cases from before and of what happens since, whatever happens', async () => {
    await live(80, 110)
    const early = { since: new Date(0), now: clock.now() }
    assert.deepEqual(await compareCases(spine, zone, early), [], 'nobody has judged them yet')
    await untilSafe(spine)
    assert.equal(await followEvaluation(spine, zone), true)
    assert.deepEqual(await compareCases(spine, zone, early), [], 'they are still to come')
    await follow()
    const [history] = await spine.query<{ done: boolean }>('select done from evaluation_history')
    assert.equal(history?.done, true)
    let seen = await everyFigureHolds()
    for (let round = 0; round < 3; round++) {
      await live(8, 60)
      await follow()
      seen += await everyFigureHolds()
      // Limits pass while nothing happens: what waited counts as late.
      clock.set(new Date(clock.now().getTime() + between(1, 5) * dayMs * draw()))
      await follow()
      seen += await everyFigureHolds()
    }
    assert.ok(seen > 1_000, `only ${seen} lines were looked at`)
  })

  it('counts what the rows say by plain SQL', async () => {
    const [rows] = await spine.query<{ opened: number; closings: number; returned: number }>(
      `select (select count(*)::int from events where not exercise and state not in ('merged', 'self-handled')) as opened,
         (select count(*)::int from facts f join events e on e.id::text = f.subject where f.kind = 'event.closed' and not e.exercise
            and e.state not in ('merged', 'self-handled')) as closings,
         (select count(*)::int from work_orders o join events e on e.id = o.event where o.returns > 0 and not e.exercise
            and e.state not in ('merged', 'self-handled', 'false-alarm')) as returned`,
    )
    const sum = (figure: string, part: string): Promise<{ n: number }[]> =>
      spine.query<{ n: number }>(
        `select sum(n)::int as n from evaluation_counts where area = '99/' and by = 'all' and figure = $1 and part::text like $2`,
        [figure, part],
      )
    assert.deepEqual(await sum('false-alarm', '%'), [{ n: rows!.opened }])
    assert.deepEqual(await sum('reopened', '%'), [{ n: rows!.closings }])
    assert.deepEqual(await sum('returned', '1'), [{ n: rows!.returned }])
  })

  it('writes nothing for a fact that changes no line, and else only the lines that differ', async () => {
    const [busy] = await spine.query<{ event: string; area: string; order: string; lines: number }>(
      `select e.id as event, e.area, o.id as order, count(*)::int as lines from events e join work_orders o on o.event = e.id
         join evaluation_late t on t.event = e.id join evaluation_lines l on l.event = e.id
       where o.state = 'asked' and o.accept_by is not null and t.running is not null group by 1, 2, 3 order by 4 desc, 1 limit 1`,
    )
    const { event, area, order, lines } = busy!
    const told = async (kind: string): Promise<void> => {
      await spine.query(
        `insert into facts (recorded_at, occurred_at, kind, subject, area, actor, body) values ($1, $1, $2, $3, $4, '{"kind":"system","id":"x"}', $5)`,
        [clock.now(), kind, event, area, JSON.stringify({ event, order, role: 'lead' })],
      )
      await follow()
    }
    const versions = async (): Promise<Map<string, string[]>> => {
      const rows = await spine.query<{ of: string; at: string }>(
        ['evaluation_lines', 'evaluation_late', 'evaluation_counts']
          .map((of) => `select '${of}' as of, concat_ws(' ', xmin, xmax, ctid) as at from ${of}`)
          .join(' union all '),
      )
      return new Map([...Map.groupBy(rows, ({ of }) => of)].map(([of, all]) => [of, all.map(({ at }) => at).sort()]))
    }
    const before = await versions()
    await told('event.alarm-joined')
    assert.deepEqual(await versions(), before)
    await spine.query(`update work_orders set state = 'accepted', accepted_at = $2 where id = $1`, [order, clock.now()])
    await told('work-order.accepted')
    const now = (await versions()).get('evaluation_lines')!
    const fresh = now.filter((at) => !before.get('evaluation_lines')!.includes(at)).length
    assert.ok(fresh > 0 && fresh < lines, `${fresh} of ${lines} lines were written`)
    await everyFigureHolds()
  })

  it('is followed once though two follow at the same time, and finds a case whose lines were lost', async () => {
    await live(5, 40)
    await untilSafe(spine)
    await Promise.all([followEvaluation(spine, zone), followEvaluation(spine, zone)])
    await follow()
    await everyFigureHolds()
    await spine.query(
      `delete from evaluation_lines where ctid in (select ctid from evaluation_lines where due is null and figure = 'returned' limit 1)`,
    )
    assert.equal((await compareLines(spine)).length > 0, true)
    assert.equal((await compareCases(spine, zone, { since: new Date(0), now: clock.now() })).length, 1)
    await spine.query('delete from evaluation_lines')
    await spine.query('delete from evaluation_counts')
    await spine.query('delete from evaluation_late')
    await spine.query(
      `update evaluation_history set opened_at = 'infinity', event = 'ffffffff-ffff-ffff-ffff-ffffffffffff', done = false`,
    )
    await follow()
    await everyFigureHolds()
  })

  it('counts cases of vitals as such once they are told apart from those of devices, without judging any case anew', async () => {
    const change = readFileSync(new URL('../../../migrations/0309-vital-source.sql', import.meta.url), 'utf8')
    const ofSource = async (): Promise<[sensor: number, vital: number]> => {
      const of = async (source: string) =>
        (
          await spine.query<{ n: number }>(
            `select coalesce(sum(n), 0)::int as n from evaluation_counts where by = 'source' and of = $1`,
            [source],
          )
        )[0]!.n
      return [await of('sensor'), await of('vital')]
    }
    const [devices] = await ofSource()
    // Half of the cases of devices are of vitals, of before that was said.
    const cases = await spine.query<{ id: string }>(
      `update events set vital = 'x', vital_area = '99' where source = 'sensor' and id in
         (select id from events where source = 'sensor' order by id limit (select count(*) / 2 from events where source = 'sensor')) returning id`,
    )
    assert.ok(cases.length > 5)
    await spine.query(change)
    const [sensor, vital] = await ofSource()
    assert.ok(sensor > 0 && vital > 0, `${sensor} of devices, ${vital} of vitals`)
    assert.equal(sensor + vital, devices)
    const [left] = await spine.query<{ n: number }>(
      `select count(*)::int as n from evaluation_lines where event = any($1) and source = 'sensor'`,
      [cases.map(({ id }) => id)],
    )
    assert.equal(left!.n, 0)
    await everyFigureHolds()
  })
})
