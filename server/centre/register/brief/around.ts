import type { ObjectBrief } from '../../../../contract/object-brief.ts'
import { nearestOf } from '../../../city/scene/store.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { bearing } from './rules/bearing.ts'

/** What a crew fills its tank from, and how far it may lie: what is farther is no help to a hose. */
const water = ['hydrant', 'water'] as const
const perKind = 2
const withinM = 2_000

type Place = { lon: number; lat: number }

/** The nearest hydrants and water sources of an object; null where one may not read the scene. */
export async function nearWater(db: Db, caller: Caller, { lon, lat }: Place): Promise<ObjectBrief['near']> {
  if (!caller.permits.has('scene.read')) return null
  const found: NonNullable<ObjectBrief['near']> = []
  for (const kind of water)
    for (const row of await nearestOf(db, { kind, at: [lon, lat], n: perKind, within: withinM, scope: caller.scope }))
      found.push({
        ...{ id: row.id, kind, name: row.name, lon: sixth(row.place[0]), lat: sixth(row.place[1]) },
        ...{ metres: Math.round(row.metres), bearing: bearing([lon, lat], row.place) },
        ...{ details: row.details, asOf: row.asOf, schematic: row.schematic },
      })
  return found.toSorted((a, b) => a.metres - b.metres)
}

const sixth = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
