import { followRules } from '../../city/pack/live-rules.ts'
import type { Packs, RuleOfPack } from '../../city/pack/packs.ts'
import type { Db } from '../../kernel/spine.ts'
import { compileRules, type Rules } from './rules/look.ts'

/** The rules of a device, those of its object as a whole, and which version of a pack's rules they are: the same throughout a batch. */
export type InForce = {
  device(kind: string): Rules | undefined
  object(kind: string): Rules | undefined
  version(pack: string): number
}
/** `now`: as this process knows them; `inForce`: certainly those in force, kept so until the transaction ends. */
export type RulesOf = { now(): InForce; inForce(db: Db): Promise<InForce> }

/** Every kind's rules made ready once; made ready anew only when others are in force. */
export function rulesOf(packs: Packs, zone: string): RulesOf {
  const devices = readied(() => packs.deviceRules(), zone)
  const objects = readied(() => packs.objectRules(), zone)
  const now = (): InForce => {
    const [device, object] = [devices(), objects()]
    const versions = new Map(packs.all().map(({ id }) => [id, packs.rulesVersion(id)]))
    return {
      device: (kind) => device.get(kind),
      object: (kind) => object.get(kind),
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

function readied(given: () => Map<string, RuleOfPack[]>, zone: string): () => Map<string, Rules> {
  let from: Map<string, RuleOfPack[]> | null = null
  let ready = new Map<string, Rules>()
  return () => {
    const now = given()
    if (now !== from) {
      ready = new Map([...now].map(([kind, rules]) => [kind, compileRules(rules, zone)]))
      from = now
    }
    return ready
  }
}
