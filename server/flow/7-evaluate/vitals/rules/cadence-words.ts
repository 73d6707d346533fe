import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'

/** 月 and so on, as refusals say it. */
export const cadenceWords: Record<VitalCadence, string> = {
  hour: '时 hour',
  day: '日 day',
  week: '周 week',
  month: '月 month',
  quarter: '季 quarter',
  year: '年 year',
}
