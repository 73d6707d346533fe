/** Refusals of ways that are closed. Part of the catalogue (`contract/problem.ts`). */
export const wayProblems = {
  'way.not-yours': {
    status: 403,
    zh: '由预案指定的单位或牵头单位办理',
    en: 'The unit the plan gives it to, or whoever leads, does that',
  },
  'way.state': {
    status: 409,
    zh: '当前状态（{state}）不能这样办',
    en: 'Not possible in the present state ({state})',
  },
  'way.backwards': {
    status: 422,
    zh: '起点里程要小于终点里程',
    en: 'The reach has to begin before it ends',
  },
  'way.not-ordered': {
    status: 422,
    zh: '“{name}”还没有下达：先下达管制，或写明不需要的原因',
    en: '“{nameEn}” was not ordered: order it, or say why it is not needed',
  },
  'way.checks': {
    status: 422,
    zh: '解除前还要确认：{missing}',
    en: 'Before it is lifted: {missingEn}',
  },
  'way.level': {
    status: 422,
    zh: '报警仍为{severity}，降到{severity}以下才能解除管制',
    en: 'An alarm still stands at {severityEn}: not before it is below that',
  },
  'way.second': {
    status: 403,
    zh: '解除管制要由下达和申请以外的另一人确认',
    en: 'Somebody who neither ordered it nor asked for it lifts it',
  },
  'way.still-closed': {
    status: 422,
    zh: '“{name}”仍在管制：先解除，或写明移交给谁、为什么',
    en: '“{nameEn}” is still closed: lift it, or hand it over with a reason',
  },
} as const
