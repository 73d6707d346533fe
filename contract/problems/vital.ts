/** Refusals of vitals and of the values told for them (体征指标). Part of the catalogue (`contract/problem.ts`). */
export const vitalProblems = {
  'vital.unknown': { status: 404, zh: '没有指标“{vital}”', en: 'There is no vital “{vital}”' },
  'vital.not-connected': {
    status: 409,
    zh: '指标“{vital}”还没有接入，不收数',
    en: 'The vital “{vital}” is not connected and takes no values',
  },
  'vital.area': { status: 404, zh: '没有区域“{area}”，或不在你的辖区', en: 'There is no area “{area}”, or it is not yours' },
  'vital.tier': {
    status: 422,
    zh: '“{vital}”按{wanted}报数，“{area}”不是',
    en: 'Values of “{vital}” are told by {wanted}, which “{area}” is not',
  },
  'vital.period': {
    status: 422,
    zh: '“{period}”不是这个指标的周期，应写成 {like}',
    en: '“{period}” is no period of this vital; write it like {like}',
  },
  'vital.future': { status: 422, zh: '周期 {period} 还没有开始', en: 'The period {period} has not begun' },
  'vital.unit': { status: 422, zh: '单位“{unit}”不对，应是“{wanted}”', en: 'The unit is “{wanted}”, not “{unit}”' },
  'vital.decimals': { status: 422, zh: '小数最多 {most} 位', en: 'At most {most} decimals' },
  'vital.impossible': {
    status: 422,
    zh: '{value} 不可能：应在 {least} 到 {most} 之间',
    en: '{value} cannot be: it lies between {least} and {most}',
  },
  'vital.denominator': { status: 422, zh: '要有分母，不小于 0', en: 'A denominator of 0 or more is needed' },
  'vital.weight': { status: 422, zh: '要有权重，不小于 0', en: 'A weight of 0 or more is needed' },
  'vital.large': { status: 422, zh: '数太大，改用大一些的单位', en: 'The number is too large, a larger unit is needed' },
  'vital.ask': {
    status: 422,
    zh: '与前 {n} 期相差很大（通常 {usual}），写明原因才收',
    en: 'Far from the {n} periods before (usually {usual}); it is taken with a reason',
  },
} as const
