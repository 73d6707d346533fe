import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { boards, townBoards } from '../../../../../contract/vital-boards.ts'
import type { VitalCount } from '../../../../../contract/vital-count.ts'
import { isFraction, parseFormula } from '../../../../../contract/vital-formula.ts'
import { type VitalState, vitalTiers } from '../../../../../contract/vital-kinds.ts'
import { wantedTier } from '../../../../../contract/vital-tier-words.ts'
import type { KnownVital } from '../../../../flow/7-evaluate/vitals/types.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'

/** What a definition refers to: the units it may name, the kinds and types of the packs in force. */
export type Known = {
  unit(id: string): boolean
  post(id: string, unit: string): boolean
  objectKind(id: string): boolean
  eventType(id: string): boolean
  /** may a vital of a board stand in a track? */
  track(board: string, code: string): 'stands' | 'stopped' | 'none'
  /** the unit of a reading of a kind of device; undefined: there is no such kind, or it has no such reading */
  reading(deviceKind: string, name: string): string | undefined
  deviceKind(id: string): boolean
  pack(id: string): boolean
  /** vitals a formula may stand on */
  vital(code: string): KnownVital | undefined
}

/** Is a definition whole and does all it names exist? The shape of its fields is the contract's to check. */
export function checkDefinition(definition: VitalDefinition, known: Known): Result<VitalDefinition> {
  const { board, track, aggregation, numerator, denominator, owner, ownerPost, objectKind, eventType } = definition
  const place = known.track(board, track)
  if (place === 'none') return refuse('vital.track', { board, track })
  if (place === 'stopped') return refuse('vital.track-stopped')
  if (aggregation === 'ratio' && !(numerator && denominator)) return refuse('vital.fraction')
  if (definition.leastSample !== undefined && !divides(definition)) return refuse('vital.least-sample')
  const range = checkRanges(definition)
  if (range) return range
  if (owner !== undefined && !known.unit(owner)) return refuse('vital.names', { what: owner })
  if (ownerPost !== undefined && (owner === undefined || !known.post(ownerPost, owner)))
    return refuse('vital.names', { what: ownerPost })
  if (objectKind !== undefined && !known.objectKind(objectKind)) return refuse('vital.names', { what: objectKind })
  if (eventType !== undefined && !known.eventType(eventType)) return refuse('vital.names', { what: eventType })
  return checkHeard(definition, known) ?? ok(definition)
}

/** Has it a denominator? A ratio has, and a formula whose last step divides. */
function divides({ aggregation, formula = '' }: VitalDefinition): boolean {
  const read = parseFormula(formula)
  return aggregation === 'ratio' || (aggregation === 'formula' && read.ok && isFraction(read.formula))
}

/** What is counted from devices names kinds and readings of packs in force; of a value, in the unit it is measured in. */
function checkHeard({ count, unit }: VitalDefinition, known: Known): Result<never> | null {
  if (count?.of !== 'readings' && count?.of !== 'devices') return null
  const knows = { 'device-kind': known.deviceKind, 'object-kind': known.objectKind, pack: known.pack }
  for (const one of [...count.where, ...(count.part ?? [])])
    if ('field' in one) {
      const strange = one.in.find((id) => !knows[one.field as keyof typeof knows](id))
      if (strange !== undefined) return refuse('vital.names', { what: strange })
    } else if ('within' in one && (one.within.least ?? -Infinity) > (one.within.most ?? Infinity)) return refuse('vital.range')
  const { reading } = count
  if (reading === undefined) return null
  for (const kind of deviceKindsOf(count)) {
    const wanted = known.reading(kind, reading)
    if (wanted === undefined) return refuse('vital.names', { what: reading })
    if (!count.part && plain(unit.zh) !== plain(wanted)) return refuse('vital.unit', { unit: unit.zh, wanted })
  }
  return null
}

const deviceKindsOf = ({ where }: VitalCount): string[] =>
  where.flatMap((one) => ('field' in one && one.field === 'device-kind' && !one.not ? one.in : []))

/** µ is written in two ways. */
const plain = (unit: string): string => unit.normalize('NFKC')

function checkRanges({ normal, normalAbove = [], possible, hysteresis, tier }: VitalDefinition): Result<never> | null {
  // Its own tier has `normal`, below it there is no number; a tier has one range, and a range at least one end.
  const tiers = normalAbove.map((one) => vitalTiers.indexOf(one.tier))
  const isOpen = normalAbove.some(({ least, most }) => least === undefined && most === undefined)
  if (isOpen || new Set(tiers).size < tiers.length || tiers.some((at) => at <= vitalTiers.indexOf(tier)))
    return refuse('vital.above', wantedTier(tier))
  for (const range of [normal, possible, ...normalAbove])
    if (range && !((range.least ?? Number.NEGATIVE_INFINITY) <= (range.most ?? Number.POSITIVE_INFINITY)))
      return refuse('vital.range')
  // Coming back by more than half the range from both ends would leave no value that is back.
  const isTooWide = ({ least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: NonNullable<typeof normal>) =>
    hysteresis * 2 > most - least
  return [normal ?? {}, ...normalAbove].some(isTooWide) ? refuse('vital.hysteresis') : null
}

/** What the stored numbers are read by: once values were told it stays, and another number is another vital. */
const shape = ['aggregation', 'decimals', 'tier', 'cadence', 'times'] as const

/** May the new definition follow the old one? `told`: values of it are kept already. */
export function checkFollows(before: VitalDefinition, after: VitalDefinition, told: boolean): Result<VitalDefinition> {
  if (after.code !== before.code) return refuse('vital.code-kept', { code: before.code })
  const changed = shape.filter((field) => before[field] !== after[field])
  return told && changed.length > 0 ? refuse('vital.shape-kept', { fields: changed.join(' ') }) : ok(after)
}

/** Who takes values answers for them: what is connected keeps an owner, whoever it is. */
export const checkOwned = ({ owner }: VitalDefinition, state: VitalState): Result<null> =>
  owner === undefined && (state === 'connected' || state === 'trusted') ? refuse('vital.owner-kept') : ok(null)

/** The boards of a town are a town's own, the eight those of city and district. */
export function checkHome(board: string, homeTier: (typeof vitalTiers)[number]): Result<null> {
  const low = vitalTiers.indexOf(homeTier) <= vitalTiers.indexOf('town')
  if (low === board in townBoards) return ok(null)
  const named = ({ ...boards, ...townBoards } as Readonly<Record<string, { zh: string; en: string }>>)[board]
  return refuse('vital.not-your-board', { board: named?.zh ?? board, boardEn: named?.en ?? board })
}
