import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'

/** 月 and so on, as refusals say it. */
export const cadenceWords: Record<VitalCadence, { zh: string; en: string }> = {
  hour: { zh: '时', en: 'hour' },
  day: { zh: '日', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季', en: 'quarter' },
  year: { zh: '年', en: 'year' },
}
