import type { DetailValue } from '../../../../../contract/detail.ts'

type Values = Readonly<Record<string, DetailValue>>
type Known = {
  /** fields (`details/<id>`) somebody has told of after the inspection was done: on the spot, at a check, at a desk */
  since: ReadonlySet<string>
  /** what the register says */
  held: Values
  /** the detail that keeps the day of the last time, where the plan has one */
  last: string | null
  /** of the city */
  today: string
}

/**
 * What of an inspection the register takes. A phone tells later than it looked: what somebody told of a field since is newer and stays. The day of the last
 * time only goes forward; one that lies ahead was written by mistake and keeps nothing.
 */
export const ofNow = (values: Values, { since, held, last, today }: Known): Record<string, DetailValue> =>
  Object.fromEntries(
    Object.entries(values).filter(([detail, value]) => {
      if (detail !== last) return !since.has(`details/${detail}`)
      const known = held[detail]
      return typeof known !== 'string' || known <= value.toString() || known > today
    }),
  )
