/** Refusals of parts nobody could be called for. Part of the catalogue (`contract/problem.ts`). */
export const partProblems = {
  'part.given': {
    status: 409,
    zh: '这项分工已经指派出去了',
    en: 'This part has been given to somebody already',
  },
} as const
