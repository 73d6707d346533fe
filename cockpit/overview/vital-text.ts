import { periodWords } from '../../contract/period-words.ts'
import type { VitalCell, VitalRow } from '../../contract/vital.ts'
import { shownDecimals } from '../../contract/vital-digits.ts'
import { CITY_ZONE, NONE, number, numberFixed } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { t } from '../t.ts'

type Numbers = Pick<VitalRow, 'unit' | 'decimals' | 'normal' | 'state'>
/** `here` false: no area of this tier can have a value of it; `reckoned`: by a formula */
type Shown = Numbers & { cell: VitalCell | null; here?: boolean; reckoned?: boolean }

export const say = (words: { zh: string; en: string }): string => (lang() === 'en' ? words.en : words.zh)

/** Is there a number that counts now: told, of a connected vital, and not too old? */
export const isKnown = ({ state, cell }: Pick<Shown, 'state' | 'cell'>): boolean =>
  (state === 'connected' || state === 'trusted') && cell !== null && cell.value !== null && !cell.stale

/** The value with the digits the vital is kept in; a percentage with one more, for it is a quotient. A dash where none counts now. */
export function valueText(shown: Shown): string {
  const { cell } = shown
  return isKnown(shown) ? number(cell!.value!, shownDecimals(shown)) : NONE
}

/** The same with all its digits, also where the last of them is nought: for values that stand beneath each other. */
export function fixedText(shown: Shown): string {
  const { cell } = shown
  return isKnown(shown) ? numberFixed(cell!.value!, shownDecimals(shown)) : NONE
}

/** What is said beneath the dash of a value that is too old to count: marked as of before. */
const ofThen = (words: string, { stale }: Pick<VitalCell, 'stale'>): string => (stale ? t('vital.then', { words }) : words)

/** 44,910/45,920: both numbers of a ratio, those of a value that is too old marked as such (断报前); empty of a sum. */
export const bothText = ({ cell }: Pick<Shown, 'cell'>): string =>
  cell?.numerator == null || cell.denominator === null
    ? ''
    : ofThen(`${number(cell.numerator)}/${number(cell.denominator)}`, cell)

/** 38/41 处报数: how many of the areas that should have told it; empty without a cell. */
export const toldText = (cell: VitalCell | null): string =>
  cell ? ofThen(t(cell.uneven ? 'vital.told-uneven' : 'vital.told', { n: number(cell.n), of: number(cell.of) }), cell) : ''

const years = new Intl.DateTimeFormat('en', { timeZone: CITY_ZONE, year: 'numeric' })

/** Of which day, week or month a number is: told today, it may be of last month. Of an hour its age says enough. Of this year the year goes without saying. */
export const ofPeriod = ({ cell, cadence }: Pick<VitalRow, 'cell' | 'cadence'>, now: number): string =>
  cell === null || cadence === 'hour' ? '' : shortPeriod(cell.period, now)

function shortPeriod(period: string, now: number): string {
  const words = say(periodWords(period))
  const year = years.format(now)
  // “10” alone would be no month.
  const isBare = period.length === 4 || (lang() === 'en' && /^\d{4}-\d{2}$/.test(period))
  return isBare ? words : words.replace(new RegExp(`^${year}(年|-)| (of )?${year}$`), '')
}

/** ≥ 95, ≤ 5, 40–60; null: nobody said what is normal. */
export function rangeText(normal: Numbers['normal']): string | null {
  const { least, most } = normal ?? {}
  if (least !== undefined && most !== undefined) return `${number(least)}–${number(most)}`
  return least !== undefined ? `≥ ${number(least)}` : most !== undefined ? `≤ ${number(most)}` : null
}

/** Should somebody look: its number is too old, or outside the range of its tier. */
export const isOff = (shown: Pick<Shown, 'state' | 'cell'>): boolean =>
  isKnown(shown) ? shown.cell!.standing === 'outside' : shown.cell?.stale === true

/** A number with a range that is not judged by it: told by too few areas, or of too small a sample. */
export const isUnsure = ({ cell, normal }: Pick<Shown, 'cell' | 'normal'>): boolean =>
  normal !== null && cell?.standing === 'unknown' && !cell.stale

/** How it stands in words: why there is no number, outside or inside its range, or that it has none. `off`: somebody should look; with `now` in few letters. */
export function standingWords(shown: Shown, now?: number): { words: string; off: boolean } {
  const { state, cell, normal, here = true, reckoned = false } = shown
  if (!here) return { words: t('vital.elsewhere'), off: false }
  if (state !== 'connected' && state !== 'trusted') return { words: t('vital.not-connected'), off: false }
  if (cell === null || cell.n === 0) return { words: t(reckoned ? 'vital.operand-missing' : 'vital.not-told'), off: false }
  if (cell.stale) {
    const { period } = cell
    const words =
      now === undefined
        ? t('vital.stale', { period: say(periodWords(period)) })
        : t('vital.stale-short', { period: shortPeriod(period, now) })
    return { words, off: true }
  }
  if (cell.value === null) return { words: t(cell.denominator === 0 ? 'vital.zero' : 'vital.nothing-due'), off: false }
  const range = rangeText(normal)
  if (range !== null && cell.leastSample !== undefined) {
    const n = number(cell.leastSample)
    return { words: now === undefined ? t('vital.small', { n }) : t('vital.small-short', { n }), off: false }
  }
  if (range !== null && cell.standing === 'unknown')
    return { words: t(now === undefined ? 'vital.few' : 'vital.few-short'), off: false }
  if (range === null) return { words: t('vital.no-range'), off: false }
  return cell.standing === 'outside'
    ? { words: t('vital.outside', { range }), off: true }
    : { words: t('vital.inside', { range }), off: false }
}
