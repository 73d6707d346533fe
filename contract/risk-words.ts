import type { Risk } from './scales.ts'
import type { Words } from './words.ts'

/** What the levels of risk are called, on every screen, paper and sheet: the word always ends in 风险, so it is never taken for the grade of an event. */
export const riskWords: Readonly<Record<Risk, Words>> = {
  red: { zh: '重大风险', en: 'Extreme risk' },
  orange: { zh: '较大风险', en: 'High risk' },
  yellow: { zh: '一般风险', en: 'Medium risk' },
  blue: { zh: '较低风险', en: 'Lower risk' },
  green: { zh: '低风险', en: 'Low risk' },
}
/** Of an object whose kind has a model, and that nobody has rated yet. */
export const unratedWords: Words = { zh: '未评定', en: 'Unrated' }

/** The same at the head of a narrow column that stands under the word for risk. */
export const riskHead = (level: Risk, lang: 'zh' | 'en'): string => riskWords[level][lang].replace(/ risk$/, '')
