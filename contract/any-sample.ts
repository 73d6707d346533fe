import type { z } from 'zod'
import { HaulSample } from './pack-haul-sample.ts'
import { Sample } from './pack-sample.ts'
import { SightSample } from './pack-sight-sample.ts'

/** The sorts of samples in `samples/*.json`: what a device tells, what is carried, what cameras notice. */
export type AnySample =
  | { sort: 'readings'; sample: Sample }
  | { sort: 'haulage'; sample: HaulSample }
  | { sort: 'sightings'; sample: SightSample }
export type SampleSort = AnySample['sort']

/** Which sort a file is, by the list only that sort has: so a fault is told of what its writer meant. */
export function sortOf(given: unknown): SampleSort {
  const has = (name: string): boolean => typeof given === 'object' && given !== null && Object.hasOwn(given, name)
  if (has('sightings')) return 'sightings'
  return has('drives') || has('tickets') || has('permits') ? 'haulage' : 'readings'
}

const shapes = { readings: Sample, haulage: HaulSample, sightings: SightSample } as const satisfies Record<SampleSort, z.ZodType>
export const shapeOf = (sort: SampleSort): z.ZodType => shapes[sort]
