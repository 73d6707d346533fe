import type { MuteWhat } from '../../../../../contract/mute.ts'
import type { Pack } from '../../../../../contract/pack.ts'
import { malformed, type Refusal } from '../../../../kernel/result.ts'
import { ruleKey } from './rule-key.ts'

/** `objectArea`: where the object lies that is named; null: there is none of that name. */
type Known = { packs: readonly Pack[]; areas: readonly string[]; objectArea: string | null }

/** What a silence names and nobody knows, as a refusal: an object outside the areas, a type, a rule, a kind of device. */
export function unknownIn(what: Omit<MuteWhat, 'area'>, { packs, areas, objectArea }: Known): Refusal | null {
  const { object, type, rule, deviceKind } = what
  const unknown = (path: string, name: string): Refusal => malformed(path, 'name.unknown', { name })
  if (object && !areas.some((area) => objectArea?.startsWith(area))) return unknown('/object', object)
  if (type && !packs.some(({ types }) => types.some(({ id }) => id === type))) return unknown('/type', type)
  if (rule && !packs.some(({ id: pack, detect }) => detect.some(({ id }) => ruleKey({ pack, rule: id }) === rule)))
    return unknown('/rule', rule)
  if (deviceKind && !packs.some((pack) => pack.deviceKind === deviceKind)) return unknown('/deviceKind', deviceKind)
  return null
}
