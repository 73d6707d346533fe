import type { MuteWhat } from '../../../../contract/mute.ts'
import { objectById } from '../../../city/object/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Db } from '../../../kernel/spine.ts'
import { ruleKey } from './rule-key.ts'

/** Refuses what a silence names and nobody knows: an object outside the areas, a type, a rule, a kind of device. */
export async function refuseUnknown(db: Db, packs: Packs, what: Omit<MuteWhat, 'area'>, areas: readonly string[]): Promise<void> {
  const { object, type, rule, deviceKind } = what
  const thing = object ? await objectById(db, object) : null
  if (object && !areas.some((area) => thing?.area.startsWith(area))) throw unknown('/object', object)
  if (type && !packs.typeOf(type)) throw unknown('/type', type)
  const rules = packs.all().flatMap((pack) => pack.detect.map(({ id }) => ruleKey({ pack: pack.id, rule: id })))
  if (rule && !rules.includes(rule)) throw unknown('/rule', rule)
  if (deviceKind && !packs.all().some((pack) => pack.deviceKind === deviceKind)) throw unknown('/deviceKind', deviceKind)
}

const unknown = (path: string, name: string): RefusalError => new RefusalError(malformed(path, 'name.unknown', { name }))
