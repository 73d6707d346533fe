import type { Asked, Ground, KeptVital, Place } from '../../stands/types.ts'
import type { TreeNode } from '../../types.ts'
import { wholeBefore } from '../former.ts'
import { isConnected } from '../is-connected.ts'
import { lineUp } from '../line-up.ts'
import { reaches } from '../reaches.ts'
import { type Adding, addCell, addUnconnected, unconnectedOf } from './add-up.ts'
import { type Cell, eachCell } from './each-cell.ts'
import { type Verdict, verdict } from './verdict.ts'

/** A vital in a place (its number among those asked for). */
export type Missing = { vital: KeptVital; place: number }
export type Swinging = Missing & { cell: Cell }

/** Places as they are counted: nodes of a tree. */
export type Counting = { tree: Asked['tree']; nodes: readonly TreeNode[]; places: readonly Place[] }

/**
 * Some vitals counted in some places. What does not say alone how it stands is not counted yet: what swings, and what hangs on the past of the areas that
 * became a place (`joined`); `add` counts such a one when it is known.
 */
export function countVitals(ground: Ground, vitals: readonly KeptVital[], { tree, nodes, places }: Counting) {
  const lines = nodes.map(({ code }) => new Set(lineUp(tree, code)))
  const began = nodes.map(({ code }) => (wholeBefore(tree, code).length > 0 ? (tree.lifeOf(code)?.from ?? 0) : null))
  const boards = nodes.map((): Adding => new Map())
  const own = new Map<KeptVital, Verdict | null>()
  const [swinging, joined]: [Swinging[], Missing[]] = [[], []]
  const has = ({ home, definition }: KeptVital, place: number): boolean =>
    (home === null || lines[place]!.has(home)) && reaches(definition, nodes[place]!.tier)
  const add = (vital: KeptVital, place: number, cell: Cell | null): void => {
    addCell(boards[place]!, vital, cell)
    if (place === 0) own.set(vital, cell?.verdict ?? null)
  }
  for (const { vital, n } of unconnectedOf(vitals))
    for (const [place, adding] of boards.entries()) if (has(vital, place)) addUnconnected(adding, vital, n)
  const connected = vitals.filter(isConnected)
  eachCell(ground, places, connected, (vital, place, cell) => {
    if (!has(vital, place)) return
    const since = began[place] ?? null
    if (since !== null && (cell?.verdict === verdict.swings || ground.due(vital) < since)) joined.push({ vital, place })
    else if (cell?.verdict === verdict.swings) swinging.push({ vital, place, cell })
    else add(vital, place, cell)
  })
  return { boards, own, swinging, joined, add }
}
