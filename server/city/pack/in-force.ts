import { type DetectRule, type EventType, Pack } from '../../../contract/pack.ts'
import { faultText } from '../../../contract/rule-fault.ts'
import { cardLine } from './card-fault.ts'
import { cardFaults } from './check-card.ts'
import { detailFaults, orderFaults, proofFaults, sightedFaults } from './check-details.ts'
import { inspectionFaults } from './check-inspections.ts'
import { ledgerFaults } from './check-ledger.ts'
import { checkRisks } from './check-risk.ts'
import { checkPacks } from './check-rule.ts'
import { kindFaults, measuredKinds } from './object-kinds.ts'
import { type SettingValues, withDemo, withSettings } from './settings.ts'

export type RuleOfPack = { pack: Pack; rule: DetectRule }
/** A published version of a pack's rules. */
export type PublishedRules = { pack: string; no: number; rules: DetectRule[] }
/** A pack that was installed, as its file says; `body` is read anew, it may be of an older platform. */
export type Release = { pack: string; no: number; body: unknown }
/** What the city (area '') or a district changed of a pack. */
export type Tuning = { pack: string; area: string; off: boolean; settings: SettingValues }
/** Everything that was put in force beside what came with the platform. `formerTypes`: of releases before, for cases that still run. */
export type InForceRows = {
  published: PublishedRules[]
  releases: Release[]
  formerTypes: { pack: string; types: unknown[] }[]
  tunings: Tuning[]
}
export const nothingPublished: InForceRows = { published: [], releases: [], formerTypes: [], tunings: [] }

/** Rules by the kinds of devices, and of whole objects, they look at. */
export type Detection = { device: Map<string, RuleOfPack[]>; object: Map<string, RuleOfPack[]> }
type TypeOfPack = { pack: Pack; type: EventType }
/** One state of the packs of a city: pure values, made anew whenever something is published. */
export type InForce = {
  /** as they came, by file or with the platform */
  bases: Pack[]
  packs: Pack[]
  types: Map<string, TypeOfPack>
  versions: Map<string, number>
  releases: Map<string, number>
  tunings: Tuning[]
  /** area of a district with changes of its own → its rules; '' for everywhere else */
  detection: Map<string, Detection>
  /** the same of the packs themselves */
  packsAt: Map<string, Pack[]>
  refused: string[]
}

/** Everything wrong with packs that are to be in force together, in words for whoever runs the server. */
export const packFaults = (packs: Pack[]): string[] => [
  ...kindFaults(packs),
  ...ruleFaults(packs),
  ...detailFaults(packs),
  ...sightedFaults(packs),
  ...orderFaults(packs),
  ...proofFaults(packs),
  ...[...cardFaults(packs), ...ledgerFaults(packs)].map(cardLine),
  ...inspectionFaults(packs),
  ...checkRisks(packs),
]

/** A pack with a faulty rule does not load; all faults are told at once. */
const ruleFaults = (packs: Pack[]): string[] =>
  checkPacks(packs).flatMap(({ pack, rule, faults }) =>
    faults.map((fault) => `${pack} ${rule}${fault.path ? ` ${fault.path}` : ''}: ${faultText(fault, 'en')}`),
  )

/** What is in force: what came with the platform, what was installed over it, published rules, and what was changed of them. Pure. */
export function reckonInForce(given: Pack[], rows: InForceRows, demo: boolean): InForce {
  const { bases, releases, refused } = withReleases(given, rows.releases)
  const { packs: ruled, versions, faults } = withPublished(bases, rows.published)
  const packs = ruled.map((pack) => tuned(pack, { tunings: rows.tunings, area: '', demo }))
  const districts = [...new Set(rows.tunings.map(({ area }) => area).filter((area) => area !== ''))].sort()
  const packsAt = new Map<string, Pack[]>([['', packs]])
  for (const area of districts)
    packsAt.set(
      area,
      ruled.map((pack) => tuned(pack, { tunings: rows.tunings, area, demo })),
    )
  const detection = new Map([...packsAt].map(([area, there]) => [area, detectionOf(there)]))
  return {
    ...{ bases, packs, packsAt, versions, releases, detection, tunings: rows.tunings },
    types: typesOf(packs, rows.formerTypes),
    refused: [...refused, ...faults],
  }
}

/** Installed packs in the place of those that came; one that does not fit this platform any more is kept for its cases only, and finds nothing. */
function withReleases(given: Pack[], rows: Release[]): Pick<InForce, 'bases' | 'releases' | 'refused'> {
  const refused: string[] = []
  const releases = new Map<string, number>()
  let bases = given
  for (const { pack: id, no, body } of rows) {
    const read = Pack.safeParse(body)
    if (!read.success) {
      refused.push(`${id} release ${no} cannot be read by this platform`)
      continue
    }
    const next = replaced(bases, read.data)
    const faults = packFaults(next)
    if (faults.length > 0) {
      refused.push(...faults)
      if (!bases.some((pack) => pack.id === id)) bases = replaced(bases, silenced({ ...read.data, objects: [] }))
      continue
    }
    bases = next
    releases.set(id, no)
  }
  return { bases, releases, refused }
}

const replaced = (packs: Pack[], one: Pack): Pack[] =>
  packs.some(({ id }) => id === one.id) ? packs.map((pack) => (pack.id === one.id ? one : pack)) : [...packs, one]

/** The packs with their published rules; a version a newer pack has outgrown is left out, and the rest is looked at again without it. */
function withPublished(
  given: Pack[],
  published: PublishedRules[],
): { packs: Pack[]; versions: Map<string, number>; faults: string[] } {
  const byPack = new Map(published.map((one) => [one.pack, one]))
  const packs = given.map((pack) => ({ ...pack, detect: byPack.get(pack.id)?.rules ?? pack.detect }))
  const versions = new Map(given.flatMap(({ id }) => (byPack.has(id) ? [[id, byPack.get(id)!.no] as const] : [])))
  const faulty = new Set(checkPacks(packs).map(({ pack }) => pack))
  if (faulty.size === 0) return { packs, versions, faults: [] }
  const fitting = published.filter(({ pack }) => !faulty.has(pack))
  // What came with the packs was checked at the start: without any published rules there is no fault left.
  const rest = withPublished(given, fitting.length < published.length ? fitting : [])
  return { ...rest, faults: [...ruleFaults(packs), ...rest.faults] }
}

type Tuned = { tunings: readonly Tuning[]; area: string; demo: boolean }

/** A pack as it is in force somewhere: with the settings of the city and, over them, of the district, and silent where it is off. */
export function tuned(pack: Pack, { tunings, area, demo }: Tuned): Pack {
  const own = tunings.filter((one) => one.pack === pack.id && (one.area === '' || area.startsWith(one.area)))
  const values = Object.assign({}, ...own.toSorted((a, b) => a.area.length - b.area.length).map(({ settings }) => settings))
  const settled = withSettings(pack, values)
  const shown = demo ? withDemo(settled) : settled
  return own.some(({ off }) => off) ? silenced(shown) : shown
}

/** Switched off: it finds nothing, opens nothing and is not reported. Cases that run, the register and history stay. */
const silenced = (pack: Pack): Pack => ({
  ...pack,
  detect: [],
  acts: [],
  ...(pack.haulage ? { haulage: { ...pack.haulage, checks: [] } } : {}),
  types: pack.types.map((type) => ({ ...type, auto: [], reportable: false })),
})

/** Types of now, and those of releases before: a case that runs keeps its words, its checklist and its plan. */
function typesOf(packs: Pack[], former: InForceRows['formerTypes']): InForce['types'] {
  const types: InForce['types'] = new Map()
  for (const { pack: id, types: before } of former) {
    const pack = packs.find((one) => one.id === id)
    for (const one of pack ? before : []) {
      const read = Pack.shape.types.element.safeParse(one)
      if (read.success) types.set(read.data.id, { pack: pack!, type: { ...read.data, auto: [], reportable: false } })
    }
  }
  for (const pack of packs) for (const type of pack.types) types.set(type.id, { pack, type })
  return types
}

function detectionOf(packs: Pack[]): Detection {
  const rules = packs.flatMap((pack) => pack.detect.map((rule) => ({ pack, rule })))
  const [ofObjects, ofDevices] = [rules.filter(isOfObject), rules.filter((one) => !isOfObject(one))]
  return {
    device: Map.groupBy(
      ofDevices.filter(({ pack }) => pack.deviceKind),
      ({ pack }) => pack.deviceKind!,
    ),
    object: byKind(ofObjects),
  }
}

/** Rules of whole objects by the kinds their pack's devices stand at. */
function byKind(rules: RuleOfPack[]): Map<string, RuleOfPack[]> {
  const found = rules.flatMap((one) => measuredKinds(one.pack).map((kind) => ({ kind, one })))
  return new Map([...Map.groupBy(found, ({ kind }) => kind)].map(([kind, all]) => [kind, all.map(({ one }) => one)]))
}

const isOfObject = ({ rule }: RuleOfPack): boolean => rule.kind === 'tree' && rule.on === 'object'
