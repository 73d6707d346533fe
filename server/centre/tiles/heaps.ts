import { isDrill } from '../../../contract/exercise-mark.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Box } from '../map/store.ts'
import { apart } from './rules/apart.ts'
import { inward, levelOfGrade, radiusAt } from './rules/draw.ts'
import { gather, meanOf, noCounts } from './rules/gather.ts'
import { boundsOf, cellsOf, shiftOf, unitsIn } from './rules/mercator.ts'
import { type Driving, readDriving } from './store-driving.ts'
import { type Cut, readSums, type Sum } from './store-sums.ts'
import { type CaseSum, readCases, readGrades, readSingles, sumCases } from './store-things.ts'
import type { Asked, Heap, Single, TileAt } from './types.ts'

/** From here on one sees where each thing stands. */
const near = 14
/** A tile far out is summed in 16 × 16 parts, near in 128 × 128: no finer than what is drawn as one anyway. */
const stepsAt = (z: number): number => (z < near ? 4 : 7)

/** The objects of a tile, those near each other as one. */
export async function objectHeaps(db: Db, asked: Asked, tile: TileAt): Promise<Heap[]> {
  const sums = await readSums(db, asked, cellCut(tile))
  const units = unitsIn(tile)
  const firsts = new Map<Heap, string>()
  const heaps = [...sums.values()].map((sum) => {
    const heap = heapOf(sum, tile)
    firsts.set(heap, sum.first)
    return heap
  })
  const vehicles = (await readDriving(db, asked, boundsOf(tile))).map((one) => vehicleHeap(one, tile))
  const drawn = gather([...heaps, ...vehicles], radiusAt(tile.z))
  const alone = drawn.filter((heap) => heap.n === 1 && firsts.has(heap))
  const grades = await readGrades(
    db,
    asked,
    drawn.flatMap(({ single }) => single?.id ?? []),
  )
  const singles = await readSingles(
    db,
    asked,
    alone.map((heap) => firsts.get(heap)!),
  )
  return drawn.flatMap((heap) => {
    if (heap.single) return [placedAlone(heap, { ...heap.single, grade: grades.get(heap.single.id) ?? null })]
    if (heap.n > 1) return [heap]
    const single = singles.get(firsts.get(heap)!)
    // Ended between the two reads: it is no more.
    if (!single) return []
    const { lon, lat, ...rest } = single
    const [x, y] = units(lon, lat)
    return [{ ...heap, x, y, single: rest }]
  })
}

const placedAlone = (heap: Heap & { at?: [number, number] }, single: Single): Heap => ({
  ...heap,
  x: heap.at?.[0] ?? heap.x,
  y: heap.at?.[1] ?? heap.y,
  single,
})

/** A vehicle by itself; `at`: its own place, to which it is put back when it stays alone. */
function vehicleHeap({ lon, lat, level, severity, area: _, ...one }: Driving, tile: TileAt): Heap & { at: [number, number] } {
  const counts = noCounts()
  counts[level] = 1
  const at = unitsIn(tile)(lon, lat)
  const [x, y] = at
  return {
    x: inward(tile.z, x),
    y: inward(tile.z, y),
    n: 1,
    counts,
    alarms: severity ? 1 : 0,
    single: { ...one, grade: null },
    at,
  }
}

function cellCut(tile: TileAt): Cut {
  const { from, to } = cellsOf(tile)
  return {
    key: `o.cell >> ${shiftOf(tile.z, stepsAt(tile.z))}`,
    where: (values) => `o.cell >= $${values.push(from)} and o.cell < $${values.push(to)}`,
    byPlace: true,
    placed: true,
  }
}

function heapOf({ lon, lat, n, counts, alarms }: Sum, tile: TileAt): Heap {
  const [x, y] = unitsIn(tile)(lon, lat)
  return { x: inward(tile.z, x), y: inward(tile.z, y), n, counts, alarms, single: null }
}

/** The open cases of a tile, those near each other as one; their grade is their level. */
export async function caseHeaps(db: Db, asked: Asked, tile: TileAt): Promise<Heap[]> {
  const box = boundsOf(tile)
  const sums = tile.z < near ? await sumCases(db, asked, { box, steps: 2 ** stepsAt(tile.z) }) : await eachCase(db, asked, box)
  const heaps = [...Map.groupBy(sums, ({ part }) => part).values()].map((part) => caseHeap(part, tile))
  // A drill is drawn for itself: no ring counts it, and it hides nothing.
  const [drills, live] = [heaps.filter(isOfDrill), heaps.filter((heap) => !isOfDrill(heap))]
  const drawn = gather(live, radiusAt(tile.z))
  return [...drawn, ...apart(drills, drawn)]
}

const eachCase = async (db: Db, asked: Asked, box: Box): Promise<CaseSum[]> =>
  (await readCases(db, asked, box)).map((one) => ({ ...one, part: one.id, n: 1 }))

/** The cases of one part of a tile, whatever their grades. */
function caseHeap(sums: readonly CaseSum[], tile: TileAt): Heap {
  const units = unitsIn(tile)
  const counts = noCounts()
  const spots = sums.map(({ grade, n, lon, lat }) => {
    counts[levelOfGrade(grade)] += n
    const [x, y] = units(lon, lat)
    return { x, y, n }
  })
  const spot = meanOf(spots)
  const [{ id, name, grade }] = sums as [CaseSum]
  return { ...spot, counts, alarms: 0, single: spot.n === 1 ? { id, name, kind: '', grade } : null }
}

const isOfDrill = ({ single }: Heap): boolean => single !== null && isDrill(single.name)
