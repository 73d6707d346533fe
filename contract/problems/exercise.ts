/** Refusals of drills. Part of the catalogue (`contract/problem.ts`). */
export const exerciseProblems = {
  'exercise.not': { status: 409, zh: '{no} 不是演练', en: '{no} is no exercise' },
  'exercise.over': { status: 409, zh: '演练 {no} 已结束', en: 'Exercise {no} is over' },
  'exercise.second': {
    status: 403,
    zh: '须由另一人转为实战：不能是发起演练的人',
    en: 'Another person must promote it: not who began the exercise',
  },
  'exercise.apart': {
    status: 409,
    zh: '演练与实战不能并在一起',
    en: 'An exercise and a live event are never merged',
  },
} as const
