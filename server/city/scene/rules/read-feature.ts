import type { Details, ReasonCode } from '../../../../contract/refusal-reasons.ts'
import type { SceneDetails } from '../../../../contract/scene.ts'
import {
  metresPerFloor,
  type SceneDetail,
  type SceneKind,
  sceneDetailIds,
  sceneDetails,
  sceneKindIds,
  sceneKinds,
} from '../../../../contract/scene-kinds.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import type { Position, SceneFeature } from '../types.ts'
import { boundsOf, middleOf } from './geometry.ts'
import { type Place, readGeometry, shapeOf } from './read-geometry.ts'

/** A feature as a file gives it: nothing of it is sure. `n`: its place in the file, from 1. */
export type Given = { n: number; properties: Readonly<Record<string, unknown>>; geometry: unknown }
export type FeatureFault = { reason: ReasonCode; given: Details }
/** `areaInside`: the path of a place's grid, null outside the area of the layer. */
export type Ground = {
  kind: SceneKind | null
  place: Place
  areaInside: (at: Position) => string | null
  holds: (at: Position) => boolean
}
export type ReadFeature =
  | { ok: true; feature: SceneFeature; vertices: number; leftOut: string[] }
  | { ok: false; fault: FeatureFault }

const mostName = 80
const bad = (reason: ReasonCode, given: Details = {}): ReadFeature => ({ ok: false, fault: { reason, given } })

/** What columns and properties may be called, in lower case, → what they are. */
const names = new Map<string, SceneDetail | 'kind' | 'name'>([
  ...(['kind', 'type', '类别', '类型'] as const).map((word) => [word, 'kind'] as const),
  ...(['name', '名称'] as const).map((word) => [word, 'name'] as const),
  ...sceneDetailIds.flatMap((id) =>
    [id, sceneDetails[id].zh, sceneDetails[id].en.toLowerCase()].map((word) => [word, id] as const),
  ),
])
const kindWords = new Map<string, SceneKind>(
  sceneKindIds.flatMap((id) => [id, sceneKinds[id].zh, sceneKinds[id].en.toLowerCase()].map((word) => [word, id] as const)),
)

/** A feature as it will be kept, or the first reason why not. */
export function readFeature({ properties, geometry: raw }: Given, ground: Ground): ReadFeature {
  const { of, leftOut } = sorted(properties)
  const word = text(of.get('kind'), 40)
  const kind = word === '' ? ground.kind : (kindWords.get(word.toLowerCase()) ?? null)
  if (!kind) return bad(word === '' ? 'scene.no-kind' : 'scene.kind', { name: word })
  const read = readGeometry(raw, ground.place)
  if (!read.ok) return bad(`scene.${read.fault}`, { name: read.at })
  const { geometry, vertices } = read
  const shapes: readonly string[] = sceneKinds[kind].shapes
  if (!shapes.includes(shapeOf(geometry.type))) return bad('scene.shape', { name: geometry.type })
  const area = ground.areaInside(middleOf(geometry))
  const [west, south, east, north] = boundsOf(geometry)
  if (area === null) return bad('scene.outside', said(middleOf(geometry)))
  const far = (
    [
      [west, south],
      [east, north],
    ] as Position[]
  ).find((at) => !ground.holds(at))
  if (far) return bad('scene.outside', said(far))
  const details = readDetails(of)
  if ('fault' in details) return { ok: false, fault: details.fault }
  const { height, ...kept } = details.values
  const floors = typeof kept.floors === 'number' ? kept.floors * metresPerFloor : 0
  const metres = kind === 'footprint' ? Number(height ?? floors) : 0
  const name = text(of.get('name'), mostName)
  return {
    ok: true,
    feature: { kind, name, area, geometry, details: kept, height: metres > 0 ? metres : null },
    vertices,
    leftOut,
  }
}

const said = ([lon, lat]: Position): Details => ({ lon: lon.toFixed(4), lat: lat.toFixed(4) })

function sorted(properties: Given['properties']): { of: Map<string, unknown>; leftOut: string[] } {
  const of = new Map<string, unknown>()
  const leftOut: string[] = []
  for (const [name, value] of Object.entries(properties)) {
    const known = names.get(name.trim().toLowerCase())
    if (!known) leftOut.push(plainText(name).slice(0, 40))
    else if (value !== null && value !== '' && !of.has(known)) of.set(known, value)
  }
  return { of, leftOut }
}

function readDetails(of: ReadonlyMap<string, unknown>): { values: SceneDetails } | { fault: FeatureFault } {
  const values: SceneDetails = {}
  for (const id of sceneDetailIds) {
    const raw = of.get(id)
    if (raw === undefined) continue
    const { unit, most, zh, en } = sceneDetails[id]
    if (unit === null) values[id] = text(raw, most)
    else {
      const n = typeof raw === 'number' ? raw : Number(text(raw, 40) || Number.NaN)
      if (!(n >= 0 && n <= most))
        return { fault: { reason: 'scene.number', given: { name: zh, nameEn: en, text: text(raw, 40), max: most } } }
      values[id] = n
    }
  }
  return { values }
}

/** A scalar as one line of text; lists and objects say nothing. */
function text(value: unknown, most: number): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return ''
  return plainText(String(value).slice(0, 4 * most))
    .trim()
    .slice(0, most)
}
