/** Refusals of target boards (目标看板). Part of the catalogue (`contract/problem.ts`). */
export const targetProblems = {
  'target.not-owner': {
    status: 403,
    zh: '“{name}”的牵头和配合单位才能填报',
    en: 'Only the units that own “{name}” say how it stands',
  },
  'target.kind': { status: 422, zh: '“{name}”不能这样填报', en: 'This cannot be said of “{name}”' },
  'target.milestone': { status: 404, zh: '“{name}”没有这个里程碑', en: '“{name}” has no such milestone' },
  'target.future': { status: 422, zh: '{period} 还没有到', en: '{period} has not come yet' },
  'target.decimals': { status: 422, zh: '小数最多 {most} 位', en: 'At most {most} decimals' },
  'target.cadence': { status: 422, zh: '“{name}”按年填报，期写年份', en: '“{name}” is told by the year' },
  'target.impossible': {
    status: 422,
    zh: '{value} 不可能，应在 {least} 到 {most} 之间',
    en: '{value} cannot be true, it lies between {least} and {most}',
  },
  'target.ask': {
    status: 422,
    zh: '与 {period} 的 {value} 相差一倍以上，写明原因再提交',
    en: 'Less than half or more than double the {value} of {period}: say why, and submit it again',
  },
  'target.version': {
    status: 409,
    zh: '新一版少了已有填报的“{name}”',
    en: 'The new version leaves out “{name}”, of which something was said',
  },
} as const
