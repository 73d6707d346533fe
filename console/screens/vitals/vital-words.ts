import type { VitalCell, VitalDefinition, VitalPage, VitalRow } from '../../../contract/vital.ts'
import { bandWords } from '../../../contract/vital-band.ts'
import { shownDecimals } from '../../../contract/vital-digits.ts'
import { NONE, number } from '../../../ui/format.ts'
import { say } from '../../messages.ts'
import { t as over } from './over-words.ts'
import { t } from './words.ts'

type Numbers = Pick<VitalDefinition, 'unit' | 'decimals'>

/** 97.8, with the digits the vital is kept in; a percentage with one more, for it is a quotient. */
export const valueText = (value: number | null, numbers: Numbers): string =>
  value === null ? NONE : number(value, shownDecimals(numbers))

/** 44,910/45,920: both numbers of what was divided; nothing of a sum. */
export const bothText = ({ numerator, denominator }: Pick<VitalCell, 'numerator' | 'denominator'>): string =>
  numerator === null || denominator === null ? '' : `${number(numerator)}/${number(denominator)}`

type Range = NonNullable<VitalRow['normal']>

/** ≥ 95, ≤ 5, 40–60. */
export function normalText(normal: Range | null | undefined): string {
  if (!normal) return NONE
  const { least, most } = normal
  if (least !== undefined && most !== undefined) return `${number(least)}–${number(most)}`
  return least !== undefined ? `≥ ${number(least)}` : most !== undefined ? `≤ ${number(most)}` : NONE
}

/** 未判: there is a number, and no range in force that it could be held against; neither normal nor outside, and not missing. */
export const isUnjudged = ({ cell, normal }: Pick<VitalRow, 'cell' | 'normal'>): boolean =>
  normal === null && cell !== null && cell.value !== null

/** 报数不全: there is a number and a range, and what the areas that did not tell it could change how it stands. */
export const isFew = ({ cell, normal }: Pick<VitalRow, 'cell' | 'normal'>): boolean =>
  normal !== null && cell !== null && cell.value !== null && cell.standing === 'unknown' && cell.leastSample === undefined

/** 样本不足: how large the denominator would have to be for the number to be judged; null: it is, or there is no range anyway. */
export const smallWords = ({ cell, normal }: Pick<VitalRow, 'cell' | 'normal'>): string | null =>
  normal !== null && cell?.leastSample !== undefined ? t('vitals.small', { n: number(cell.leastSample) }) : null

/** The range of the tier looked at, and whose it is: its own, or that of the tier that tells; or why its numbers are not judged. */
export function rangeWords({ definition, area, normal, by }: Pick<VitalPage, 'definition' | 'area' | 'normal' | 'by'>): string {
  const words = { tier: t(`vitals.tier.${area.tier}`), told: t(`vitals.tier.${definition.tier}`), normal: normalText(normal) }
  if (!normal) {
    if (!definition.normal && !definition.normalAbove) return t('vitals.no-range')
    return by === definition.cadence ? t('vitals.no-range-here', words) : over('over.no-range')
  }
  if (area.tier === definition.tier) return t('vitals.band', words)
  return t(definition.normalAbove?.some(({ tier }) => tier === area.tier) ? 'vitals.band-of' : 'vitals.band-as', words)
}

/** 出常态, or how far out it is where the vital has bands. */
export const outsideWords = ({ band }: Pick<VitalCell, 'band'>): string => (band ? say(bandWords[band]) : t('vitals.outside'))

/** Why there is no value, in the words of who reads it. */
export function noValue({
  state,
  cell,
  tier,
  here,
  lacks,
  reckoned,
}: Pick<VitalRow, 'state' | 'cell' | 'tier' | 'here' | 'lacks' | 'reckoned'>): string {
  if (lacks) return t(lacks.owner ? 'vitals.lacks-both' : 'vitals.lacks', { source: say(lacks.source) })
  if (state === 'sorted' || state === 'catalogued' || state === 'stopped') return t(`vitals.state.${state}`)
  if (!here) return t('vitals.not-here', { tier: t(`vitals.tier.${tier}`) })
  if (cell && cell.n > 0 && cell.denominator === 0) return t('vitals.zero')
  if (cell && cell.n > 0) return t('vitals.nothing-due')
  return t(reckoned ? 'vitals.operand-missing' : 'vitals.silent')
}

/** 5 分钟内有心跳 ÷ 在册: what a ratio is made of. */
export const fractionWords = ({ numerator, denominator }: VitalDefinition): string | null =>
  numerator && denominator ? `${say(numerator)} ÷ ${say(denominator)}` : null
