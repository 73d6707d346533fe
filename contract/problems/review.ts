/** Refusals of reviews. Part of the catalogue (`contract/problem.ts`). */
export const reviewProblems = {
  'review.state': { status: 409, zh: '复盘现在是“{state}”，不能这样做', en: 'The review is {state}: this cannot be done now' },
  'review.another': {
    status: 409,
    zh: '“{title}”已有另一份复盘在办，写到那一份里',
    en: 'Another review of {title} runs already: go on there',
  },
  'review.empty': {
    status: 422,
    zh: '至少写明做得好的地方或一处差距，再提交',
    en: 'Say what went well, or at least one gap',
  },
  'review.actions-running': {
    status: 409,
    zh: '还有 {n} 项整改没有完成，完成或移交后才能办结',
    en: '{n} actions still run: they are done or handed over first',
  },
  'review.no-proof': {
    status: 422,
    zh: '要选出复盘开始以来对所列这一项的已发布改动；选中的不是',
    en: 'Choose a change of exactly what the action names, published since the review was opened; this is none',
  },
  'review.target-missing': {
    status: 422,
    zh: '写明要改哪一项（规则、预案、参数、指标或职责），完成时凭它的已发布改动',
    en: 'Name what will be changed: the rule, plan, setting, vital or duty; its published change closes the action',
  },
  'review.target-unknown': {
    status: 422,
    zh: '没有这一项可改，或这类整改不改它',
    en: 'There is no such thing to change, or an action of this kind does not change it',
  },
  'review.same-person': {
    status: 409,
    zh: '整改由谁布置，就要由另一个人移交',
    en: 'An action is handed over by somebody else than who set it',
  },
  'review.own-word': {
    status: 409,
    zh: '这项整改没有配置改动可凭：要由布置人以外的人写明做了什么，才能完成',
    en: 'No change of a configuration shows this: somebody else than who set it says what was done',
  },
  'review.own-change': {
    status: 409,
    zh: '布置、发布、完成不能都是同一个人：由另一个人看过改动再完成',
    en: 'One person does not set, publish and close: somebody else looks at the change and closes the action',
  },
  'review.action-over': { status: 409, zh: '这项整改已经完成或移交', en: 'This action is done or handed over already' },
  'review.due-past': { status: 422, zh: '整改期限要晚于现在', en: 'The action must be due later than now' },
  'review.unit-unknown': {
    status: 422,
    zh: '没有单位“{unit}”，或它不管这个区域',
    en: 'There is no unit {unit}, or it does not answer for this area',
  },
} as const
