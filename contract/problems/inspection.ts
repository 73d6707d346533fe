/** Refusals of inspections that would claim what nobody saw. Part of the catalogue (`contract/problem.ts`). */
export const inspectionProblems = {
  'inspection.nothing': {
    status: 422,
    zh: '各项都是“不涉及”，等于没有检查，不能计为完成。到不了现场的，到了再查；对象已拆除、停用或不适用的，请管台账的人在对象页变更或注销',
    en: 'Every item is “not there”, so nothing was looked at and it does not count as done. Who cannot get there looks later; of what is gone or does not apply, the keeper of the register changes or ends the entry',
  },
  'inspection.none-why': {
    status: 422,
    zh: '“{name}”是必查项，选了“不涉及”须写明原因',
    en: '“{nameEn}” must be looked at: say in words why it does not apply',
  },
  'inspection.ahead': {
    status: 422,
    zh: '检查时间（{at}）晚于现在，没有计入：请先校准手机时间，再重新检查提交',
    en: 'It was done at {at}, later than now, and is not counted: set the clock of the phone right, then inspect and send it again',
  },
  'inspection.too-old': {
    status: 422,
    zh: '检查时间（{at}）超过 {days} 天，不能再补报，没有计入：请重新到场检查，原记录可搁置保留',
    en: 'It was done at {at}, more than {days} days ago, too late to be sent, and is not counted: go and inspect again; what was written can be set aside and is kept',
  },
} as const
