import { withoutOwn } from '../../../../contract/own-place.ts'
import type { WallHead } from '../../../../contract/wall-head.ts'
import { warningColours } from '../../../../contract/warning-colours.ts'

type Row = { colour: (typeof warningColours)[number]; event: string; areas: readonly string[] }
type Group = WallHead['warnings']['rows'][number]

/** The code of the area right below the place that an area lies in; null: the area is the place or lies around it. */
function childOf(area: string, prefixes: readonly string[]): string | null {
  if (prefixes.some((prefix) => prefix.startsWith(area))) return null
  // Several prefixes are the towns of a zone: each is a place of its own.
  if (prefixes.length > 1) return prefixes.find((prefix) => area.startsWith(prefix)) ?? ''
  const [prefix = ''] = prefixes
  return area.startsWith(prefix) ? area.slice(prefix.length).split('/')[0]! : ''
}

/**
 * Warnings in force (预警) as a wall says them: what is coming in which colour, the gravest first, and in how many areas right below the place
 * (`places` null: in all of it). Messages of several publishers about the same are one line.
 */
export function warningsInForce(rows: readonly Row[], asked: readonly string[]): Group[] {
  const prefixes = withoutOwn(asked)
  const groups = Map.groupBy(rows, ({ colour, event }) => `${colour} ${event}`)
  const lines = [...groups.values()].map((of): Group => {
    const children = of.flatMap(({ areas }) => areas.map((area) => childOf(area, prefixes))).filter((child) => child !== '')
    const places = children.includes(null) ? null : new Set(children).size
    return { colour: of[0]!.colour, event: of[0]!.event, places }
  })
  const width = ({ places }: Group): number => places ?? Number.POSITIVE_INFINITY
  const rank = ({ colour }: Group): number => warningColours.indexOf(colour)
  return lines.toSorted((a, b) => rank(a) - rank(b) || (width(a) === width(b) ? 0 : width(b) - width(a)))
}
