/** Refusals of case files and of what was before the platform. Part of the catalogue (`contract/problem.ts`). */
export const caseFileProblems = {
  'case-file.broken': {
    status: 500,
    zh: '{name} 与收到时的散列不符，案卷没有导出；请管理员从备份恢复照片',
    en: '{name} is not what its hash says: nothing was taken out; have the photos restored from the backup',
  },
  'baseline.days': {
    status: 400,
    zh: '期间应当先开始、后结束，并且不晚于今天',
    en: 'The period begins before it ends, and ends today at the latest',
  },
  'baseline.handled': { status: 400, zh: '办理数不能多于发现数', en: 'No more can be handled than was found' },
} as const
