import { codesIn } from '../../../../../contract/vital-formula.ts'
import type { VitalLockSum } from '../../../../../contract/vital-lock.ts'
import type { Db, Spine } from '../../../../kernel/spine.ts'
import { definedAt, readAtOnce } from '../known/store.ts'
import { knownSource } from '../known/store-known.ts'
import { samePart, worthOf } from '../rules/combine.ts'
import { coverage } from '../rules/cover.ts'
import { formulaOf } from '../rules/formula-part.ts'
import { lineUp } from '../rules/line-up.ts'
import { periodStart, writePeriod } from '../rules/period.ts'
import { reachedBy } from '../rules/reached-by.ts'
import { reaches } from '../rules/reaches.ts'
import { cellsFrom } from '../store-formulas.ts'
import type { VitalRecord } from '../store-registry.ts'
import { above, type Part, type TreeNode, type TreeRead } from '../types.ts'
import { formulasSince, type Lock, vitalsToldSince } from './store.ts'

/** So many vitals are looked at; of more the first by their code. */
const mostVitals = 50

type Asked = { lock: Pick<Lock, 'period' | 'until' | 'lockedAt'>; node: TreeNode; tree: TreeRead; zone: string; now: number }
/** A vital with what it came to in a period. */
type Cell = { record: VitalRecord; period: number; part: Part }

/**
 * The numbers of the area that closed a period, as they were known when it did, where they are others now: what was told since is put back and climbs as
 * it did then. A formula stays shown by the version of then; what it would be by the one in force, or by what was told since, is among them, with both
 * versions.
 */
export async function sumsOf(spine: Spine, asked: Asked): Promise<{ sums: VitalLockSum[]; vitals: number }> {
  return readAtOnce(spine, async (db) => {
    const changed = await changedSince(db, asked)
    const records = changed.slice(0, mostVitals)
    if (records.length === 0) return { sums: [], vitals: 0 }
    const then = await cellsAt(db, asked, records, asked.lock.lockedAt.getTime())
    const now = await cellsAt(db, asked, records, asked.now)
    const sums = [...new Set([...then.keys(), ...now.keys()])].flatMap((key) => sumOf(then.get(key), now.get(key), asked) ?? [])
    const inOrder = sums.sort((a, b) => (a.vital < b.vital ? -1 : a.vital > b.vital ? 1 : b.start - a.start))
    return { sums: inOrder.map(({ start: _, ...sum }) => sum), vitals: changed.length }
  })
}

/** What was told otherwise since the period was closed, and the formulas whose numbers that, or a version published since, can change; by their code. */
async function changedSince(db: Db, { lock, node, tree }: Asked): Promise<VitalRecord[]> {
  const told = await vitalsToldSince(db, lock, node.paths)
  const formulas = await formulasSince(db, lineUp(tree, node.code), lock.lockedAt)
  const then = await definedAt(
    db,
    formulas.flatMap(({ code, anew }) => (anew ? [code] : [])),
    lock.lockedAt,
  )
  const naming = formulas.map(({ code, definition }) => ({
    code,
    names: [definition, then.get(code)?.definition].flatMap((one) => {
      const formula = one ? formulaOf(one) : null
      return formula ? codesIn(formula) : []
    }),
  }))
  const changed = [...told, ...formulas.filter(({ anew }) => anew)].map(({ code }) => code)
  const reached = reachedBy(new Set(changed), naming)
  const hit = formulas.filter(({ code, definition }) => reached.has(code) && reaches(definition, node.tier))
  return [...told, ...hit].sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** What some vitals came to in the closed periods as known at a moment, by the definitions of then, by vital and period. */
async function cellsAt(
  db: Db,
  { lock, node, tree, zone }: Asked,
  records: readonly VitalRecord[],
  at: number,
): Promise<Map<string, Cell>> {
  const source = knownSource(db, { tree, node, zone, at, whole: true, open: true })
  const defined = await source.vitals(records.map(({ code }) => code))
  const byId = new Map([...defined.values()].map((record) => [record.id, record]))
  const place = { parent: node.parent ?? above, area: node.code }
  // Up to the last moment of the period that is closed.
  const cells = await cellsFrom(source, place, [...byId.values()], { from: lock.period, to: lock.until - 1 })
  return new Map(cells.map(({ vital, period, part }) => [`${vital} ${period}`, { record: byId.get(vital)!, period, part }]))
}

/** A number that is another one now; null: it is the same, or its period is only partly within the closed one and never was closed. */
function sumOf(before: Cell | undefined, now: Cell | undefined, { lock, node, tree, zone }: Asked) {
  const { record, period } = (now ?? before)!
  const { definition, code } = record
  const end = periodStart(definition.cadence, period, zone, 1)
  const worth = (cell: Cell | undefined): number | null => (cell ? worthOf(cell.record.definition, cell.part) : null)
  const same = formulaOf(definition)
    ? worth(before) === worth(now) && before?.part.n === now?.part.n
    : samePart(before?.part ?? null, now?.part ?? null)
  if (same || end > lock.until) return null
  const of = coverage(definition, (now ?? before)!.part, ({ tier }) => tree.countUnderAt(node.code, tier, period, end)).of
  return {
    ...{ vital: code, name: definition.name, unit: definition.unit, decimals: definition.decimals },
    ...{ period: writePeriod(definition.cadence, period, zone), start: period },
    ...{ before: worth(before), now: worth(now), n: { before: before?.part.n ?? 0, now: now?.part.n ?? 0, of } },
    formula: formulaOf(definition) ? { before: before?.record.version ?? null, now: record.version } : null,
  }
}
