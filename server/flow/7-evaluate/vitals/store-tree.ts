import type { VitalTier } from '../../../../contract/vital-kinds.ts'
import { inScope } from '../../../city/permit/scope.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { TreeNode, TreeRead } from './types.ts'

type AreaRow = {
  code: string
  name: string
  tier: VitalTier
  path: string
  parent: string | null
  district: string | null
  from: number
  to: number | null
}
type DistrictRow = { code: string; name: string }
/** Under whom an area stood, from and to when, ms. */
type Span = { parent: string | null; from: number; to: number }

/** Of the 65,300 grids, which have nothing below them; never added to. */
const none: string[] = []

/**
 * The tree numbers are rolled up, from the areas with their days of validity (taken as UTC days: a period that begins within a few hours
 * of a change of areas is of the tree before it). Above the towns stand the operating districts, the zones among them: a town belongs to
 * exactly one of these, and a division's own number is without the towns of a zone (decisions.md 5).
 */
export async function readRollTree(db: Db): Promise<TreeRead> {
  const areas = await db.query<AreaRow>(
    `select code, name, tier, path, parent, operating_district as district, extract(epoch from valid_from)::float8 * 1000 as from,
       extract(epoch from valid_to)::float8 * 1000 as to from areas order by length(path), path`,
  )
  const districts = await db.query<DistrictRow>('select code, name from operating_districts order by sort')
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
  const ends = Number.POSITIVE_INFINITY
  for (const { code, name, tier, path, parent, district, from, to } of areas) {
    if (tier === 'district') continue
    const above = tier === 'town' ? (district ?? parent) : tier === 'city' ? null : parent
    spans.set(code, shared({ parent: above, from, to: to ?? ends }))
    if (tier === 'city') add({ code, name, tier, parent: null, paths: [path] })
    if (tier === 'city')
      for (const one of districts) {
        spans.set(one.code, shared({ parent: code, from: 0, to: ends }))
        add({ code: one.code, name: one.name, tier: 'district', parent: code, paths: pathsOf(one, towns, byCode.get(one.code)) })
      }
    else add({ code, name, tier, parent: above, paths: [path] }, to === null ? nodes : ended)
  }
  const reading = readingOf(nodes, ended)
  const moved = movedUnder(nodes, ended, spans)
  return {
    ...{ ...reading, parentOf: (area, at) => parentAt(spans.get(area), at) },
    countUnderAt: (code, tier, at) => reading.countUnder(code, tier) + moved(code, tier, at),
  }
}

/** Neighbours mostly stand under the same parent for the same time: one object for all of them. The tree is kept in memory. */
function sharedSpans(): (span: Span) => Span {
  const known = new Map<string, Span>()
  return (span) => {
    const key = `${span.parent} ${span.from} ${span.to}`
    const kept = known.get(key) ?? span
    known.set(key, kept)
    return kept
  }
}

const parentAt = (span: Span | undefined, at: number) => (span && at >= span.from && at < span.to ? span.parent : undefined)

/**
 * What one must answer for to see the numbers of an operating district: the path of a division all of whose towns are its own, else (a zone,
 * a division that left towns to a zone) the paths of its towns.
 */
function pathsOf({ code }: DistrictRow, towns: readonly AreaRow[], division: AreaRow | undefined): string[] {
  const isOwn = ({ district, parent }: AreaRow): boolean => (district ?? parent) === code
  const whole = division && towns.every((town) => town.parent !== code || isOwn(town))
  return whole ? [division.path] : towns.filter(isOwn).map(({ path }) => path)
}

type Nodes = ReadonlyMap<string, TreeNode>
type Moved = { tier: VitalTier; living: boolean; span: Span }

/**
 * By how much the areas of a tier under a node were more, or less, at a moment than they are now: those that have ended since, less those that were not there
 * yet. Most were there when the tree began and still are; only the others are kept.
 */
function movedUnder(
  nodes: Nodes,
  ended: Nodes,
  spans: ReadonlyMap<string, Span>,
): (code: string, tier: VitalTier, at: number) => number {
  const begins = spans.get([...nodes.values()].find(({ tier }) => tier === 'city')?.code ?? '')?.from ?? 0
  const under = new Map<string, Moved[]>()
  for (const [living, some] of [[true, nodes] as const, [false, ended] as const])
    for (const { code, tier } of some.values()) {
      const span = spans.get(code)!
      if (living && span.from <= begins) continue
      for (let at: string | null = code; at !== null; at = (nodes.get(at) ?? ended.get(at))?.parent ?? null) {
        const list = under.get(at) ?? []
        list.push({ tier, living, span })
        under.set(at, list)
      }
    }
  return (code, tier, at) => {
    let more = 0
    for (const { tier: of, living, span } of under.get(code) ?? [])
      if (of !== tier) continue
      else if (living) more -= at < span.from ? 1 : 0
      else more += at >= span.from && at < span.to ? 1 : 0
    return more
  }
}

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

function readingOf(nodes: Nodes, ended: Nodes): Omit<TreeRead, 'parentOf' | 'countUnderAt'> {
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
