import type { Words } from './words.ts'

/** The columns of a sheet of baselines, as they are written; those of `also` are read as well. Only `hours` may be left out: not known. */
export const baselineColumns = {
  district: { zh: '区县', en: 'District', also: ['区县名称', '运行区', '区县代码'] },
  from: { zh: '期间自', en: 'From', also: ['开始日期'] },
  to: { zh: '期间至', en: 'To', also: ['结束日期'] },
  found: { zh: '发现数', en: 'Found', also: ['发现'] },
  handled: { zh: '办理数', en: 'Handled', also: ['办理'] },
  hours: { zh: '用时中位数（小时）', en: 'Middle time (hours)', also: ['用时中位数', 'Middle time'] },
  source: { zh: '出处', en: 'Source', also: ['来源'] },
} as const satisfies Record<string, Words & { also: readonly string[] }>
export type BaselineColumn = keyof typeof baselineColumns
export const neededOfBaseline = [
  'district',
  'from',
  'to',
  'found',
  'handled',
  'source',
] as const satisfies readonly BaselineColumn[]
