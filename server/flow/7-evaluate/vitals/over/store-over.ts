import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import { formulaOf } from '../rules/formula-part.ts'
import { type HeldAt, nothingHeld } from '../rules/held.ts'
import { notOver, offeredOver, overTimeOf } from '../rules/over-kind.ts'
import { type OverGround, overPeriods } from '../rules/over-time.ts'
import { periodStart, startsBetween } from '../rules/period.ts'
import { leavesOf } from '../rules/stands/leaves-of.ts'
import type { CellRow, Node } from '../store-cells.ts'
import { cellsFrom, operandsOf, partsBelow, standingOn } from '../store-formulas.ts'
import type { VitalRecord } from '../store-registry.ts'
import type { CellSource } from '../store-source.ts'
import type { Part } from '../types.ts'

// A vital by coarser periods than its own. Nothing of it is stored: a month of an hourly vital is 744 cells of one area, read in one statement, and as fresh,
// as corrected and as well known at a moment as they are.

type Known = Pick<VitalRecord, 'id' | 'definition'>
/** By which periods a vital is asked: its own, or coarser ones. */
export type By = { by: VitalCadence; zone: string }

/** What a vital by some periods stands on; of its own nothing need be known. `heldIn`: what closed periods of an area hold it to. */
export type Over = By & { vital: Known; ground: OverGround | null; heldIn: (area: string) => HeldAt }
/** Of which areas it is asked. */
type Asked = By & { areas: readonly string[] }

/** What coarser periods of some vitals are made of, each of itself or, of a formula, of all it stands on; by its number. */
export async function oversOf(source: CellSource, vitals: readonly Known[], { by, zone, areas }: Asked): Promise<Over[]> {
  const isOwn = (vital: Known): boolean => by === vital.definition.cadence
  const formulas = vitals.filter((vital) => !isOwn(vital) && formulaOf(vital.definition))
  const none = { operands: new Map<string, VitalRecord>(), heldIn: () => nothingHeld }
  const { operands, heldIn } = formulas.length > 0 ? await standingOn(source, areas, formulas) : none
  const byId = new Map<number, Known>([...vitals, ...operands.values()].map((one) => [one.id, one]))
  return vitals.map((vital) => {
    const own = [...leavesOf([vital], operands)].map((id) => byId.get(id)!)
    // Versions that closed periods are held to may stand on others.
    const others = formulaOf(vital.definition) ? [...operands.values()].filter((one) => !formulaOf(one.definition)) : []
    const leaves = heldIn === none.heldIn ? own : [...new Set([...own, ...others])]
    return { vital, by, zone, heldIn, ground: isOwn(vital) ? null : { vital, by, leaves, operands } }
  })
}

export const overOf = async (source: CellSource, vital: Known, asked: Asked): Promise<Over> =>
  (await oversOf(source, [vital], asked))[0]!

/** The periods a vital can be asked by, and why there are no coarser ones: a formula has those of each vital it stands on. */
export async function offered(
  source: CellSource,
  vital: Known,
): Promise<{ offered: VitalCadence[]; notBy: ReturnType<typeof notOver> }> {
  const operands = formulaOf(vital.definition) ? [...(await operandsOf(source, [vital])).values()] : []
  const notBy = [vital, ...operands].map(({ definition }) => notOver(definition)).find((why) => why !== null) ?? null
  return { offered: notBy ? [vital.definition.cadence] : offeredOver(vital.definition), notBy }
}

type Stretch = { from: number; to: number }
/** The last moment of a period (ms). */
const endOf = ({ by, zone }: By, start: number): number => periodStart(by, start, zone, 1) - 1
const idsOf = ({ leaves }: OverGround): number[] => leaves.map(({ id }) => id)

/** An area's cells in the periods from one to another (their starts, both included), oldest first. */
export async function cellsOver(source: CellSource, node: Node, over: Over, { from, to }: Stretch): Promise<CellRow[]> {
  const { vital, ground } = over
  if (!ground) return cellsFrom(source, node, [vital], { from, to })
  const until = endOf(over, to)
  const cells = await source.cells(node, idsOf(ground), from, until)
  const starts = [...startsBetween(over.by, from, until, over.zone), until + 1]
  return overPeriods(ground, cells, starts, over.heldIn(node.area)).map((cell) => ({ vital: vital.id, ...cell }))
}

/** The same of several vitals in one period, by their numbers: what they stand on is read once. */
export async function cellsOfAll(
  source: CellSource,
  node: Node,
  overs: readonly Over[],
  period: number,
): Promise<Map<number, CellRow>> {
  const grounds = overs.flatMap(({ ground }) => ground ?? [])
  const held = overs[0]?.heldIn(node.area) ?? nothingHeld
  const own = overs.flatMap(({ ground, vital }) => (ground ? [] : [vital]))
  const found = own.length > 0 ? await cellsFrom(source, node, own, { from: period, to: period }) : []
  const until = overs[0] && grounds.length > 0 ? endOf(overs[0], period) : period
  const cells = grounds.length > 0 ? await source.cells(node, [...new Set(grounds.flatMap(idsOf))], period, until) : []
  for (const ground of grounds) {
    const ids = new Set(idsOf(ground))
    const own = cells.filter(({ vital }) => ids.has(vital))
    for (const cell of overPeriods(ground, own, [period, until + 1], held)) found.push({ vital: ground.vital.id, ...cell })
  }
  return new Map(found.map((cell) => [cell.vital, cell]))
}

/** What all children of a parent come to in one period, by code. `last`: the newest of the vital's own periods in it that has a number. */
export async function partsOver(
  source: CellSource,
  parent: string,
  over: Over,
  { period, last }: { period: number; last: number | undefined },
): Promise<Map<string, Part>> {
  const { vital, ground } = over
  if (!ground) return partsBelow(source, parent, vital, period)
  const isLast = !formulaOf(vital.definition) && overTimeOf(vital.definition) === 'last'
  // As the last period stands: the children of that one, so that they add up to it.
  const [from, to] = isLast ? [last ?? period, last ?? period] : [period, endOf(over, period)]
  const children = await source.childrenBetween(parent, idsOf(ground), from, to)
  const starts = [period, endOf(over, period) + 1]
  return new Map(
    [...children]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([code, cells]) => overPeriods(ground, cells, starts, over.heldIn(code)).map(({ part }) => [code, part] as const)),
  )
}

/** How many of its own periods a coarser one has at most, to plan how many can be read at once. */
export const finerAtMost: Readonly<Record<VitalCadence, Readonly<Partial<Record<VitalCadence, number>>>>> = {
  hour: { hour: 1, day: 24, week: 168, month: 744, quarter: 2_208, year: 8_784 },
  day: { day: 1, week: 7, month: 31, quarter: 92, year: 366 },
  week: { week: 1 },
  month: { month: 1, quarter: 3, year: 12 },
  quarter: { quarter: 1, year: 4 },
  year: { year: 1 },
}

/** So many cells of an area are read at once for its curve. */
const cellsAtMost = 20_000

/** How many periods of a vital can be read at once; less than one: not even the asked one. */
export function periodsAtOnce(source: CellSource, { vital, by, ground }: Over): number {
  const each = finerAtMost[vital.definition.cadence][by] ?? 1
  const reach = ground
    ? Math.min(...ground.leaves.map(({ definition }) => source.reach(definition)))
    : source.reach(vital.definition)
  return Math.floor(Math.min(reach, cellsAtMost) / each)
}

/** Was there a number nobody kept among what a period is made of? Of what was looked at. */
export function isLostOver(source: CellSource, over: Over, period: number): boolean {
  const { vital, ground } = over
  if (!ground) return source.isLost(vital.id, period)
  const starts = startsBetween(vital.definition.cadence, period, endOf(over, period) + 1, over.zone)
  return ground.leaves.some(({ id }) => starts.some((start) => source.isLost(id, start)))
}
