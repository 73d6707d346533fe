import type { Pack } from '../../../contract/pack.ts'
import { type PackFault, packFault } from '../../../contract/pack-fault.ts'
import { fewestSamples } from '../../../contract/pack-file.ts'
import { checkPack } from '../../city/pack/check-pack.ts'
import { type Parts, type ReadPack, readParts } from '../../city/pack/file/read-parts.ts'
import { tryRiskSample, trySample } from './replay-sample.ts'
import { tryHaulSample, trySightSample } from './samples/try-more.ts'

export type Tried = { read: ReadPack | null; faults: PackFault[] }

/** How many samples a pack brings along, of whatever sort. */
export const countSamples = ({ samples, haulSamples, sightSamples, riskSamples }: ReadPack): number =>
  samples.length + haulSamples.length + sightSamples.length + riskSamples.length

/** Everything that is asked of a pack before it may go into force: shape, faults beside the packs in force, and its own samples. */
export function tryPack(parts: Parts, others: readonly Pack[]): Tried {
  const { read, faults } = readParts(parts)
  if (!read) return { read, faults }
  const { pack, samples, haulSamples, sightSamples, riskSamples } = read
  const wrong = checkPack(pack, others)
  // A rule with a fault cannot be played.
  if (wrong.length > 0) return { read, faults: wrong }
  return {
    read,
    faults: [
      ...tooFew(read),
      ...samples.flatMap(({ name, sample }) => trySample(pack, name, sample)),
      ...haulSamples.flatMap(({ name, sample }) => tryHaulSample(pack, name, sample)),
      ...sightSamples.flatMap(({ name, sample }) => trySightSample(pack, name, sample)),
      ...riskSamples.flatMap(({ name, sample }) => tryRiskSample(pack, name, sample)),
    ],
  }
}

/** What finds something brings samples of it: rules theirs, checks of what is carried theirs, a risk model its own. Everything that is missing is told at once. */
function tooFew({ pack, samples, haulSamples, riskSamples }: ReadPack): PackFault[] {
  const [watches, rates] = [pack.detect.length > 0, pack.objects.some(({ risk }) => risk)]
  const few = (part: string, code: 'sample-few' | 'haul-sample-few' | 'risk-sample-few', n: number): PackFault[] =>
    n < fewestSamples ? [packFault(part, '', code, { least: fewestSamples, n })] : []
  return [
    ...(watches ? few('samples', 'sample-few', samples.length) : []),
    ...(pack.haulage?.checks.length ? few('samples', 'haul-sample-few', haulSamples.length) : []),
    ...(rates ? few('risk-samples', 'risk-sample-few', riskSamples.length) : []),
  ]
}
