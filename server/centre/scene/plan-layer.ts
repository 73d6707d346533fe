import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Crs } from '../../../contract/crs.ts'
import type { LayerAsked } from '../../../contract/scene.ts'
import type { SceneKind } from '../../../contract/scene-kinds.ts'
import { areaAt, placesOf } from '../../city/area/places.ts'
import { bounds as boundsOfShape } from '../../city/area/rules/shape.ts'
import { areaPath } from '../../city/area/store.ts'
import { inScope } from '../../city/permit/scope.ts'
import { boundsOf, widen } from '../../city/scene/rules/geometry.ts'
import { type Collection, readCollection, readRows } from '../../city/scene/rules/read-collection.ts'
import { type FeatureFault, type Given, type Ground, readFeature } from '../../city/scene/rules/read-feature.ts'
import { layerNamed, type Standing } from '../../city/scene/store-layers.ts'
import type { Bounds, SceneFeature } from '../../city/scene/types.ts'
import { openTable } from '../../city/sheet/open-table.ts'
import { toWgs84 } from '../../kernel/crs.ts'
import type { Caller } from '../../kernel/http.ts'
import { malformed, orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'

/** What a file would put into a layer; nothing is written. `digest`: the same file, asked the same way, over the same state. */
export type LayerPlan = {
  area: string
  crs: Crs
  features: SceneFeature[]
  counts: Partial<Record<SceneKind, number>>
  bounds: Bounds | null
  refused: number
  faults: { n: number; fault: FeatureFault }[]
  leftOut: string[]
  before: Standing | null
  digest: string
}

/** Features looked at together: between two parts others have their turn. */
const atOnce = 500
/** Corners in one file: a city's worth of footprints has fewer. */
const mostVertices = 400_000
const mostFaults = 200
const mostLeftOut = 30
/** A feature may stand over the border of its area this far, degrees (2 km): roads and rivers do. */
const overBorder = 0.02

/** Works out what a file (GeoJSON, CSV, XLSX) would make of a layer, feature by feature. Refused: what is no such file. */
export async function planLayer(
  spine: Spine,
  caller: Pick<Caller, 'scope'>,
  { asked, bytes }: { asked: LayerAsked; bytes: Buffer },
): Promise<LayerPlan> {
  const area = await ownArea(spine, caller, asked.area)
  const read = await readGiven(bytes)
  if (!read.ok) throw new RefusalError(malformed('/file', read.reason, read.given))
  const crs = crsOf(asked, read)
  const before = await layerNamed(spine, area, asked.name)
  const plan: LayerPlan = {
    ...{ area, crs, features: [], counts: {}, bounds: null, refused: 0, faults: [], leftOut: [], before },
    digest: digestOf(bytes, [asked, before?.version ?? 0]),
  }
  await readAll(read.features, { plan, ground: groundOf(area, crs, asked.kind ?? null) })
  return plan
}

async function ownArea(spine: Spine, { scope }: Pick<Caller, 'scope'>, code: string): Promise<string> {
  const path = await areaPath(spine, code)
  if (path && inScope(scope, path)) return path
  throw new RefusalError(malformed('/area', 'scene.area', { name: code }))
}

async function readGiven(bytes: Buffer): Promise<Collection & { table?: boolean }> {
  const first = bytes
    .subarray(0, 64)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()[0]
  if (first === '{' || first === '[') return readCollection(bytes)
  const table = orRefuse(await openTable(bytes, { sheet: null, heading: 1, list: '' }))
  try {
    const rows = await table.rows(0, table.head.total)
    return { ...readRows(table.head.columns, rows), table: true }
  } finally {
    await table.close()
  }
}

/** What the file says of itself wins over silence, never over a person: two that differ are refused. A table that says nothing must be told. */
function crsOf(asked: LayerAsked, { crs, table }: { crs: Crs | null; table?: boolean }): Crs {
  if (crs && asked.crs && crs !== asked.crs)
    throw new RefusalError(malformed('/crs', 'scene.crs-differs', { name: crs, text: asked.crs }))
  const known = asked.crs ?? crs ?? (table ? null : 'WGS-84')
  if (!known) throw new RefusalError(malformed('/crs', 'scene.no-crs'))
  return known
}

function groundOf(area: string, crs: Crs, kind: SceneKind | null): Ground {
  const code = area.split('/').filter(Boolean).at(-1)!
  const shape = area.split('/').filter(Boolean).length > 1 ? placesOf(area.startsWith('99/') ? '99' : '50').shapeOf(code) : null
  const [west, south, east, north] = shape ? boundsOfShape(shape) : [-180, -90, 180, 90]
  return {
    kind,
    place(at) {
      const placed = toWgs84(crs, at)
      return placed.flag === undefined ? [placed.lon, placed.lat] : null
    },
    areaInside([lon, lat]) {
      const path = areaAt(lon, lat)?.path
      return path?.startsWith(area) ? path : null
    },
    holds: ([lon, lat]) =>
      lon >= west - overBorder && lon <= east + overBorder && lat >= south - overBorder && lat <= north + overBorder,
  }
}

async function readAll(given: readonly Given[], { plan, ground }: { plan: LayerPlan; ground: Ground }): Promise<void> {
  const leftOut = new Set<string>()
  const box: Bounds = [Infinity, Infinity, -Infinity, -Infinity]
  let vertices = 0
  for (const [i, one] of given.entries()) {
    if (i % atOnce === atOnce - 1) await breathe()
    const read = readFeature(one, ground)
    if (!read.ok) {
      plan.refused++
      if (plan.faults.length < mostFaults) plan.faults.push({ n: one.n, fault: read.fault })
      continue
    }
    const { feature } = read
    vertices += read.vertices
    if (vertices > mostVertices) throw new RefusalError(malformed('/file', 'scene.all-vertices', { max: mostVertices }))
    plan.features.push(feature)
    plan.counts[feature.kind] = (plan.counts[feature.kind] ?? 0) + 1
    const [west, south, east, north] = boundsOf(feature.geometry)
    widen(box, [west, south])
    widen(box, [east, north])
    for (const name of read.leftOut) if (leftOut.size < mostLeftOut) leftOut.add(name)
  }
  plan.bounds = plan.features.length > 0 ? box : null
  plan.leftOut = [...leftOut]
}

const digestOf = (bytes: Buffer, asked: unknown): string =>
  createHash('sha256').update(bytes).update(JSON.stringify(asked)).digest('hex')
