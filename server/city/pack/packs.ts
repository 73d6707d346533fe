import type { ChecklistItem, DetectRule, EventType, Pack } from '../../../contract/pack.ts'
import { faultText } from '../../../contract/rule-fault.ts'
import { type Duration, durationMs } from '../../../contract/time.ts'
import { detailFaults } from './check-details.ts'
import { checkRisks } from './check-risk.ts'
import { checkPacks } from './check-rule.ts'
import { kindFaults, measuredKinds } from './object-kinds.ts'

export type RuleOfPack = { pack: Pack; rule: DetectRule }
/** A published version of a pack's rules. */
export type PublishedRules = { pack: string; no: number; rules: DetectRule[] }

/** The packs switched on in this city with the rules in force, and quick look-ups over them. */
export type Packs = {
  all(): Pack[]
  byId(id: string): Pack
  typeOf(type: string): { pack: Pack; type: EventType } | null
  /** the type a pack's alarm family opens, if any */
  typeOfFamily(pack: string, family: string): EventType | null
  checklistOf(type: string): ChecklistItem[]
  /** unit of a pack's reading; empty where the pack knows none */
  unitOf(pack: string | null, reading: string | null): string
  /** kinds of devices and of objects with rules of their own, each with these rules: idle kinds cost nothing */
  deviceRules(): Map<string, RuleOfPack[]>
  objectRules(): Map<string, RuleOfPack[]>
  /** a pack as it came, whatever was published since; null: no such pack */
  shipped(id: string): Pack | null
  /** rules as they look once in force here: the demo shortens their holds */
  inForce(pack: Pack): Pack
  /** the published version of a pack's rules in force; 0: as the pack came */
  rulesVersion(pack: string): number
  /** which publication the rules in force are of */
  turn(): number
  /** Puts published rules in force. Those that do not fit their pack any more stay out, and are told by `refused`. */
  follow(turn: number, published: PublishedRules[]): void
  refused(): string[]
}

/** Looks packs up. With `demo` the settings' demo values shorten holds, shown as such on the pack's page. */
export function createPacks(given: Pack[], options: { demo: boolean }): Packs {
  const faults = [...kindFaults(given), ...faultsOf(given), ...detailFaults(given), ...checkRisks(given)]
  if (faults.length > 0) throw new Error(`packs with faults do not load\n${faults.join('\n')}`)
  const inForce = (pack: Pack): Pack => (options.demo ? withDemoSettings(pack) : pack)
  let now = lookUps(given.map(inForce), new Map())
  let [at, refused]: [number, string[]] = [0, []]
  return {
    all: () => now.packs,
    byId(id) {
      const pack = now.byId.get(id)
      if (!pack) throw new Error(`no pack ${id}`)
      return pack
    },
    typeOf: (type) => now.types.get(type) ?? null,
    typeOfFamily: (pack, family) => now.byId.get(pack)?.types.find((type) => type.family === family) ?? null,
    checklistOf: (type) => now.types.get(type)?.type.plan.checklist ?? [],
    unitOf: (pack, reading) => (reading && given.find(({ id }) => id === pack)?.readings[reading]?.unit) || '',
    deviceRules: () => now.byDevice,
    objectRules: () => now.byObject,
    shipped: (id) => given.find((pack) => pack.id === id) ?? null,
    inForce,
    rulesVersion: (pack) => now.versions.get(pack) ?? 0,
    turn: () => at,
    follow(turn, published) {
      const { packs, versions, faults } = withPublished(given, published)
      now = lookUps(packs.map(inForce), versions)
      at = turn
      refused = faults
    },
    refused: () => refused,
  }
}

/** Everything that is looked up, of one state of the packs. */
function lookUps(packs: Pack[], versions: Map<string, number>) {
  const rules = packs.flatMap((pack) => pack.detect.map((rule) => ({ pack, rule })))
  const [ofObjects, ofDevices] = [rules.filter(isOfObject), rules.filter((one) => !isOfObject(one))]
  return {
    packs,
    versions,
    byId: new Map(packs.map((pack) => [pack.id, pack])),
    types: new Map(packs.flatMap((pack) => pack.types.map((type) => [type.id, { pack, type }] as const))),
    byDevice: Map.groupBy(
      ofDevices.filter(({ pack }) => pack.deviceKind),
      ({ pack }) => pack.deviceKind!,
    ),
    byObject: byKind(ofObjects),
  }
}

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
  return { ...rest, faults: [...faultsOf(packs), ...rest.faults] }
}

/** A pack with a faulty rule does not load; all faults are told at once. */
const faultsOf = (packs: Pack[]): string[] =>
  checkPacks(packs).flatMap(({ pack, rule, faults }) =>
    faults.map((fault) => `${pack} ${rule}${fault.path ? ` ${fault.path}` : ''}: ${faultText(fault, 'en')}`),
  )

/** Rules of whole objects by the kinds their pack's devices stand at. */
function byKind(rules: RuleOfPack[]): Map<string, RuleOfPack[]> {
  const found = rules.flatMap((one) => measuredKinds(one.pack).map((kind) => ({ kind, one })))
  return new Map([...Map.groupBy(found, ({ kind }) => kind)].map(([kind, all]) => [kind, all.map(({ one }) => one)]))
}

const isOfObject = ({ rule }: RuleOfPack): boolean => rule.kind === 'tree' && rule.on === 'object'

/** `clear-hold` and `ineffective-within` of a pack's settings, where it has them, replace the rules' own lengths. */
function withDemoSettings(pack: Pack): Pack {
  const clearHold = pack.settings['clear-hold']?.demo
  const within = pack.settings['ineffective-within']?.demo
  const detect = pack.detect.map((rule): DetectRule => {
    if ((rule.kind === 'threshold' || rule.kind === 'rate' || rule.kind === 'tree') && typeof clearHold === 'string')
      return { ...rule, clearHold: shorter(rule.clearHold, clearHold) }
    if (rule.kind === 'ineffective' && typeof within === 'string') return { ...rule, within: shorter(rule.within, within) }
    return rule
  })
  return { ...pack, detect }
}

const shorter = (a: Duration, b: Duration): Duration => (durationMs(a) <= durationMs(b) ? a : b)
