import type { overZh } from './zh-over.ts'

/** Messages of a vital by coarser periods than its own (K10), English. */
export const overEn: Record<keyof typeof overZh, string> = {
  'over.by': 'By which periods',
  'over.hour': 'Hour',
  'over.day': 'Day',
  'over.week': 'Week',
  'over.month': 'Month',
  'over.quarter': 'Quarter',
  'over.year': 'Year',
  'over.not.week': 'A week may lie in two months: weeks make up no month, quarter or year.',
  'over.not.different':
    'Each object is counted once in a period; added up they would be counted again, so there are no longer periods.',
  'over.how.added': 'From its periods: {how}',
  'over.how.last': 'A stock: as its last period with a number stands ({period})',
  'over.sum': 'added up',
  'over.mean': 'mean of all values',
  'over.weighted': 'weighted mean',
  'over.ratio': 'sum of numerators ÷ sum of denominators',
  'over.min': 'the lowest',
  'over.max': 'the highest',
  'over.formula': 'each vital over the whole period, then the formula',
  'over.told': '{told} periods with a number, {due} due by now, {of} in all',
  'over.running': 'Not over yet: mind this when comparing',
  'over.values': '{n} of {of} values told',
  'over.no-range': 'not judged: the normal range is of one period, and sums of several are not held against it',
  'over.finer': 'Made of these periods; open one to look on',
  'over.open': 'Show {period}',
  'over.back': 'Back to the newest',
}
