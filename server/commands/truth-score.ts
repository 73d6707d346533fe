import type { TruthLine } from '../../contract/truth.ts'

/** Something the platform found by itself and brought before people. `until`: of an alarm, which stands for what comes again meanwhile; null: it still stands. */
export type Found = { pack: string; matter: string; of: string; at: Date; until?: Date | null | undefined }
/** Of one matter: how much of what was found is so, how much of what is so was found, and how long that took after it was due. */
export type Score = {
  pack: string
  matter: string
  found: number
  right: number
  true: number
  caught: number
  /** milliseconds from `due` to the finding, of those caught, in order */
  delays: number[]
}

type Named = Pick<TruthLine, 'pack' | 'matter' | 'of'>
const key = ({ pack, matter, of }: Named): string => `${pack}\n${matter}\n${of}`

/**
 * Holds what was found against what is so, up to `now`. A finding is right when something of its matter and object is so at its moment, or was within `graceMs`
 * before. What is not yet due by `graceMs` counts neither as caught nor as missed, and what never comes due is no miss.
 */
export function scoreTruth(
  lines: readonly TruthLine[],
  found: readonly Found[],
  { now, graceMs }: { now: Date; graceMs: number },
): Score[] {
  const truths = [...new Map(lines.map((line) => [line.id, line])).values()]
  const truthsOf = Map.groupBy(truths, key)
  const covers = ({ from, until }: TruthLine, at: Date): boolean =>
    Date.parse(from) <= at.getTime() && (until === null || at.getTime() <= Date.parse(until) + graceMs)
  const stands = (line: TruthLine, { at, until }: Found): boolean =>
    until !== undefined && at.getTime() < Date.parse(line.from) && (until === null || until.getTime() > Date.parse(line.from))
  const isRight = (one: Found): boolean => (truthsOf.get(key(one)) ?? []).some((line) => covers(line, one.at))
  const foundOf = Map.groupBy(found, key)
  const firstOf = (line: TruthLine): Date | undefined =>
    (foundOf.get(key(line)) ?? [])
      .filter((one) => covers(line, one.at) || stands(line, one))
      .map(({ at }) => at)
      .toSorted((one, other) => one.getTime() - other.getTime())[0]
  const matterOf = ({ pack, matter }: Named): string => `${pack}\n${matter}`
  const matters = [...new Set([...truths, ...found].map(matterOf))].toSorted()
  return matters.map((one) => {
    const claims = found.filter((claim) => matterOf(claim) === one)
    const due = truths.filter(
      (line) => matterOf(line) === one && line.due !== null && Date.parse(line.due) + graceMs <= now.getTime(),
    )
    const caught = due.flatMap((line) => {
      const at = firstOf(line)
      return at ? [Math.max(0, at.getTime() - Date.parse(line.due!))] : []
    })
    const [pack = '', matter = ''] = one.split('\n')
    return {
      ...{ pack, matter, found: claims.length, right: claims.filter(isRight).length },
      ...{ true: due.length, caught: caught.length, delays: caught.toSorted((a, b) => a - b) },
    }
  })
}
