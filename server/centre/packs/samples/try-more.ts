import type { Pack } from '../../../../contract/pack.ts'
import { type PackFault, packFault } from '../../../../contract/pack-fault.ts'
import { packLimits } from '../../../../contract/pack-file.ts'
import type { HaulSample } from '../../../../contract/pack-haul-sample.ts'
import type { SightSample } from '../../../../contract/pack-sight-sample.ts'
import { asWritten } from './as-written.ts'
import { type HaulTold, lengthOf, replayHaul } from './replay-haul.ts'
import { replaySights, type SightTold, sightedOf } from './replay-sights.ts'

/** Everything a sample of what is carried says wrong: names the pack does not have, and findings that are others. */
export function tryHaulSample(pack: Pack, name: string, sample: HaulSample): PackFault[] {
  const part = `samples/${name}.json`
  if (!pack.haulage) return [packFault(part, '', 'block-unknown', { name: 'haulage' })]
  const moments = sample.drives.reduce((n, drive) => n + lengthOf(drive), 0)
  if (moments > packLimits.arrivals) return [packFault(part, 'drives', 'too-many', { most: packLimits.arrivals })]
  const unfit = haulNames(pack, part, sample)
  if (unfit.length > 0) return unfit
  const wanted = sample.expect.map((one) => ({ ...one, at: new Date(one.at).toISOString() }))
  const said = ({ at, check, of }: HaulTold): string => `${asWritten(at, sample.until)} ${check} ${of}`
  return differing(part, wanted.map(said), replayHaul(pack, sample).map(said))
}

/** What a sample names that is not there: readings, columns of a register, checks, places of its own tickets. */
function haulNames({ haulage, readings, objects }: Pack, part: string, sample: HaulSample): PackFault[] {
  const { from, to, permit, checks } = haulage!
  const columns = (kind: string) => new Set(Object.keys(objects.find((one) => one.kind === kind)?.details ?? {}))
  const strange = (list: 'from' | 'to' | 'permits', kind: string): PackFault[] => {
    const known = columns(kind)
    return sample[list].flatMap(({ details }, i) =>
      Object.keys(details)
        .filter((name) => !known.has(name))
        .map((name) => packFault(part, `${list}.${i}.details`, 'sample-column', { name })),
    )
  }
  const sites = new Set(sample.from.map(({ code }) => code))
  return [
    ...sample.drives.flatMap(({ values, at, to: last }, i) => [
      ...Object.keys(values)
        .filter((name) => !Object.hasOwn(readings, name))
        .map((name) => packFault(part, `drives.${i}.values`, 'sample-reading', { name })),
      ...(Date.parse(last ?? at) > Date.parse(sample.until) ? [packFault(part, `drives.${i}`, 'sample-late')] : []),
    ]),
    ...strange('from', from.kind),
    ...strange('to', to.kind),
    ...strange('permits', permit.kind),
    ...sample.tickets.flatMap((ticket, i) =>
      sites.has(ticket.from) ? [] : [packFault(part, `tickets.${i}.from`, 'sample-place', { name: ticket.from })],
    ),
    ...sample.expect.flatMap(({ check }, i) =>
      checks.some(({ id }) => id === check) ? [] : [packFault(part, `expect.${i}.check`, 'sample-check', { name: check })],
    ),
  ]
}

/** Everything a sample of sightings says wrong: cameras and types that are not there, and suspicions that are others. */
export function trySightSample(pack: Pack, name: string, sample: SightSample): PackFault[] {
  const part = `samples/${name}.json`
  const cameras = new Set(sample.cameras.map(({ camera }) => camera))
  const unfit = sample.sightings.flatMap(({ camera, type }, i) => [
    ...(cameras.has(camera) ? [] : [packFault(part, `sightings.${i}.camera`, 'sample-camera', { name: camera })]),
    ...(sightedOf(pack, type) ? [] : [packFault(part, `sightings.${i}.type`, 'sample-sighted', { name: type })]),
  ])
  if (unfit.length > 0) return unfit
  const like = sample.sightings[0]!.at
  const said = (one: SightTold): string => {
    const at = (iso: string): string => asWritten(new Date(iso).toISOString(), like)
    const look = one.look === 'person' && one.at ? `person ${at(one.at)}` : one.look
    return `${one.type} ${one.thing ?? '—'} ${at(one.firstAt)}–${at(one.lastAt)} ×${one.sightings}/${one.cameras} ${one.worth} ${look}`
  }
  return differing(part, sample.expect.map(said), replaySights(pack, sample).map(said))
}

/** The first line in which what came is not what was expected. */
function differing(part: string, wanted: readonly string[], got: readonly string[]): PackFault[] {
  const at = Array.from({ length: Math.max(wanted.length, got.length) }, (_, i) => i).find((i) => wanted[i] !== got[i])
  if (at === undefined) return []
  return [packFault(part, `expect.${at}`, 'sample-fails', { wanted: wanted[at] ?? '—', got: got[at] ?? '—' })]
}
