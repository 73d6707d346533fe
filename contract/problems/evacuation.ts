/** Refusals of evacuation lists. Part of the catalogue (`contract/problem.ts`). */
export const evacuationProblems = {
  'evacuation.open': {
    status: 422,
    zh: '撤离清单还有 {count} 户没有清点完：每个人须记为已撤离、拒绝或失联',
    en: '{count} households of the evacuation list are not settled: everybody has left, refuses or is missing',
  },
  'evacuation.unlisted': {
    status: 422,
    zh: '撤离名单未登记（台账：{known}）：先在台账登记受威胁户，或写明现场无人居住',
    en: 'No household is entered (register: {knownEn}): enter the list, or say with a reason that nobody lives there',
  },
  'evacuation.listed': {
    status: 409,
    zh: '撤离名单已有 {count} 户，请逐户清点',
    en: 'The list has {count} households: count them door by door',
  },
  'evacuation.not-yours': {
    status: 403,
    zh: '撤离清单由牵头单位和预案指定负责撤离的单位清点',
    en: 'Whoever leads and the parts the plan gives the evacuation to count the households',
  },
  'evacuation.too-many': {
    status: 422,
    zh: '清点人数超过该户登记的 {persons} 人',
    en: 'More people were counted than the {persons} of this household',
  },
} as const
