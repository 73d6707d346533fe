import type { CountCondition } from '../../../../../contract/vital-count.ts'

/** What the words of a count are in SQL. Only these stand in a query, values are parameters. `value`: what a range is asked of. */
export type Words = { fields: Record<string, string>; tests: Record<string, string>; value?: string }
/** Takes a value of a query, answers its place: $3. */
export type Param = (value: unknown) => string

/** A list of parameters and what fills it. */
export function params(...first: unknown[]): { values: unknown[]; param: Param } {
  const values = [...first]
  return { values, param: (value) => `$${values.push(value)}` }
}

/** All of the conditions, as SQL. */
export const allOf = (conditions: readonly CountCondition[], words: Words, param: Param): string =>
  conditions.map((one) => met(one, words, param)).join(' and ') || 'true'

function met(one: CountCondition, words: Words, param: Param): string {
  const test =
    'field' in one
      ? `${words.fields[one.field]} = any(${param(one.in)})`
      : 'is' in one
        ? words.tests[one.is]!
        : within(one.within, words.value!, param)
  return one.not ? `not coalesce(${test}, false)` : `(${test})`
}

function within({ least, most }: { least?: number | undefined; most?: number | undefined }, value: string, param: Param): string {
  const ends = [
    ...(least === undefined ? [] : [`${value} >= ${param(least)}::numeric`]),
    ...(most === undefined ? [] : [`${value} <= ${param(most)}::numeric`]),
  ]
  return ends.join(' and ')
}

/** Where the code of a tier stands in a path: 50/500105/500105001/… */
const places: Record<string, number> = { town: 3, community: 4, grid: 5 }
/** The code of a tier in a path, empty where it ends above; and the same as SQL. */
export const codeOf = (path: string, tier: string): string => path.split('/')[places[tier]! - 1] ?? ''
export const codeIn = (path: string, tier: string): string => `split_part(${path}, '/', ${places[tier]})`
