import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalTier } from '../../../../../contract/vital-kinds.ts'
import type { ToldVital } from '../../../2-detect/types.ts'
import type { Change, TreeRead } from '../types.ts'
import { bandsReached } from './band.ts'
import { coverage } from './cover.ts'
import { judgedAt } from './judged.ts'
import { isJudged, judgedValue } from './opening-number.ts'
import { periodStart, writePeriod } from './period.ts'
import { isSmall } from './sample.ts'

export type JudgeGround = { tree: TreeRead; zone: string; now: number }
/** A vital whose numbers open events. `standsOn`: the definitions of what a formula comes down to; of any other itself. */
export type Opening = { code: string; version: number; definition: VitalDefinition; standsOn?: readonly VitalDefinition[] }

/** A number of a vital that opens events as it is judged; null: it is not of the tier that is judged, or too early to judge. */
export function toldOf(
  { code, version, definition, standsOn }: Opening,
  { area, period, part }: Pick<Change, 'area' | 'period' | 'part'>,
  { tree, zone, now }: JudgeGround,
): ToldVital | null {
  const node = tree.node(area)
  const { name, unit, cadence, aggregation, opens, eventType, objectKind = null } = definition
  if (!node || !opens || !eventType || !isJudged(definition, node)) return null
  const judged = judgedAt(definition, node.tier)
  const { normal, hysteresis } = judged
  if (!normal) return null
  const until = periodStart(cadence, period, zone, 1)
  // The first readings of an hour are not its mean: it is judged when it is over, and anew with whatever comes late.
  if ((standsOn ?? [definition]).some(({ count }) => count?.of === 'readings') && until > now) return null
  const due = (tier: VitalTier): number => tree.countUnderAt(area, tier, period, until)
  const value = judgedValue(definition, node, { part, due })
  const { n, of } = coverage(definition, part, (cover) => due(cover.tier))
  return {
    ...{ vital: code, name: name.zh, area, areaName: node.name, path: node.paths[0] ?? '', period },
    ...{
      periodText: writePeriod(cadence, period, zone),
      value,
      // The digits of a ratio are those of its two numbers; it is said with two.
      decimals: aggregation === 'ratio' ? 2 : definition.decimals,
      unit: unit.zh,
    },
    ...{ least: normal.least ?? null, most: normal.most ?? null, hysteresis, hold: opens.hold, type: eventType },
    // What is of too small a sample is as unknown as a formula without a number: it ends nothing either.
    reckoned: aggregation === 'formula' || isSmall(definition, part),
    ...{ objectKind, version, told: { n, due: of }, bands: bandsReached(value, judged) },
  }
}
