import { isOwnCode, ownerOf, ownPath } from '../../../../contract/own-place.ts'
import type { VitalTier } from '../../../../contract/vital-kinds.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { kinship, type Successor } from './rules/kinship.ts'
import { movedUnder, parentIn, type Span, sharedSpans } from './rules/spans.ts'
import type { TreeNode, TreeRead } from './types.ts'

/** An area as it is stored; `from`, `to`: when its days of validity begin and are over, ms (`to` null: nobody knows); `stands`: it has not ended yet. */
export type TreeArea = {
  code: string
  name: string
  tier: VitalTier
  path: string
  parent: string | null
  district: string | null
  from: number
  to: number | null
  stands: boolean
}
export type TreeDistrict = { code: string; name: string }
export type TreeRows = { areas: readonly TreeArea[]; districts: readonly TreeDistrict[]; successors: readonly Successor[] }

/** Of the 65,300 grids, which have nothing below them; never added to. */
const none: string[] = []
const ends = Number.POSITIVE_INFINITY

/**
 * The tree numbers are rolled up. Above the towns stand the operating districts, the zones among them: a town belongs to exactly one of these,
 * and a division's own number is without the towns of a zone (decisions.md 5). A code never changes its parent: what moves ends under one code
 * and begins under another. `areas`: parents before children.
 */
export function buildTree({ areas, districts, successors }: TreeRows): TreeRead {
  const towns = areas.filter(({ tier }) => tier === 'town')
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const spans = new Map<string, Span>()
  const nodes = new Map<string, TreeNode>()
  const ended = new Map<string, TreeNode>()
  const shared = sharedSpans()
  const add = (node: Omit<TreeNode, 'children'>, to = nodes) => {
    to.set(node.code, { ...node, children: none })
    const parent = to.get(node.parent ?? '')
    if (parent?.children === none) parent.children = [node.code]
    else parent?.children.push(node.code)
  }
  for (const { code, name, tier, path, parent, district, from, to, stands } of areas) {
    if (tier === 'district') continue
    const above = tier === 'town' ? (district ?? parent) : tier === 'city' ? null : parent
    spans.set(code, shared({ parent: above, from, to: to ?? ends }))
    if (tier === 'city') add({ code, name, tier, parent: null, paths: [path] })
    if (tier === 'city')
      for (const one of districts) {
        spans.set(one.code, shared({ parent: code, from: 0, to: ends }))
        add({ ...one, tier: 'district', parent: code, paths: pathsOf(one, towns, { city: code, byCode }) })
      }
    else add({ code, name, tier, parent: above, paths: [path] }, stands ? nodes : ended)
  }
  const reading = readingOf(nodes, ended)
  const moved = movedUnder(nodes, ended, spans)
  return {
    ...reading,
    ...kinship(successors, spans),
    parentOf: parentsOf(spans),
    ended: () => [...ended.values()],
    codesIn: (tier, from, until) =>
      [...nodes.values(), ...ended.values()]
        .filter((node) => node.tier === tier && parentIn(spans.get(node.code), from, until) !== undefined)
        .map(({ code }) => code),
    countUnderAt: (code, tier, at, until) => reading.countUnder(code, tier) + moved.more(code, tier, at, until),
    changesUnder: moved.changes,
  }
}

/** What an area has of its own beside its parts stands among them, as long as the area itself does. */
const parentsOf =
  (spans: ReadonlyMap<string, Span>): TreeRead['parentOf'] =>
  (area, at, until) => {
    const parent = parentIn(spans.get(ownerOf(area)), at, until)
    return parent !== undefined && isOwnCode(area) ? ownerOf(area) : parent
  }

/**
 * What one must answer for to see the numbers of an operating district: the path of a division all of whose towns are its own, else (a zone,
 * a division that left towns to a zone) its own place and the paths of its towns.
 */
function pathsOf(
  { code }: TreeDistrict,
  towns: readonly TreeArea[],
  { city, byCode }: { city: string; byCode: ReadonlyMap<string, TreeArea> },
): string[] {
  const division = byCode.get(code)
  const isOwn = ({ district, parent }: TreeArea): boolean => (district ?? parent) === code
  const whole = division && towns.every((town) => town.parent !== code || isOwn(town))
  if (whole) return [division.path]
  const own = towns.filter(isOwn).map(({ path }) => path)
  return own.length > 0 ? [ownPath(city, code), ...own] : []
}

type Nodes = ReadonlyMap<string, TreeNode>

/** How many areas of a tier stand under each. */
function countsOf(nodes: Nodes): Map<string, Map<VitalTier, number>> {
  const counts = new Map<string, Map<VitalTier, number>>()
  for (const { parent, tier } of nodes.values())
    for (let at = parent; at !== null && nodes.has(at); at = nodes.get(at)?.parent ?? null) {
      const tiers = counts.get(at) ?? new Map<VitalTier, number>()
      tiers.set(tier, (tiers.get(tier) ?? 0) + 1)
      counts.set(at, tiers)
    }
  return counts
}

type Reading = Pick<TreeRead, 'root' | 'codesOf' | 'node' | 'past' | 'countUnder' | 'covers' | 'heads'>

function readingOf(nodes: Nodes, ended: Nodes): Reading {
  const counts = countsOf(nodes)
  const ever = (code: string): TreeNode | undefined => nodes.get(code) ?? ended.get(code)
  const covers = (scope: readonly string[], code: string): boolean => {
    const paths = ever(code)?.paths ?? []
    return paths.length > 0 && paths.every((path) => inScope(scope, path))
  }
  return {
    root: [...nodes.values()].find(({ tier }) => tier === 'city')?.code ?? '',
    codesOf: (tier) => [...nodes.values()].filter((node) => node.tier === tier).map(({ code }) => code),
    node: (code) => nodes.get(code) ?? null,
    past: (code) => ended.get(code) ?? null,
    countUnder: (code, tier) => (counts.get(code)?.get(tier) ?? 0) + (nodes.get(code)?.tier === tier ? 1 : 0),
    covers,
    heads(scope) {
      const own = scope.map((prefix) => prefix.split('/').filter(Boolean).at(-1)!).filter((code) => covers(scope, code))
      const zones = own.map((code) => nodes.get(code)?.parent ?? null).filter((code) => code !== null && covers(scope, code))
      return [...new Set([...own, ...(zones as string[])])]
    },
  }
}
