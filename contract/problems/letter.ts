/** Refusals of letters of correction. Part of the catalogue (`contract/problem.ts`). */
export const letterProblems = {
  'letter.no-hazard': { status: 422, zh: '不是对象的隐患，不能发整改通知书', en: 'This is no hazard at an object' },
  'letter.over': { status: 409, zh: '隐患已经办结', en: 'The hazard is over' },
  'letter.runs': { status: 409, zh: '已有一份整改通知书在期限内', en: 'A letter runs already' },
  'letter.nobody': {
    status: 422,
    zh: '没有登记责任人或产权人，请写明收件人',
    en: 'No responsible or owner is registered: say who it is for',
  },
  'letter.state': { status: 409, zh: '这份通知书不能再这样处理', en: 'This cannot be done with the letter any more' },
} as const
