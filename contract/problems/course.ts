/** Refusals of courses between objects (流向). Part of the catalogue (`contract/problem.ts`). */
export const courseProblems = {
  'course.unknown': { status: 422, zh: '没有编码为“{code}”的对象', en: 'There is no object with the code “{code}”' },
  'course.twice': { status: 422, zh: '“{code}”写了两次', en: '“{code}” is named twice' },
  'course.loop': {
    status: 422,
    zh: '“{code}”本来就在下游，不能又在上游',
    en: '“{code}” lies downstream already and cannot lie upstream too',
  },
} as const
