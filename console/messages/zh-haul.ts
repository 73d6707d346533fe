/** Messages of the console, Chinese: rates of firms, and sheets of baselines. */
export const haulZh = {
  'firm.rate': '加权违规率（每百运次）',
  'firm.weighed-of': '加权件数/运次',
  'firm.made-of': '构成（等级 件数 × 权重）',
  'firm.how': '加权违规率 = 加权件数 ÷ 运次 × 100，越低越好；运次 = 未作废联单 + 查实的无联单运输；少于 {least} 运次不算，不写 0',
  'firm.since': '统计自',
  'firm.no-trips': '没有运次',
  'firm.few-trips': '运次太少',
  'gates.find': '找摄像机',
  'gates.find-hint': '名称、编号或型号',
  'gates.shown': '列出 {n} / {of} 行，错得多的在上',
  'gates.more': '再列 50 行',
  'baseline.sheet': '导入基线表',
  'baseline.sheet-how':
    '一行一个区县（CSV、XLSX）：区县、期间自、期间至、发现数、办理数、用时中位数（不知道就空着）、出处。先预览再导入；有一行不对，整张都不导入。重填以新的为准，旧的保留。',
  'baseline.sheet-set': '新基线',
  'baseline.sheet-done': '已导入：新基线 {set}，不变 {unchanged}',
} as const
