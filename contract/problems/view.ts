/** Refusals of saved views of a list. Part of the catalogue (`contract/problem.ts`). */
export const viewProblems = {
  'view.name-taken': { status: 409, zh: '已有叫“{name}”的视图', en: 'There is a view called “{name}” already' },
  'view.too-many': { status: 409, zh: '最多保存 {max} 个视图，先删一个', en: 'At most {max} views are kept; delete one first' },
} as const
