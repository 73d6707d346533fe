import { clashesOf } from '../../../contract/object-columns.ts'
import { type EventType, Pack, type Setting } from '../../../contract/pack.ts'
import { type PackFault, packFault } from '../../../contract/pack-fault.ts'
import { faultText } from '../../../contract/rule-fault.ts'
import { blockFaults } from './check-blocks.ts'
import { cardFaults } from './check-card.ts'
import { ledgerFaults } from './check-ledger.ts'
import { checkPlan } from './check-plan.ts'
import { riskFaults } from './check-risk.ts'
import { checkPacks, checkRule } from './check-rule.ts'
import { fits, nowhere, placeText, withSettings } from './settings.ts'

const part = 'scenario.json'

/**
 * Everything that is wrong with a pack in the company of those in force, each with its place; `others` may hold an earlier version of it,
 * which it takes the place of. It may take nothing that belongs to another pack, and break no rule of another.
 */
export function checkPack(pack: Pack, others: readonly Pack[]): PackFault[] {
  const rest = others.filter(({ id }) => id !== pack.id)
  return [
    ...onlyOnce(pack),
    ...taken(pack, rest),
    ...rules(pack, rest),
    ...blocks(pack),
    ...plans(pack),
    ...blockFaults(pack, rest),
    ...settings(pack, rest),
    ...risks(pack, rest),
    ...cards(pack),
  ]
}

/** Ids that stand twice inside the pack. */
function onlyOnce({ detect, types, objects }: Pack): PackFault[] {
  const twice = (ids: string[], path: (i: number) => string): PackFault[] =>
    ids.flatMap((id, i) => (ids.indexOf(id) < i ? [packFault(part, path(i), 'twice', { name: id })] : []))
  return [
    ...twice(
      detect.map(({ id }) => id),
      (i) => `detect.${i}.id`,
    ),
    ...twice(
      types.map(({ id }) => id),
      (i) => `types.${i}.id`,
    ),
    ...twice(
      types.map(({ prefix }) => prefix),
      (i) => `types.${i}.prefix`,
    ),
    ...twice(
      objects.map(({ kind }) => kind),
      (i) => `objects.${i}.kind`,
    ),
    ...types.flatMap(({ plan }, i) =>
      twice(
        plan.checklist.map(({ id }) => id),
        (n) => `types.${i}.plan.checklist.${n}.id`,
      ),
    ),
  ]
}

/** What belongs to another pack: its types and their numbers, its devices, its objects. */
function taken(pack: Pack, rest: readonly Pack[]): PackFault[] {
  const owner = (has: (other: Pack) => boolean): string | undefined => rest.find(has)?.id
  const say = (path: string, name: string, by: string | undefined): PackFault[] =>
    by === undefined ? [] : [packFault(part, path, 'taken', { name, pack: by })]
  const { deviceKind } = pack
  return [
    ...(deviceKind
      ? say(
          'deviceKind',
          deviceKind,
          owner((other) => other.deviceKind === deviceKind),
        )
      : []),
    ...pack.objects.flatMap(({ kind }, i) =>
      say(
        `objects.${i}.kind`,
        kind,
        owner(({ objects }) => objects.some((one) => one.kind === kind)),
      ),
    ),
    ...pack.types.flatMap((type, i) => [
      ...say(
        `types.${i}.id`,
        type.id,
        owner(({ types }) => types.some(({ id }) => id === type.id)),
      ),
      ...say(
        `types.${i}.prefix`,
        type.prefix,
        owner(({ types }) => types.some(({ prefix }) => prefix === type.prefix)),
      ),
    ]),
  ]
}

/** Faults of its rules, and of rules of others that stand on what it no longer has. */
function rules(pack: Pack, rest: readonly Pack[]): PackFault[] {
  const before = new Set(checkPacks([...rest]).map(({ pack: id, rule }) => `${id} ${rule}`))
  return checkPacks([pack, ...rest]).flatMap(({ pack: id, rule, faults }) => {
    const own = id === pack.id
    if (!own && before.has(`${id} ${rule}`)) return []
    const at = own ? `detect.${pack.detect.findIndex((one) => one.id === rule)}` : 'detect'
    return faults.map((fault) => {
      const words = { faultZh: faultText(fault, 'zh'), faultEn: faultText(fault, 'en') }
      const path = own && fault.path ? `${at}.${fault.path}` : at
      return own ? packFault(part, path, 'rule', words) : packFault(part, path, 'other-rule', { ...words, pack: id, name: rule })
    })
  })
}

/** Blocks that speak of things the pack does not have. */
function blocks(pack: Pack): PackFault[] {
  const families = new Set(pack.detect.map(({ family }) => family))
  const unknown = (path: string, name: string): PackFault[] =>
    families.has(name) ? [] : [packFault(part, path, 'no-family', { name })]
  return [
    ...pack.acts.flatMap(({ family }, i) => unknown(`acts.${i}.family`, family)),
    ...pack.quiet.causes.flatMap((name, i) => unknown(`quiet.causes.${i}`, name)),
    ...pack.quiet.caused.flatMap((name, i) => unknown(`quiet.caused.${i}`, name)),
    ...pack.types.flatMap((type, i) => checklistReadings(type, pack, i)),
    ...pack.objects.flatMap(({ details, charges }, i) =>
      clashesOf(details, charges).map((detail) => packFault(part, `objects.${i}.details.${detail}`, 'heading')),
    ),
  ]
}

/** What keeps a plan from being put in force keeps its pack out. */
const plans = (pack: Pack): PackFault[] =>
  pack.types.flatMap((type, i) =>
    checkPlan(type.plan, type, pack)
      // Told already, with the places of the pack.
      .filter(({ code }) => code !== 'same-id' && code !== 'unknown-reading')
      .map(({ path, words: { zh, en } }) => packFault(part, `types.${i}.plan.${path}`, 'plan', { faultZh: zh, faultEn: en })),
  )

/** A setting points at something, its own value lies in its range, and neither end of the range makes the pack wrong. */
function settings(pack: Pack, rest: readonly Pack[]): PackFault[] {
  return Object.entries(pack.settings).flatMap(([id, setting]) => {
    const at = `settings.${id}`
    const { value, demo = value, min, max } = setting
    const lost = nowhere(pack, setting).map((place) =>
      packFault(part, `${at}.sets`, 'setting-nowhere', { name: placeText(place) }),
    )
    if (!fits(setting, value) || !fits({ ...setting, min: demo }, demo))
      return [...lost, packFault(part, `${at}.value`, 'setting-range', { value, min, max })]
    return [...lost, ...[min, max].flatMap((end) => wrongBy({ pack, rest }, id, setting, end))]
  })
}

type Company = { pack: Pack; rest: readonly Pack[] }

function wrongBy({ pack, rest }: Company, id: string, setting: Setting, end: Setting['value']): PackFault[] {
  const at = `settings.${id}.${end === setting.min ? 'min' : 'max'}`
  const moved = withSettings(pack, { [id]: end })
  const fitsShape = Pack.pick({ haulage: true, types: true }).safeParse(moved).success
  if (!fitsShape) return [packFault(part, at, 'setting-range', { value: end, min: setting.min, max: setting.max })]
  const known = (rule: string): number => checkRule(pack.detect.find((one) => one.id === rule)!, pack).length
  const wrong = moved.detect
    .flatMap((rule) => (known(rule.id) > 0 ? [] : checkRule(rule, moved).slice(0, 1)))
    .slice(0, 1)
    .map((fault) => packFault(part, at, 'rule', { faultZh: faultText(fault, 'zh'), faultEn: faultText(fault, 'en') }))
  const liftsRisk = setting.sets.some((place) => 'floor' in place)
  return [...wrong, ...(liftsRisk ? risks(moved, rest).map((fault) => ({ ...fault, path: at })) : [])].slice(0, 1)
}

const checklistReadings = ({ plan }: EventType, { readings }: Pack, i: number): PackFault[] =>
  plan.checklist.flatMap(({ reading }, n) =>
    reading === undefined || Object.hasOwn(readings, reading)
      ? []
      : [packFault(part, `types.${i}.plan.checklist.${n}.reading`, 'sample-reading', { name: reading })],
  )

/** What its public cards and ledgers show and take must be its own, and of nobody. */
const cards = (pack: Pack): PackFault[] =>
  [...cardFaults([pack]), ...ledgerFaults([pack])].map(({ kind, path, words }) =>
    packFault(part, `objects.${kind}.${path}`, 'card', { faultZh: words.zh, faultEn: words.en }),
  )

/** What is wrong with the risk models of its own kinds of objects. */
const risks = (pack: Pack, rest: readonly Pack[]): PackFault[] =>
  riskFaults([pack, ...rest]).flatMap(({ pack: of, kind, path, words }) =>
    of === pack.id ? [packFault(part, `objects.${kind}.risk.${path}`, 'risk', { faultZh: words.zh, faultEn: words.en })] : [],
  )
