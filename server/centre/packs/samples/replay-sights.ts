import type { Pack, Sighted } from '../../../../contract/pack.ts'
import type { SightSample } from '../../../../contract/pack-sight-sample.ts'
import { durationMs } from '../../../../contract/time.ts'
import { isSame } from '../../../flow/1-ingest/cameras/rules/same-suspicion.ts'
import { thingIn } from '../../../flow/1-ingest/vetting/rules/thing-in.ts'
import { gateOf, neededOf, type Said, together, worthOf } from '../../../flow/1-ingest/vetting/rules/worth.ts'
import { distanceM } from '../../../kernel/geo.ts'

/** A suspicion that came of a sample, as a sample expects it. */
export type SightTold = SightSample['expect'][number]

type Camera = SightSample['cameras'][number]
type Sighting = SightSample['sightings'][number]
type Suspicion = {
  type: string
  thing: string | null
  firstAt: Date
  lastAt: Date
  seen: { camera: Camera; worth: number }[]
  looked: Date | null
}

const nobody: Said = { real: 0, unreal: 0, told: 0 }

/** Plays sightings through the very rules that fuse them and set the gate; suspicions in the order they began. */
export function replaySights(pack: Pack, sample: SightSample): SightTold[] {
  const cameras = new Map(sample.cameras.map((one) => [one.camera, one]))
  const suspicions: Suspicion[] = []
  for (const sighting of sample.sightings.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const [sighted, camera] = [sightedOf(pack, sighting.type), cameras.get(sighting.camera)]
    if (sighted && camera) see(suspicions, sighting, { sighted, camera, all: sample.cameras })
  }
  return suspicions.map((one) => ({
    ...{ type: one.type, thing: one.thing, firstAt: one.firstAt.toISOString(), lastAt: one.lastAt.toISOString() },
    ...{ sightings: one.seen.length, cameras: new Set(one.seen.map(({ camera }) => camera.camera)).size },
    ...{ worth: Math.round(worthOfAll(one) * 100) / 100, look: one.looked ? ('person' as const) : ('held' as const) },
    at: one.looked?.toISOString() ?? null,
  }))
}

export const sightedOf = ({ types }: Pack, type: string): Sighted | null => types.find(({ id }) => id === type)?.sighted ?? null

const worthOfAll = ({ seen }: Suspicion): number => together(seen.map(({ camera, worth }) => ({ camera: camera.camera, worth })))

type Seeing = { sighted: Sighted; camera: Camera; all: readonly Camera[] }

/** One sighting: to the suspicion it belongs to, or a new one; then whether a person looks. */
function see(suspicions: Suspicion[], sighting: Sighting, { sighted, camera, all }: Seeing): void {
  const [at, thing] = [new Date(sighting.at), thingIn(sighting.thing ?? null)]
  const belongs = (one: Suspicion): boolean =>
    one.type === sighting.type && one.thing === thing && (thing !== null || one.seen[0]!.camera.camera === camera.camera)
  const last = suspicions.findLast(belongs)
  const isGoingOn = last && isSame(last, at, durationMs(sighted.within))
  const one = isGoingOn ? last : { type: sighting.type, thing, firstAt: at, lastAt: at, seen: [], looked: null }
  if (!isGoingOn) suspicions.push(one)
  if (at < one.firstAt) one.firstAt = at
  if (at > one.lastAt) one.lastAt = at
  one.seen.push({ camera, worth: worthOf(sighting.confidence ?? null, gateFor(sighted, camera), sighted.gate) })
  if (!one.looked && worthOfAll(one) >= neededFor(sighted, one.seen[0]!.camera, all)) one.looked = at
}

const gateFor = ({ gate }: Sighted, { said, model, fixed }: Camera) =>
  gateOf(gate, { camera: said ?? nobody, model: model ?? nobody, fixed: fixed ?? null })

/** What a look takes where the camera that saw it first stands. */
function neededFor({ gate }: Sighted, first: Camera, all: readonly Camera[]): number {
  const within = gate.among?.withinM ?? 0
  return neededOf(gate, all.filter((one) => one !== first && distanceM(one, first) <= within).length)
}
