import { z } from 'zod'
import { Crs } from './crs.ts'
import { type SceneKind as Kind, sceneDetailIds, sceneKindIds } from './scene-kinds.ts'
import { Instant } from './time.ts'

export const SceneKindId = z.enum(sceneKindIds as [Kind, ...Kind[]]).meta({ id: 'SceneKind' })
const Position = z.tuple([z.number(), z.number()])
const Line = z.array(Position)
/** RFC 7946, WGS-84, six decimals. */
export const SceneGeometry = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('Point'), coordinates: Position }),
    z.object({ type: z.literal('LineString'), coordinates: Line }),
    z.object({ type: z.literal('MultiLineString'), coordinates: z.array(Line) }),
    z.object({ type: z.literal('Polygon'), coordinates: z.array(Line) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Line)) }),
  ])
  .meta({ id: 'SceneGeometry' })
export type SceneGeometry = z.infer<typeof SceneGeometry>

export const SceneDetailsShape = z.partialRecord(
  z.enum(sceneDetailIds as [(typeof sceneDetailIds)[0], ...typeof sceneDetailIds]),
  z.union([z.string(), z.number()]),
)
export type SceneDetails = z.infer<typeof SceneDetailsShape>

const Day = z.iso.date()
const Count = z.object({ kind: SceneKindId, n: z.number() })
const Box = z.tuple([z.number(), z.number(), z.number(), z.number()])

/** Kinds with commas; left out: all. `bbox` west, south, east, north in WGS-84. */
export const SceneWish = z.strictObject({
  bbox: z.string().max(120),
  kinds: z.string().max(120).optional(),
  area: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(2_000).default(1_000),
})
/** Scene features of a box. `left`: so many more lie in it and were not sent. */
export const SceneFeatures = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        ...{ type: z.literal('Feature'), id: z.string(), geometry: SceneGeometry },
        properties: z.object({
          ...{
            kind: SceneKindId,
            name: z.string(),
            details: SceneDetailsShape,
            height: z.number().nullable(),
            layer: z.string(),
          },
          ...{ asOf: Day, schematic: z.boolean() },
        }),
      }),
    ),
    ...{ left: z.number(), at: Instant },
  })
  .meta({ id: 'SceneFeatures' })
export type SceneFeatures = z.infer<typeof SceneFeatures>

/** The nearest of a kind to a point, within so many metres. */
export const NearestWish = z.strictObject({
  kind: SceneKindId,
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
  n: z.coerce.number().int().min(1).max(20).default(5),
  within: z.coerce.number().int().min(10).max(20_000).default(2_000),
})
/** `lon`, `lat`: the nearest point of the feature, `metres` from the point as the crow flies. */
export const NearestScene = z
  .object({
    rows: z.array(
      z.object({
        ...{ id: z.string(), kind: SceneKindId, name: z.string(), lon: z.number(), lat: z.number(), metres: z.number() },
        ...{ details: SceneDetailsShape, layer: z.string(), source: z.string(), asOf: Day, schematic: z.boolean() },
      }),
    ),
    at: Instant,
  })
  .meta({ id: 'NearestScene' })
export type NearestScene = z.infer<typeof NearestScene>

/** A feature near something: `bearing` from there, degrees from north, clockwise. */
export const SceneFeatureNear = z.object({
  ...{ id: z.string(), kind: SceneKindId, name: z.string(), lon: z.number(), lat: z.number(), metres: z.number() },
  ...{ bearing: z.number(), details: SceneDetailsShape, asOf: Day, schematic: z.boolean() },
})
export type SceneFeatureNear = z.infer<typeof SceneFeatureNear>

/** A state of a layer: what was taken, when, by whom, from where. `asOf`: the day its data are of. */
const LayerVersion = z.object({
  ...{ version: z.number(), source: z.string(), crs: z.string(), asOf: Day, schematic: z.boolean() },
  ...{ takenAt: Instant, takenBy: z.string().nullable(), counts: z.array(Count), features: z.number(), box: Box },
})
/** A layer with the state in force and those that can be brought back, the newest first. */
export const SceneLayer = LayerVersion.extend({
  ...{ id: z.string(), name: z.string(), area: z.string(), areaName: z.string(), mine: z.boolean() },
  former: z.array(LayerVersion),
}).meta({ id: 'SceneLayer' })
export type SceneLayer = z.infer<typeof SceneLayer>
/** `towns`: towns with a scene layer of their own among those one sees. */
export const SceneLayers = z
  .object({
    rows: z.array(SceneLayer),
    ...{ total: z.number(), towns: z.number(), features: z.number(), next: z.string().nullable(), at: Instant },
  })
  .meta({ id: 'SceneLayers' })
export type SceneLayers = z.infer<typeof SceneLayers>

/** A file of scene features as it is brought: for which area, as which layer, in which coordinate system. */
export const LayerAsked = z.strictObject({
  area: z.string().min(2).max(40),
  name: z.string().trim().min(1).max(60),
  /** left out: what the file says of itself; GeoJSON that says nothing is WGS-84 (RFC 7946), a table must be told */
  crs: Crs.optional(),
  /** what features are that do not say it themselves */
  kind: SceneKindId.optional(),
  source: z.string().trim().min(1).max(120),
  asOf: Day,
})
export type LayerAsked = z.infer<typeof LayerAsked>
/** What taking the file would do: nothing is written. `outlines`: up to 400 features, simplified, to be looked at. */
export const LayerLook = z
  .object({
    ...{ features: z.number(), counts: z.array(Count), box: Box.nullable(), crs: z.string(), refused: z.number() },
    faults: z.array(z.object({ row: z.number(), zh: z.string(), en: z.string() })),
    /** names of properties that are not kept */
    leftOut: z.array(z.string()),
    /** what stands in the layer now; null: it is new */
    before: z.object({ version: z.number(), features: z.number(), asOf: Day }).nullable(),
    outlines: z.array(z.array(Position)),
    digest: z.string(),
  })
  .meta({ id: 'SceneLayerLook' })
export type LayerLook = z.infer<typeof LayerLook>
export const LayerTaken = z.object({ id: z.string(), version: z.number(), features: z.number() }).meta({ id: 'SceneLayerTaken' })
export type LayerTaken = z.infer<typeof LayerTaken>
/** `version`: the one in force when one decided; `to`: the former one to bring back. */
export const LayerRollBack = z.strictObject({ version: z.int().positive(), to: z.int().positive() })
