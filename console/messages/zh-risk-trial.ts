/** What a replay of risk settings says. */
export const riskTrialZh = {
  'risk-trial.on': '按现在知道的情况，把这里 {n} 个对象各评一遍（用时 {s}）；不改任何对象的颜色。',
  'risk-trial.none': '这里没有评过级的对象，看不出差别。',
  'risk-trial.same': '没有对象变色。',
  'risk-trial.level': '颜色',
  'risk-trial.live': '现行参数',
  'risk-trial.tried': '新参数',
  'risk-trial.soon': '一天内随时间变坏的',
  'risk-trial.moves': '变色：{moves}。',
  'risk-trial.move': '{from} → {to} {n} 个',
  'risk-trial.examples': '变色的对象，重的在前',
  'risk-trial.shown': '列出 {n} 个，共 {of} 个。',
  'risk-trial.object': '对象',
  'risk-trial.change': '变化',
  'risk-trial.score': '分数',
  'risk-trial.why': '为什么',
  'risk-trial.worsens': '再往后',
} as const
