import type { z } from 'zod'
import { type AnySample, shapeOf, sortOf } from '../../../../contract/any-sample.ts'
import { reasonOf } from '../../../../contract/issue-reason.ts'
import { Pack } from '../../../../contract/pack.ts'
import { type PackFault, packFault } from '../../../../contract/pack-fault.ts'
import { blocksVersion, PackManifest, packLimits } from '../../../../contract/pack-file.ts'
import type { HaulSample } from '../../../../contract/pack-haul-sample.ts'
import { RiskSample } from '../../../../contract/pack-risk-sample.ts'
import type { Sample } from '../../../../contract/pack-sample.ts'
import type { SightSample } from '../../../../contract/pack-sight-sample.ts'
import { reasonWords } from '../../../../contract/refusal-reasons.ts'
import { boundedJson } from './bounded-json.ts'
import { unknownKeys } from './unknown-keys.ts'

/** The texts of a pack's parts by name: `pack.json`, `scenario.json`, `samples/red-at-once.json` … */
export type Parts = ReadonlyMap<string, string>
type Named<T> = { name: string; sample: T }[]
/** The samples of a pack by their sorts: what a device tells, what is carried, what cameras notice, how bad an object stands. */
export type PackSamples = {
  samples: Named<Sample>
  haulSamples: Named<HaulSample>
  sightSamples: Named<SightSample>
  riskSamples: Named<RiskSample>
}
export type ReadPack = PackSamples & { manifest: PackManifest; pack: Pack; readme: string }

const samplePart = /^samples\/[a-z0-9][a-z0-9-]{0,79}\.json$/
const riskPart = /^risk-samples\/[a-z0-9][a-z0-9-]{0,79}\.json$/

/** Parts a pack may have; everything else, a script above all, is refused by its name. */
export const isPart = (name: string): boolean =>
  name === 'pack.json' || name === 'scenario.json' || name === 'README.md' || samplePart.test(name) || riskPart.test(name)

/** Reads the parts of a pack by the shapes of the contract; null when anything is wrong, and everything that is. Pure. */
export function readParts(parts: Parts): { read: ReadPack | null; faults: PackFault[] } {
  const faults: PackFault[] = []
  const strange = [...parts.keys()].filter((name) => !isPart(name))
  for (const name of strange) faults.push(packFault(name.slice(0, 200), '', 'part-unknown', { name: name.slice(0, 200) }))
  if (parts.size > packLimits.parts) faults.push(packFault('', '', 'too-many', { most: packLimits.parts }))
  // Of what holds a stranger's parts nothing further is read.
  if (faults.length > 0) return { read: null, faults }
  const manifest = partOf(parts, 'pack.json', PackManifest, faults)
  if (manifest && manifest.needs > blocksVersion)
    return { read: null, faults: [packFault('pack.json', 'needs', 'needs', { needs: manifest.needs, ours: blocksVersion })] }
  const pack = manifest && scenarioOf(parts, manifest, faults)
  const named = (pattern: RegExp): string[] => [...parts.keys()].filter((name) => pattern.test(name)).sort()
  const all = named(samplePart).flatMap((name) => anySampleOf(parts, name, faults))
  const riskSamples = named(riskPart).flatMap((name) => sampleOf(parts, name, RiskSample, faults))
  if (!manifest || !pack || faults.length > 0) return { read: null, faults }
  const of = <S extends AnySample['sort']>(sort: S) =>
    all.flatMap(({ name, ...one }) => (one.sort === sort ? [{ name, sample: one.sample as SampleOf<S> }] : []))
  const samples = { samples: of('readings'), haulSamples: of('haulage'), sightSamples: of('sightings'), riskSamples }
  return { read: { manifest, pack, ...samples, readme: parts.get('README.md') ?? '' }, faults: [] }
}
type SampleOf<S extends AnySample['sort']> = Extract<AnySample, { sort: S }>['sample']

/** A sample of whatever sort it is, by what stands in it. */
function anySampleOf(parts: Parts, part: string, faults: PackFault[]): ({ name: string } & AnySample)[] {
  const given = jsonOf(parts, part, faults)
  if (given === null) return []
  const sort = sortOf(given)
  const sample = shaped(part, given, shapeOf(sort), faults)
  return sample === null ? [] : [{ name: nameOf(part), sort, sample } as { name: string } & AnySample]
}

const nameOf = (part: string): string => part.replace(/^.*\/|\.json$/g, '')

/** The pack itself: who it is stands in the manifest, and only there. */
function scenarioOf(parts: Parts, { id, version, title }: PackManifest, faults: PackFault[]): Pack | null {
  const part = 'scenario.json'
  const given = jsonOf(parts, part, faults)
  if (given === null) return null
  const own = ['id', 'version', 'name'].filter((name) => typeof given === 'object' && Object.hasOwn(given as object, name))
  for (const name of own) faults.push(packFault(part, '', 'block-unknown', { name }))
  return shaped(part, { ...(given as object), id, version, name: title }, Pack, faults)
}

const partOf = <T>(parts: Parts, part: string, schema: z.ZodType<T>, faults: PackFault[]): T | null => {
  const given = jsonOf(parts, part, faults)
  return given === null ? null : shaped(part, given, schema, faults)
}

function sampleOf<T>(parts: Parts, part: string, schema: z.ZodType<T>, faults: PackFault[]): { name: string; sample: T }[] {
  const sample = partOf(parts, part, schema, faults)
  return sample === null ? [] : [{ name: nameOf(part), sample }]
}

function jsonOf(parts: Parts, part: string, faults: PackFault[]): unknown {
  const text = parts.get(part)
  if (text === undefined) faults.push(packFault(part, '', 'part-missing', { name: part }))
  const read = text === undefined ? null : boundedJson(text)
  if (!read) return null
  if (read.fault) faults.push(packFault(part, read.fault.path, read.fault.code, read.fault.details))
  else if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value))
    faults.push(packFault(part, '', 'shape', reasonIn({ code: 'invalid_type', expected: 'object' })))
  else return read.value
  return null
}

/** What a schema reads, and what it does not know: both are faults with their places. */
function shaped<T>(part: string, given: unknown, schema: z.ZodType<T>, faults: PackFault[]): T | null {
  const read = schema.safeParse(given)
  if (!read.success) {
    for (const issue of read.error.issues) faults.push(...issueFaults(part, issue))
    return null
  }
  const strange = unknownKeys(given, read.data)
  for (const { path, name } of strange) faults.push(packFault(part, path, 'block-unknown', { name }))
  return strange.length > 0 ? null : read.data
}

function issueFaults(part: string, issue: z.core.$ZodIssue): PackFault[] {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => packFault(part, path, 'block-unknown', { name }))
  return [packFault(part, path, 'shape', reasonIn({ ...issue }))]
}

function reasonIn(issue: { code?: string; [name: string]: unknown }): { reasonZh: string; reasonEn: string } {
  const { reason, given = {} } = reasonOf(issue)
  return { reasonZh: reasonWords(reason, given, 'zh'), reasonEn: `It ${reasonWords(reason, given, 'en')}` }
}
