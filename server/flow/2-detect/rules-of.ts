import type { Packs, RuleOfPack } from '../../city/pack/packs.ts'
import { compileRules, type Rules } from './rules/look.ts'

/** The rules of a device, and those of its object as a whole. */
export type RulesOf = { device(kind: string): Rules | undefined; object(kind: string): Rules | undefined }

/** Every kind's rules made ready once; made ready anew only when other packs are in force. */
export function rulesOf(packs: Packs, zone: string): RulesOf {
  const devices = readied(() => packs.deviceRules(), zone)
  const objects = readied(() => packs.objectRules(), zone)
  return { device: (kind) => devices().get(kind), object: (kind) => objects().get(kind) }
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
