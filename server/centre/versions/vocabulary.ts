import type { Pack } from '../../../contract/pack.ts'
import { namesOfPack } from '../../../contract/rule-words/names.ts'
import type { RuleVocabulary } from '../../../contract/rules.ts'
import type { Words } from '../../../contract/words.ts'

/** What the rules of a pack may speak of; other packs lend their device kinds and alarm families. */
export function vocabularyOf(pack: Pack, packs: Pack[]): RuleVocabulary {
  const { readings, units, commands, zones = {} } = namesOfPack(pack)
  const ranges = Object.entries(pack.readings).map(([code, { min, max }]) => [code, { min, max }])
  // its own last: what it calls a family counts, whatever another pack calls one of the same code
  const all = [...packs.filter(({ id }) => id !== pack.id), pack]
  const families = all.flatMap((one) => one.detect.map(({ family }): [string, Words] => [family, nameOf(family, one)]))
  const devices = all.flatMap(({ deviceKind, name }): [string, Words][] => (deviceKind ? [[deviceKind, name]] : []))
  return {
    ...{ readings, units, commands, zones, ranges: Object.fromEntries(ranges) },
    ...{ alarmFamilies: Object.fromEntries([...families, ...taken(pack)]), deviceKinds: Object.fromEntries(devices) },
    deviceRules: Object.fromEntries(
      pack.detect.filter((rule) => !(rule.kind === 'tree' && rule.on === 'object')).map(({ id, name }) => [id, name]),
    ),
    ownFamilies: taken(pack).map(([family]) => family),
  }
}

/** Families the types of a pack take. */
const taken = ({ types }: Pack): [string, Words][] => types.flatMap(({ family, name }) => (family ? [[family, name]] : []))

/** An alarm family has no name of its own: it is called like the event it opens. */
const nameOf = (family: string, { types }: Pack): Words =>
  types.find((type) => type.family === family)?.name ?? { zh: family, en: family }
