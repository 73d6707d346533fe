import type { haulZh } from './zh-haul.ts'

/** Messages of the console, English: rates of firms, and sheets of baselines. */
export const haulEn: { readonly [K in keyof typeof haulZh]: string } = {
  'firm.rate': 'Weighed cases on 100 trips',
  'firm.weighed-of': 'Weighed cases/trips',
  'firm.made-of': 'Made of (grade, cases × weight)',
  'firm.how':
    'Rate = weighed cases ÷ trips × 100, lower is better; trips = tickets not voided + trips proved to have had none; below {least} trips there is none, never 0',
  'firm.since': 'counted since',
  'firm.no-trips': 'no trips',
  'firm.few-trips': 'too few trips',
  'firm.newest': 'The newest {n} you may see, of {of}',
  'gates.find': 'Find a camera',
  'gates.find-hint': 'name, number or model',
  'gates.shown': '{n} of {of} rows, most often wrong first',
  'gates.more': '50 more',
  'board.on.switched-on': 'after: since it was switched on here,',
  'board.on.installed': 'after: since it was installed (never switched on by itself),',
  'board.on.with-platform': 'after: since the platform began (never switched on by itself),',
  'board.on.unknown': 'Nobody noted when it was switched on: “after” counts every case',
  'board.on.first': ', the first',
  'board.on.off': 'switched off now',
  'baseline.sheet': 'Import baselines',
  'baseline.sheet-how':
    'A row a district (CSV, XLSX): district, from, to, found, handled, middle time in hours (empty where nobody knows), source. It is looked at before it is taken; with one wrong row nothing is. The newest counts, the others are kept.',
  'baseline.sheet-set': 'New baselines',
  'baseline.sheet-done': 'Imported: {set} new, {unchanged} unchanged',
}
