import type { Rain } from '../types.ts'

/** One message of a chain of warnings; `to` null: nobody knows when it ends. */
export type WarningPart = { chain: string; areas: string[]; told: Date; from: Date; to: Date | null }

/** Messages that follow each other are one rain: told first, begun first, over when the last of them is over, in all their areas. */
export function rainsOf(parts: readonly WarningPart[]): Rain[] {
  return [...Map.groupBy(parts, ({ chain }) => chain).values()].map((some) => ({
    areas: [...new Set(some.flatMap(({ areas }) => areas))].sort(),
    told: earliest(some.map(({ told }) => told)),
    from: earliest(some.map(({ from }) => from)),
    to: some.some(({ to }) => to === null) ? null : new Date(Math.max(...some.map(({ to }) => to!.getTime()))),
  }))
}

const earliest = (times: Date[]): Date => new Date(Math.min(...times.map((at) => at.getTime())))
