/** Refusals of evacuation lists. Part of the catalogue (`contract/problem.ts`). */
export const evacuationProblems = {
  'evacuation.open': {
    status: 422,
    zh: '撤离清单还有 {count} 户没有清点完：每个人须记为已撤离、拒绝或失联',
    en: '{count} households of the evacuation list are not settled: everybody has left, refuses or is missing',
  },
  'evacuation.too-many': {
    status: 422,
    zh: '清点人数超过该户登记的 {persons} 人',
    en: 'More people were counted than the {persons} of this household',
  },
} as const
