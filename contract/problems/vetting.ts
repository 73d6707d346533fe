/** Refusals of the looks at what cameras noticed (人工复核). Part of the catalogue (`contract/problem.ts`). */
export const vettingProblems = {
  'vetting.answered': {
    status: 409,
    zh: '{by} 已经复核过这一条',
    en: '{by} has looked at this one already',
  },
  'vetting.held': {
    status: 409,
    zh: '另一位正在复核这一条，换下一条',
    en: 'Somebody else is looking at this one; take the next',
  },
  'vetting.too-late': {
    status: 409,
    zh: '结论已经生效，不能撤销；属实的在事件里报误报',
    en: 'The answer has taken effect and cannot be taken back; a false one is told of its event',
  },
} as const
