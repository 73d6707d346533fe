import { points } from '../../../protocols/mvt/geometry.ts'
import type { TileLayer, TileValue } from '../../../protocols/mvt/types.ts'
import { inScope } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import { narrowed } from '../desk/store-sight.ts'
import { type Drawn, tierAt } from './outlines.ts'
import { worstOf } from './rules/gather.ts'
import { extent } from './rules/mercator.ts'
import { type Cut, readSums, type Sum } from './store-sums.ts'
import type { Asked, TileAt } from './types.ts'

/**
 * Outlines of a tile with the worst level and the counts of what stands in each, a layer of their names, and one of the borders of the tier above. Borders are for everybody;
 * an area that is not wholly one's own has no numbers, which is not the same as none.
 */
export async function areaLayers(db: Db, asked: Asked, { tile, drawn }: { tile: TileAt; drawn: Drawn[] }): Promise<TileLayer[]> {
  const own = asked.caller.sight === 'area' ? narrowed(asked.caller.scope, asked.wanted) : []
  const [above, here] = [drawn.filter((area) => area.above), drawn.filter((area) => !area.above)]
  const mine = here.filter(({ path }) => inScope(own, path))
  const sums = mine.length > 0 ? await readSums(db, asked, areaCut(tile, mine)) : new Map<string, Sum>()
  const known = new Set(mine)
  const told = (area: Drawn, properties: Properties): Properties =>
    known.has(area) ? withNumbers(properties, sums.get(area.code)) : properties
  return [
    {
      name: 'areas',
      extent,
      features: here.map((area) => {
        const { type, packed } = area.geometry
        return { type, packed, properties: told(area, { code: area.code }) }
      }),
    },
    { name: 'above', extent, features: above.map(({ geometry, code }) => ({ ...geometry, properties: { code } })) },
    {
      name: 'names',
      extent,
      features: named(tile.z, { above, here }).flatMap((area) =>
        area.at
          ? [
              {
                ...points(area.at),
                properties: told(area, { code: area.code, name: area.name, above: area.above || undefined }),
              },
            ]
          : [],
      ),
    },
  ]
}

/** Whose names are worth their room: far out the areas themselves, then the towns above them; a grid's is only a number, it comes beside its town's when one is near. */
const named = (z: number, { above, here }: { above: Drawn[]; here: Drawn[] }): Drawn[] =>
  z < 9 ? here : z < gridNamesFrom ? above : [...above, ...here]
/** Before, a screen holds some hundred grids and nothing but their numbers. The map's style says the same. */
const gridNamesFrom = 14

const ofOwn = { byPlace: false, placed: false, ownOnly: true } as const

function areaCut(tile: TileAt, mine: readonly Drawn[]): Cut {
  const tier = tierAt(tile.z)
  if (tier === 'district') return { key: `split_part(o.area, '/', 2)`, where: () => 'true', ...ofOwn }
  const towns = [...new Set(mine.map(({ path }) => path.split('/')[2]!))]
  const key = { town: 'o.town', community: `split_part(o.area, '/', 4)`, grid: `split_part(o.area, '/', 5)` }[tier]
  return { key, where: (values) => `o.town = any($${values.push(towns)})`, ...ofOwn }
}

type Properties = Record<string, TileValue | undefined>

/** Adds the numbers of an area to what is told of it: a tile has thousands. */
function withNumbers(properties: Properties, sum: Sum | undefined): Properties {
  properties.n = sum?.n ?? 0
  if (!sum) return properties
  properties.worst = worstOf(sum.counts)
  for (const [level, n] of sum.counts.entries()) if (n > 0) properties[`n${level}`] = n
  if (sum.alarms > 0) properties.alarms = sum.alarms
  return properties
}
