import type { Detection, RuleOfPack } from '../../city/pack/in-force.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Db } from '../../kernel/spine.ts'
import { compileRules, type Rules } from './rules/look.ts'

/**
 * The rules of a device at a place, those of its object as a whole, and which version of a pack's rules they are: the same throughout a
 * batch. A district may have settings of its own.
 */
export type InForce = {
  device(kind: string, area?: string): Rules | undefined
  object(kind: string, area?: string): Rules | undefined
  version(pack: string): number
}
/** `now`: as this process knows them; `inForce`: certainly those in force, kept so until the transaction ends. */
export type RulesOf = { now(): InForce; inForce(db: Db): Promise<InForce> }

/** Every kind's rules made ready once; made ready anew only when others are in force. */
export function rulesOf(packs: Packs, zone: string): RulesOf {
  const ready = readied(zone)
  const now = (): InForce => {
    const at = (area: string) => ready(packs.detectionAt(area))
    const versions = new Map(packs.all().map(({ id }) => [id, packs.rulesVersion(id)]))
    return {
      device: (kind, area = '') => at(area).device.get(kind),
      object: (kind, area = '') => at(area).object.get(kind),
      version: (pack) => versions.get(pack) ?? 0,
    }
  }
  return {
    now,
    async inForce(db) {
      await followRules(db, packs)
      return now()
    },
  }
}

type Ready = { device: Map<string, Rules>; object: Map<string, Rules> }

/** What is out of force is forgotten with its state. */
function readied(zone: string): (given: Detection) => Ready {
  const ready = new WeakMap<Detection, Ready>()
  const compiled = (rules: Map<string, RuleOfPack[]>) =>
    new Map([...rules].map(([kind, all]) => [kind, compileRules(all, zone)] as const))
  return (given) => {
    let one = ready.get(given)
    if (!one) {
      one = { device: compiled(given.device), object: compiled(given.object) }
      ready.set(given, one)
    }
    return one
  }
}
