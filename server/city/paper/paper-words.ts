import type { Grade, Risk } from '../../../contract/scales.ts'
import type { Mark } from './types.ts'

export type Language = 'zh' | 'en'

/** 1,234.5; `digits` decimals at most. */
export const figure = (n: number, digits = 2): string => n.toLocaleString('en-US', { maximumFractionDigits: digits })

/** 33.3 %: both of its numbers stand beside it. Nothing to count is no share, which is not zero. */
export const share = (n: number, of: number): string => (of > 0 ? `${(Math.round((n / of) * 1000) / 10).toFixed(1)} %` : '—')

const risks: Record<Risk, Mark> = {
  red: { level: 1, sign: '1' },
  orange: { level: 2, sign: '2' },
  yellow: { level: 3, sign: '3' },
  blue: { level: 4, sign: '4' },
  green: { level: 5, sign: '5' },
}
const grades: Record<Grade, Mark> = {
  extraordinary: { level: 1, sign: 'I' },
  major: { level: 2, sign: 'II' },
  serious: { level: 3, sign: 'III' },
  ordinary: { level: 4, sign: 'IV' },
  minor: { level: 0, sign: '0' },
}

/** The shape of a risk: it says without colour what the word beside it says. */
export const riskMark = (risk: Risk): Mark => risks[risk]
/** The shape of a grade. */
export const gradeMark = (grade: Grade): Mark => grades[grade]

const gradeNames: Record<Language, Record<Grade, string>> = {
  zh: { extraordinary: '特别重大', major: '重大', serious: '较大', ordinary: '一般', minor: '自处置' },
  en: { extraordinary: 'Extraordinary', major: 'Major', serious: 'Serious', ordinary: 'Ordinary', minor: 'Minor' },
}
/** The word beside the shape of a grade. */
export const gradeName = (grade: Grade, lang: Language): string => gradeNames[lang][grade]
