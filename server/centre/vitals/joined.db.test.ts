import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { system } from '../../../contract/actor.ts'
import type { VitalCell, VitalDefinition, VitalPage } from '../../../contract/vital.ts'
import type { VitalCadence, VitalTier } from '../../../contract/vital-kinds.ts'
import { brute, lastOf, type Raw, rawAt } from '../../../test/brute-vitals.ts'
import { randomRows } from '../../../test/random-areas.ts'
import { emptyCity, plain, zone } from '../../../test/vital-ground.ts'
import { type Chance, chanceFrom, pick } from '../../city/area/rules/chance.ts'
import { tierOfCode } from '../../city/area/rules/codes.ts'
import { planChange } from '../../city/area/rules/plan-change.ts'
import { rollUp } from '../../flow/7-evaluate/vitals/roll-up.ts'
import { duePeriod } from '../../flow/7-evaluate/vitals/rules/cell-of.ts'
import { worthOf } from '../../flow/7-evaluate/vitals/rules/combine.ts'
import { offeredOver, overTimeOf } from '../../flow/7-evaluate/vitals/rules/over-kind.ts'
import { periodStart, readPeriod, startsBetween, writePeriod } from '../../flow/7-evaluate/vitals/rules/period.ts'
import { addValues, type ToldValue } from '../../flow/7-evaluate/vitals/store.ts'
import type { VitalRecord } from '../../flow/7-evaluate/vitals/store-registry.ts'
import { readRollTree } from '../../flow/7-evaluate/vitals/store-tree.ts'
import type { Caller } from '../../kernel/http.ts'
import { addChange, groundOf, putAreas, setState } from '../areas/store.ts'
import { pageOf } from './page.ts'

const dayMs = 86_400_000
const begun = '2026-01-20T08:00:00+08:00'
const { spine, clock, pass, addArea, register } = await emptyCity({ after, at: begun })
const districts = ['990101', '990102', '990103']

const named = (code: string, tier: VitalTier, more: Partial<VitalDefinition>): VitalDefinition => ({
  ...{ ...plain, code, tier, cadence: 'day', aggregation: 'sum' },
  ...more,
})
const definitions = [
  ...(['grid', 'community', 'town', 'district'] as const).map((tier) => named(`sum.${tier}`, tier, {})),
  ...(['mean', 'max', 'ratio', 'last'] as const).map((aggregation) => named(`a.${aggregation}`, 'community', { aggregation })),
  named('stock.day', 'community', { overTime: 'last' }),
  named('sum.month', 'community', { cadence: 'month' }),
  named('stock.month', 'community', { cadence: 'month', overTime: 'last' }),
  named('sum.hour', 'community', { cadence: 'hour' }),
  named('f.day', 'community', { aggregation: 'formula', formula: '{sum.community} / {stock.day}' }),
]
const told = definitions.filter(({ aggregation }) => aggregation !== 'formula')
const byCode = await register(definitions)

type Lived = { code: string; from: number; to: number; formers: string[]; parts: number }
/** Every area there ever was, as this file noted it: from and to when, what it was before, in how many it was parted. */
const lived = new Map<string, Lived>()
const noteArea = (code: string, from: number) =>
  lived.set(code, { code, from, to: Number.POSITIVE_INFINITY, formers: [], parts: 0 })

async function grow(chance: Chance): Promise<void> {
  await spine.query(
    `insert into operating_districts (code, name, kind, sort)
    select c, c, 'division', 1 from unnest($1::text[]) c`,
    [districts],
  )
  const codes = ['99', ...districts]
  for (const district of districts)
    for (const town of [`${district}001`, `${district}002`]) {
      codes.push(town)
      for (let c = 1; c <= 1 + Math.floor(chance() * 3); c++)
        codes.push(`${town}00${c}`, ...[1, 2].slice(0, 1 + Math.floor(chance() * 2)).map((grid) => `${town}00${c}00${grid}`))
    }
  for (const code of codes) {
    await addArea(code, code.length < 9 ? {} : { district: code.slice(0, 6) })
    noteArea(code, Date.parse('2020-01-01T00:00:00+08:00'))
  }
}

const living = (length: number): string[] =>
  [...lived.values()].filter(({ code, to }) => code.length === length && to === Number.POSITIVE_INFINITY).map(({ code }) => code)

/** One change of areas as its day begins, as the platform carries it out; false: the lines have a fault. */
async function change(chance: Chance, no: number): Promise<boolean> {
  const rows = randomRows({ districts, living }, chance)
  const plan = planChange(rows, { areas: await groundOf(spine, rows), districts: new Set(districts), grounded: new Set() })
  if (plan.faults.length > 0) return false
  const moment = periodStart('day', clock.now().getTime(), zone)
  const about = { id: `00000000-0000-7000-8000-${String(no).padStart(12, '0')}`, day: writePeriod('day', moment, zone) }
  await spine.transaction(system, async (tx) => {
    await addChange(tx, { ...about, title: '变动', basis: '文', rows, ends: [], by: 'x' })
    await putAreas(tx, plan, about)
    await setState(tx, about.id, 'done')
  })
  for (const { code } of plan.begins) noteArea(code, moment)
  for (const { area, to } of plan.ends) {
    Object.assign(lived.get(area.code)!, { to: moment, parts: to.length })
    for (const heir of to) lived.get(heir)!.formers.push(area.code)
  }
  return true
}

/** The codes a place had before this one: of areas that went whole into one that began as they ended. */
function formersOf(code: string): string[] {
  const { formers, from } = lived.get(code)!
  return formers.every((one) => lived.get(one)!.parts === 1 && lived.get(one)!.to === from) ? formers : []
}
const lineOf = (code: string): string[] => [code, ...formersOf(code).flatMap(lineOf)]

const isThere = ({ from, to }: Lived, start: number, end: number): boolean => from < end && start < to
const countIn = (code: string, tier: VitalTier, start: number, end: number): number => {
  const line = lineOf(code)
  return [...lived.values()].filter(
    (one) => tierOfCode(one.code) === tier && isThere(one, start, end) && line.some((prefix) => one.code.startsWith(prefix)),
  ).length
}

/** What was told of a place in one of a vital's own periods: under all its codes, of a stock under the latest that told one. */
function toldIn(code: string, isStock: boolean, rows: readonly Raw[]): Raw[] {
  const own = rows.filter(({ area }) => area.startsWith(code))
  return isStock && own.length > 0 ? own : [...own, ...formersOf(code).flatMap((one) => toldIn(one, isStock, rows))]
}

/** The rows a number of a place is made of. */
function rowsOf({ id, definition }: VitalRecord, code: string, { start, end }: Stretch, all: readonly Raw[]): readonly Raw[] {
  const rows = all.filter(({ vital, period }) => vital === id && start <= period && period < end)
  const isStock = overTimeOf(definition) === 'last'
  const found = [...Map.groupBy(rows, ({ period }) => period).values()].flatMap((some) => toldIn(code, isStock, some))
  return isStock && found.length > 0 ? lastOf(found) : found
}

type Stretch = { start: number; end: number }
const stretchOf = (by: VitalCadence, start: number): Stretch => ({ start, end: periodStart(by, start, zone, 1) })

type Asked = { record: VitalRecord; code: string; by: VitalCadence; all: readonly Raw[]; now: number }

/** How many should have told it, of all its own periods that are over long enough, or that told something. */
function dueOf({ record: { definition }, code, by, now }: Asked, { start, end }: Stretch, rows: readonly Raw[]): number {
  const { cadence, tier } = definition
  if (by === cadence) return Math.max(countIn(code, tier, start, end), rows.length)
  const last = Math.max(...rows.map(({ period }) => period), Number.NEGATIVE_INFINITY)
  const each = startsBetween(cadence, start, end, zone).map((one) => stretchOf(cadence, one))
  if (overTimeOf(definition) === 'last') {
    const of = each.find((one) => one.start === last) ?? each[0]!
    return countIn(code, tier, of.start, of.end)
  }
  const owed = each.filter((one) => one.start <= last || one.end + 3_600_000 <= now)
  return owed.reduce((sum, one) => sum + countIn(code, tier, one.start, one.end), 0)
}

function worthBy({ record, code, all }: Asked, stretch: Stretch): number | null {
  const { definition } = record
  if (definition.aggregation !== 'formula') {
    const rows = rowsOf(record, code, stretch, all)
    return worthOf(definition, brute(definition.aggregation, overTimeOf(definition) === 'last', rows))
  }
  const [sum, stock] = ['sum.community', 'stock.day'].map((one) => byCode.get(one)!) as [VitalRecord, VitalRecord]
  const periods = startsBetween('day', stretch.start, stretch.end, zone).filter((start) =>
    [sum, stock].every((one) => rowsOf(one, code, stretchOf('day', start), all).length > 0),
  )
  if (periods.length === 0) return null
  const nums = periods.flatMap((start) => rowsOf(sum, code, stretchOf('day', start), all)).map(({ num }) => num)
  const under = brute('sum', true, rowsOf(stock, code, stretchOf('day', periods.at(-1)!), all))!
  return under.num === 0 ? null : nums.reduce((one, other) => one + other, 0) / under.num
}

const near = (one: number | null, other: number | null): boolean =>
  one === other || (one !== null && other !== null && Math.abs(one - other) < 1e-9)

function checkCell(asked: Asked, cell: VitalCell, about: string): boolean {
  const { record, code, by, all } = asked
  const stretch = stretchOf(by, readPeriod(by, cell.period, zone)!)
  const wanted = worthBy(asked, stretch)
  const what = `${about} ${cell.period}`
  assert.ok(near(cell.value, wanted), `${what}: ${cell.value}, by force ${wanted}`)
  if (record.definition.aggregation === 'formula') return cell.value !== null
  const rows = rowsOf(record, code, stretch, all)
  assert.equal(cell.n, rows.length, what)
  assert.equal(cell.of, dueOf(asked, stretch, rows), `due of ${what}`)
  assert.ok(cell.n <= cell.of, `${what}: ${cell.n} of ${cell.of}`)
  return cell.value !== null
}

/** The period that is shown: the newest that was due or that all told, or that told anything where the one that was due has nothing. */
function shownOf(asked: Asked): number | undefined {
  const { record, code, by, all, now } = asked
  const rows = toldIn(
    code,
    false,
    all.filter(({ vital }) => vital === record.id),
  )
  const periods = [...new Set(rows.map(({ period }) => period))].sort((one, other) => other - one)
  const dueFrom = duePeriod(record.definition, now, zone)
  const isWhole = (period: number): boolean => {
    const stretch = stretchOf(by, period)
    return rowsOf(record, code, stretch, all).length >= countIn(code, record.definition.tier, stretch.start, stretch.end)
  }
  return periods.find((period) => period >= dueFrom && (period === dueFrom || isWhole(period))) ?? periods[0]
}

/** The breakdown is of the same rows, each under the code below it was told of. */
function checkParts({ record, code, by, all }: Asked, page: VitalPage, about: string): void {
  const { definition } = record
  if (definition.aggregation === 'formula') return
  const rows = rowsOf(record, code, stretchOf(by, readPeriod(by, page.cell!.period, zone)!), all)
  const below = code.length === 2 ? 6 : code.length + 3
  const parts = Map.groupBy(
    rows.filter(({ area }) => area.length >= below),
    ({ area }) => area.slice(0, below),
  )
  assert.deepEqual(
    page.parts.map(({ area, cell }) => [area, cell.value, cell.n]).toSorted(),
    [...parts]
      .map(([area, some]) => [area, worthOf(definition, brute(definition.aggregation, false, some)), some.length])
      .toSorted(),
    about,
  )
}

it('numbers of areas that changed are the brute force over all codes of a place: own periods, coarser ones, as they are and as known then', async () => {
  const chance = chanceFrom('joined')
  await grow(chance)
  const value = (): ToldValue[] => {
    const record = byCode.get(pick(told, chance).code)!
    const { tier, cadence, aggregation } = record.definition
    const now = clock.now().getTime()
    const back = chance() < 0.7 ? 6 * dayMs : now - Date.parse('2026-01-10T00:00:00+08:00')
    const period = periodStart(cadence, now - chance() * back, zone)
    const { end } = stretchOf(cadence, period)
    const there = [...lived.values()].filter((one) => tierOfCode(one.code) === tier && isThere(one, period, end))
    if (there.length === 0) return []
    const num = chance() < 0.1 ? null : Math.floor(chance() * 200) - 100
    const den = num === null ? 0 : aggregation === 'mean' ? 1 : aggregation === 'ratio' ? Math.floor(chance() * 4) : 0
    const about = { observedAt: period + Math.floor(chance() * 5) * 1000, source: 'api', actor: 'x', reason: null, version: 1 }
    return [{ vital: record.id, period, area: pick(there, chance).code, num, den, ...about }]
  }
  const roll = async (limit: number) =>
    spine.transaction(system, async (tx) => rollUp(tx, { tree: await readRollTree(tx, zone), zone, limit }))
  const moments: number[] = []
  let changes = 0
  for (let round = 0; round < 26; round++) {
    pass(3 * dayMs)
    for (let tries = 0; round > 1 && tries < 2; tries++) if (await change(chance, round * 10 + tries)) changes++
    await spine.transaction(system, (tx) => addValues(tx, Array.from({ length: 330 }, value).flat()))
    moments.push(clock.now().getTime())
    pass(60_000)
    // Some of it waits until the tree is another one.
    if (round % 3 !== 1) await roll(round % 2 ? 500 : 10_000)
  }
  while ((await roll(10_000))?.taken);
  const tree = await readRollTree(spine, zone)
  const deps = { spine, zone, tree: { zone, read: async () => tree, forget() {} } }
  const caller = { scope: ['99/'] } as unknown as Caller
  const joined = [...lived.keys()].filter((code) => code.length < 15 && formersOf(code).length > 0)
  const deep = joined.filter((code) => lineOf(code).length > 2)
  const known = new Map<number, Raw[]>()
  const whole = [...lived.keys()]
  let [cells, values, ofThen] = [0, 0, 0]
  for (let n = 0; n < 280; n++) {
    const code = pick(n % 4 === 0 ? whole : n % 4 === 1 ? deep : joined, chance)
    const record = byCode.get(pick(definitions, chance).code)!
    const { cadence } = record.definition
    const by = pick(offeredOver(record.definition), chance)
    const then = n % 2 ? pick(moments, chance) : null
    const now = then ?? clock.now().getTime()
    const life = lived.get(code)!
    const middle = chance() < 0.5 && life.from > Date.parse('2020-01-02') ? Math.min(life.from, now) : now - chance() * 60 * dayMs
    const period = periodStart(by, Math.min(now, middle + Math.floor(chance() * 3) * dayMs), zone)
    const wish = {
      area: code,
      by,
      period: writePeriod(by, period, zone),
      ...(then ? { knownAt: new Date(then).toISOString() } : {}),
    }
    const page = await pageOf(deps, caller, record.code, wish)
    const about = `${n}: ${record.code} of ${lineOf(code)} by ${by} at ${then ? wish.knownAt : 'now'}`
    const all = known.get(now) ?? (await rawAt(spine, new Date(now)))
    known.set(now, all)
    const asked: Asked = { record, code, by, all, now }
    if (!page.here) continue
    for (const cell of page.series.slice(-9)) {
      cells++
      if (checkCell(asked, cell, about)) values++
    }
    if (rowsOf(record, code, stretchOf(by, period), all).some(({ area }) => !area.startsWith(code))) ofThen++
    if (page.yearBefore) checkCell(asked, page.yearBefore, about)
    for (const cell of page.finer?.cells.slice(-40) ?? []) checkCell({ ...asked, by: page.finer!.by }, cell, `${about}, finer`)
    checkParts(asked, page, about)
    if (by !== cadence || record.definition.aggregation === 'formula') continue
    const newest = await pageOf(deps, caller, record.code, { area: code, ...(then ? { knownAt: wish.knownAt! } : {}) })
    const last = shownOf(asked)
    assert.equal(newest.cell?.period ?? null, last === undefined ? null : writePeriod(cadence, last, zone), `newest of ${about}`)
  }
  const seen = `${cells} cells, ${values} with a value, ${ofThen} pages of values under former codes, ${changes} changes, ${deep.length} joined twice`
  assert.ok(cells > 1200 && values > 400 && ofThen > 60 && changes > 30 && deep.length > 10, seen)
})
