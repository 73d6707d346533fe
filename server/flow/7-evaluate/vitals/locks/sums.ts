import type { VitalLockSum } from '../../../../../contract/vital-lock.ts'
import type { Spine } from '../../../../kernel/spine.ts'
import { readAtOnce } from '../known/store.ts'
import { knownSource } from '../known/store-known.ts'
import { samePart, worthOf } from '../rules/combine.ts'
import { periodStart, writePeriod } from '../rules/period.ts'
import type { CellRow } from '../store-cells.ts'
import type { VitalRecord } from '../store-registry.ts'
import { above, type Part, type TreeNode, type TreeRead } from '../types.ts'
import { type Lock, vitalsToldSince } from './store.ts'

/** So many vitals are looked at; of more the first by their code. */
const mostVitals = 50

type Asked = { lock: Pick<Lock, 'period' | 'until' | 'lockedAt'>; node: TreeNode; tree: TreeRead; zone: string; now: number }

/**
 * The numbers of the area that closed a period, as they were known when it did, where they are others now: what was told since is put back and climbs as
 * it did then.
 */
export async function sumsOf(
  spine: Spine,
  { lock, node, tree, zone, now: at }: Asked,
): Promise<{ sums: VitalLockSum[]; vitals: number }> {
  return readAtOnce(spine, async (db) => {
    const { records, total } = await vitalsToldSince(db, lock, node.paths, mostVitals)
    if (records.length === 0) return { sums: [], vitals: 0 }
    const ids = records.map(({ id }) => id)
    const place = { parent: node.parent ?? above, area: node.code }
    // The last moment of the period that is closed.
    const [from, to] = [lock.period, lock.until - 1]
    const known = async (moment: number) =>
      byCell(await knownSource(db, { tree, node, zone, at: moment, whole: true }).cells(place, ids, from, to))
    const [then, now] = [await known(lock.lockedAt.getTime()), await known(at)]
    const keys = [...new Set([...then.keys(), ...now.keys()])].filter(
      (key) => !samePart(then.get(key) ?? null, now.get(key) ?? null),
    )
    const byId = new Map(records.map((record) => [record.id, record]))
    const sums = keys.map((key) => {
      const [vital, period] = key.split(' ').map(Number) as [number, number]
      const { definition } = byId.get(vital) as VitalRecord
      const [before, after] = [then.get(key) ?? null, now.get(key) ?? null]
      return {
        ...{ vital: definition.code, name: definition.name, unit: definition.unit, decimals: definition.decimals },
        ...{ period: writePeriod(definition.cadence, period, zone), start: period },
        ...{ before: worthOf(definition, before), now: worthOf(definition, after) },
        n: {
          before: before?.n ?? 0,
          now: after?.n ?? 0,
          of: tree.countUnderAt(node.code, definition.tier, period, periodStart(definition.cadence, period, zone, 1)),
        },
      }
    })
    const inOrder = sums.sort((a, b) => (a.vital < b.vital ? -1 : a.vital > b.vital ? 1 : b.start - a.start))
    return { sums: inOrder.map(({ start: _, ...sum }) => sum), vitals: total }
  })
}

const byCell = (cells: readonly CellRow[]): Map<string, Part> =>
  new Map(cells.map(({ vital, period, part }) => [`${vital} ${period}`, part]))
