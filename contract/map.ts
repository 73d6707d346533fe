import { z } from 'zod'
import { AreaLoad } from './cockpit.ts'
import { AreaView } from './person.ts'
import { Grade, Risk, Severity } from './scales.ts'
import { Instant } from './time.ts'

const Words = z.object({ zh: z.string(), en: z.string() })

/** An area with what stands above it, city first. */
export const AreaDetail = AreaView.extend({
  ancestors: z.array(z.object({ code: z.string(), name: z.string(), tier: z.string(), path: z.string() })),
}).meta({ id: 'AreaDetail' })
export type AreaDetail = z.infer<typeof AreaDetail>
export const AreaList = z.object({ rows: z.array(AreaView), next: z.string().nullable() }).meta({ id: 'AreaList' })
/** Found areas with the names above each, district first. */
export const AreaFound = z
  .object({ rows: z.array(AreaView.omit({ children: true }).extend({ above: z.array(z.string()) })) })
  .meta({ id: 'AreaFound' })

/** Outlines of an area's children, RFC 7946. `schematic` marks borders drawn up by the project: all below the district. */
export const Outlines = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        properties: z.object({
          code: z.string(),
          name: z.string(),
          tier: z.string(),
          centre: z.tuple([z.number(), z.number()]),
          schematic: z.boolean(),
        }),
        geometry: z.object({
          type: z.literal('MultiPolygon'),
          coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
        }),
      }),
    ),
  })
  .meta({ id: 'Outlines' })

/**
 * What stands on the map. Objects come only with a `bbox` (those with an alarm first, at most 5,000; `objectsLeft` were cut);
 * events are all open ones, heaviest first, at most 5,000; `children` are the numbers of the zoomed-out view.
 */
export const MapPoints = z
  .object({
    at: Instant,
    events: z.array(
      z.object({
        id: z.string(),
        no: z.string(),
        title: z.string(),
        grade: Grade,
        state: z.string(),
        severity: Severity.nullable(),
        lon: z.number(),
        lat: z.number(),
        openedAt: Instant,
      }),
    ),
    objects: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: z.string(),
        /** null: its kind has no model, or nobody rated it yet */
        risk: Risk.nullable(),
        severity: Severity.nullable(),
        lon: z.number(),
        lat: z.number(),
        /** of a vehicle: when it told this place; `stale`: longer ago than a gap. Null: it stands where it was registered */
        placedAt: Instant.nullable(),
        stale: z.boolean(),
      }),
    ),
    objectsLeft: z.number(),
    children: z.array(AreaLoad),
  })
  .meta({ id: 'MapPoints' })
export type MapPoints = z.infer<typeof MapPoints>

/** A device with its last reading; `silent` when nothing was heard for three of its intervals. */
export const DeviceView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  state: z.enum(['online', 'maintenance', 'retired']),
  intervalS: z.number(),
  /** how often it truly speaks: median of its newest gaps in seconds; null while too few are known */
  observedS: z.number().nullable(),
  lastAt: Instant.nullable(),
  ageS: z.number().nullable(),
  silent: z.boolean(),
  values: z.array(
    z.object({
      reading: z.string(),
      name: Words,
      value: z.number(),
      unit: z.string(),
      normal: z.tuple([z.number(), z.number()]),
    }),
  ),
})
export type DeviceView = z.infer<typeof DeviceView>

export const ObjectDetail = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    pack: z.string(),
    kind: z.string(),
    kindName: Words,
    area: z.string(),
    areaName: z.string(),
    address: z.string().nullable(),
    lon: z.number(),
    lat: z.number(),
    /** null: its kind has no model, or nobody rated it yet */
    risk: Risk.nullable(),
    /** where a vehicle told it is, and when; `stale`: longer ago than a gap in its way; null: it never told, or is none */
    placed: z.object({ lon: z.number(), lat: z.number(), placedAt: Instant, stale: z.boolean() }).nullable(),
    /** a vehicle whose way is kept (`/objects/{id}/track`) */
    tracked: z.boolean(),
    owner: z.string().nullable(),
    dutyUnit: z.string().nullable(),
    maintainerUnit: z.string().nullable(),
    devices: z.array(DeviceView),
    alarms: z.array(z.object({ id: z.string(), family: z.string(), severity: Severity, peak: Severity, since: Instant })),
    events: z.array(
      z.object({ id: z.string(), no: z.string(), title: z.string(), grade: Grade, state: z.string(), openedAt: Instant }),
    ),
  })
  .meta({ id: 'Object' })
export type ObjectDetail = z.infer<typeof ObjectDetail>
