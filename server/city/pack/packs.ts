import type { ChecklistItem, DetectRule, EventType, Pack } from '../../../contract/pack.ts'
import { faultText } from '../../../contract/rule-fault.ts'
import { type Duration, durationMs } from '../../../contract/time.ts'
import { checkPacks } from './check-rule.ts'

export type RuleOfPack = { pack: Pack; rule: DetectRule }

/** The packs switched on in this city, and quick look-ups over them. */
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
}

/** Looks packs up. With `demo` the settings' demo values shorten holds, shown as such on the pack's page. */
export function createPacks(given: Pack[], options: { demo: boolean }): Packs {
  refuseFaults(given)
  const packs = options.demo ? given.map(withDemoSettings) : given
  const byId = new Map(packs.map((pack) => [pack.id, pack]))
  const types = new Map(packs.flatMap((pack) => pack.types.map((type) => [type.id, { pack, type }] as const)))
  const rules = packs.flatMap((pack) => pack.detect.map((rule) => ({ pack, rule })))
  const [ofObjects, ofDevices] = [rules.filter(isOfObject), rules.filter((one) => !isOfObject(one))]
  const byDevice = Map.groupBy(
    ofDevices.filter(({ pack }) => pack.deviceKind),
    ({ pack }) => pack.deviceKind!,
  )
  const byObject = Map.groupBy(
    ofObjects.filter(({ pack }) => pack.objectKind),
    ({ pack }) => pack.objectKind!,
  )
  return {
    all: () => packs,
    byId(id) {
      const pack = byId.get(id)
      if (!pack) throw new Error(`no pack ${id}`)
      return pack
    },
    typeOf: (type) => types.get(type) ?? null,
    typeOfFamily: (pack, family) => byId.get(pack)?.types.find((type) => type.family === family) ?? null,
    checklistOf: (type) => types.get(type)?.type.plan.checklist ?? [],
    unitOf: (pack, reading) => (reading && given.find(({ id }) => id === pack)?.readings[reading]?.unit) || '',
    deviceRules: () => byDevice,
    objectRules: () => byObject,
  }
}

/** A pack with a faulty rule does not load; all faults are told at once. */
function refuseFaults(packs: Pack[]): void {
  const faults = checkPacks(packs).flatMap(({ pack, rule, faults }) =>
    faults.map((fault) => `${pack} ${rule}${fault.path ? ` ${fault.path}` : ''}: ${faultText(fault, 'en')}`),
  )
  if (faults.length > 0) throw new Error(`packs with faults do not load\n${faults.join('\n')}`)
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
