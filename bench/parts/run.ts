// What every bench is asked on the command line, and the few figures it makes of its runs.

/** `--quick`: a fast try of everything, whose figures mean nothing and are kept nowhere. */
export const quick = process.argv.includes('--quick')
/** `--json`: the result as one JSON document on the standard output, everything else on the other one. */
export const json = process.argv.includes('--json')

const began = performance.now()
/** A line for whoever waits, with the seconds since the start. */
export const say = (line: string): void =>
  console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`)

/** The value below which a share of the sorted values lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The middle value, of an even count the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/**
 * Measures two or more sides in turns, A-B-B-A, so that whatever the machine does besides meets all of them; the first turn of
 * each warms up and is thrown away. Answers each side's figures in the order of the rounds.
 */
export async function inTurns<Side extends string>(
  sides: readonly Side[],
  rounds: number,
  measure: (side: Side) => Promise<number>,
  warmUp = true,
): Promise<Record<Side, number[]>> {
  const figures = Object.fromEntries(sides.map((side) => [side, [] as number[]])) as Record<Side, number[]>
  if (warmUp) for (const side of sides) await measure(side)
  for (let round = 0; round < rounds; round++)
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const figure = await measure(side)
      figures[side].push(figure)
      say(`round ${round + 1}/${rounds}  ${side}: ${short(figure)}`)
    }
  return figures
}

/** Ours against a peer's, round by round. */
export const ratios = (ours: readonly number[], theirs: readonly number[]): number[] =>
  ours.map((figure, i) => figure / theirs[i]!)

/** 1234567 → 1.23 M, 12345 → 12,345, 0.123456 → 0.123. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) >= 1e6) return `${(value / 1e6).toFixed(2)} M`
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US')
  return Math.abs(value) >= 10 ? value.toFixed(1) : String(Number(value.toPrecision(3)))
}
