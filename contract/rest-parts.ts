/**
 * What is counted in an area and stands in none of the parts a wall shows of it, so that the parts add up to the whole: `own` the area's own
 * (a case of the city itself lies in no district), `elsewhere` what its units see of other areas.
 */
export const restParts = ['own', 'elsewhere'] as const
export type RestPart = (typeof restParts)[number]

export const isRest = (code: string): code is RestPart => restParts.some((one) => one === code)

const ownNames = ['市本级', '区县本级', '镇街本级'] as const

/** Its name beside the names of the parts; `depth`: of the area, the city's is 1. */
export const restName = (part: RestPart, depth: number): string =>
  part === 'elsewhere' ? '辖区外' : (ownNames[depth - 1] ?? '本级')
