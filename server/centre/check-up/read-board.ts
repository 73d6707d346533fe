import { boardsAt } from '../../../contract/check-up-kinds.ts'
import { grades } from '../../../contract/scales.ts'
import type { WallFigureRow, WallRows } from '../../../contract/wall-rows.ts'
import { standingRows, standsAs } from '../../flow/7-evaluate/vitals/store-standing.ts'
import type { Db } from '../../kernel/spine.ts'
import { placesOf } from './places.ts'
import type { Looking } from './read-wall.ts'
import { type GraveGroup, readGraves } from './store-wall.ts'
import { withWho } from './store-who.ts'

/** So many rows of a cell fit a wall, and so many grave events of a type and grade are named. */
const rowsAtMost = 60
const none = { areaName: null, whole: false, grade: null, level: null, since: null, note: null, vital: null, who: null }
const order = ['outside', 'unknown', 'normal'] as const

/**
 * What a cell of C4 stands on: the open red and orange events of the board in the area, the gravest first, then its connected vitals, those outside
 * their range and those nobody knows before the normal ones, each with who answers for it. `part`: how many of them are abnormal.
 */
export async function readBoard(db: Db, board: string, looking: Looking): Promise<WallRows> {
  const { packs, tree, node, now, zone } = looking
  const places = placesOf(packs.all(), boardsAt('city').some((one) => one === board) ? 'city' : 'town')
  const [standing, groups] = await Promise.all([
    standingRows(db, { standing: 'outside' }, { tree, node, now: now.getTime(), zone }),
    readGraves(db, node.paths, rowsAtMost),
  ])
  const graves = groups.filter(({ type }) => places.ofType(type) === board)
  const own = standing.rows.flatMap((row, i) => {
    const as = standsAs(row)
    return as !== 'unconnected' && places.ofVital(row.board) === board ? [{ row, as, record: standing.records[i]! }] : []
  })
  const sorted = order.flatMap((as) => own.filter((one) => one.as === as))
  const vitals = sorted.map(({ row }): WallFigureRow => ({ ...none, kind: 'vital', id: row.code, name: row.name, vital: row }))
  const shown = [...graveRows(graves), ...vitals].slice(0, rowsAtMost)
  const open = graves.reduce((sum, { n }) => sum + n, 0)
  return {
    ...{ at: now.toISOString(), n: open + own.length, part: open + own.filter(({ as }) => as === 'outside').length },
    rows: await withWho(db, shown, { outside: sorted.map(({ record }) => record), now }),
  }
}

const graveRows = (graves: readonly GraveGroup[]): WallFigureRow[] =>
  graves
    .flatMap(({ grade, newest }) => newest.map((one) => ({ ...one, grade, at: new Date(one.at) })))
    .toSorted((a, b) => grades.indexOf(a.grade) - grades.indexOf(b.grade) || b.at.getTime() - a.at.getTime())
    .map(({ id, title, at, grade }) => ({
      ...{ ...none, kind: 'event', id, name: { zh: title, en: title }, grade, since: at.toISOString() },
    }))
