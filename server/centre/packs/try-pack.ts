import type { Pack } from '../../../contract/pack.ts'
import { type PackFault, packFault } from '../../../contract/pack-fault.ts'
import { fewestSamples } from '../../../contract/pack-file.ts'
import { checkPack } from '../../city/pack/check-pack.ts'
import { type Parts, type ReadPack, readParts } from '../../city/pack/file/read-parts.ts'
import { tryRiskSample, trySample } from './replay-sample.ts'

export type Tried = { read: ReadPack | null; faults: PackFault[] }

/** Everything that is asked of a pack before it may go into force: shape, faults beside the packs in force, and its own samples. */
export function tryPack(parts: Parts, others: readonly Pack[]): Tried {
  const { read, faults } = readParts(parts)
  if (!read) return { read, faults }
  const { pack, samples, riskSamples } = read
  const wrong = checkPack(pack, others)
  // A rule with a fault cannot be played.
  if (wrong.length > 0) return { read, faults: wrong }
  const few =
    (pack.detect.length > 0 && samples.length < fewestSamples ? samples.length : null) ??
    (pack.objects.some(({ risk }) => risk) && riskSamples.length < fewestSamples ? riskSamples.length : null)
  return {
    read,
    faults: [
      ...(few === null ? [] : [packFault('samples', '', 'sample-few', { least: fewestSamples, n: few })]),
      ...samples.flatMap(({ name, sample }) => trySample(pack, name, sample)),
      ...riskSamples.flatMap(({ name, sample }) => tryRiskSample(pack, name, sample)),
    ],
  }
}
