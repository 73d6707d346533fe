import { z } from 'zod'
import { Instant } from './time.ts'

const name = z.string().min(1).max(80)
const share = z.number().min(0).max(1)
/** What people said before: how many answers, and the mean likelihood that was told of them. */
const Said = z.strictObject({ real: z.int().min(0), unreal: z.int().min(0), told: share })

const SampleCamera = z.strictObject({
  camera: name,
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  /** left out: nobody has said anything of it, or of its model, yet */
  said: Said.optional(),
  model: Said.optional(),
  /** an administrator fixed its gate */
  fixed: share.optional(),
})

/** One time a camera noticed something. `thing`: the number it read, as it read it. */
const SampleSighting = z.strictObject({
  at: Instant,
  camera: name,
  type: name,
  thing: z.string().max(80).optional(),
  /** left out: the camera tells none */
  confidence: share.optional(),
})

/** A suspicion that came of it, in the order of its first sighting. */
const SampleSuspicion = z.strictObject({
  type: name,
  /** the number as it is compared; null: none was read */
  thing: z.string().nullable(),
  firstAt: Instant,
  lastAt: Instant,
  sightings: z.int(),
  cameras: z.int(),
  /** how likely it is after all of them, two decimals */
  worth: share,
  /** `person`: a person looks at it (复核), from `at` on; `held`: it is kept and counted only. Neither opens anything by itself. */
  look: z.enum(['person', 'held']),
  at: Instant.nullable(),
})

/**
 * A sample of what cameras notice (`types[].sighted`): sightings in, suspicions and what the gate decides out. The cameras of the sample are all
 * there are. Left out: the one in so many of those below the gate that is looked at all the same.
 */
export const SightSample = z.strictObject({
  name: z.string(),
  cameras: z.array(SampleCamera).min(1).max(200),
  sightings: z.array(SampleSighting).min(1).max(2_000),
  expect: z.array(SampleSuspicion),
})
export type SightSample = z.infer<typeof SightSample>
