import type { UsualHour, UsualPlace, UsualSlot } from '../types.ts'

const hourMs = 3_600_000
const dayMs = 86_400_000
/** Of so many days a slot remembers: older ones fade (the newest counts one in ten). */
const days = 10
/** A day that strays further than so many times the usual counts as no more: a failure must not become what is usual. */
const cap = 4
/** Yet so much of any distance is learned, or a value that never moved before could never be followed. */
const least = 0.05

/** Slots of a day; with `week` Saturday and Sunday have their own. */
export type Season = 'day' | 'week'

/** Which hour of which kind of day, and the hour itself, of a time already in the city's zone (ms since 1970). */
function hourOf(local: number, season: Season): { slot: number; hour: number } {
  const hour = Math.floor(local / hourMs)
  const day = Math.floor(local / dayMs)
  // The first day of 1970 was a Thursday: 2 and 3 days later it was weekend.
  const isWeekend = season === 'week' && [2, 3].includes(((day % 7) + 7) % 7)
  return { slot: (((hour % 24) + 24) % 24) + (isWeekend ? 24 : 0), hour }
}

/** Five digits are enough of what is an estimate, and halve what is written with every reading. */
const brief = (value: number): number => Number(value.toPrecision(5))

/** The slot after another day: the first day is taken whole, later ones move it by their share, no further than the cap lets them. */
function folded(slot: UsualSlot | null | undefined, { n, sum, strayed, low, high }: UsualHour): UsualSlot {
  const mean = sum / n
  if (!slot) return [1, brief(mean), brief(Math.max(mean - low, high - mean))]
  const [seen, usual, stray] = slot
  const share = 1 / Math.min(seen + 1, days)
  const capped = (distance: number): number => Math.max(Math.min(distance, cap * stray), distance * least)
  const off = mean - usual
  return [
    seen + 1,
    brief(usual + share * Math.sign(off) * capped(Math.abs(off))),
    brief(stray + share * (capped(strayed / n) - stray)),
  ]
}

/**
 * What is usual of a reading, with one more value. An hour is folded into its slot once a value of another hour comes, so an hour does not
 * judge itself. `local`: the time in the city's zone, milliseconds since 1970.
 */
export function learn(place: UsualPlace | undefined, value: number, local: number, season: Season): UsualPlace {
  const { slot, hour } = hourOf(local, season)
  let slots = place?.slots ?? []
  let now = place?.now
  if (now && now.hour !== hour) {
    slots = Array.from({ length: season === 'week' ? 48 : 24 }, (_, i) => slots[i] ?? null)
    slots[now.slot] = folded(slots[now.slot], now)
    now = undefined
  }
  const distance = Math.abs(value - (slots[slot]?.[1] ?? value))
  return {
    slots,
    now: now
      ? {
          ...now,
          n: now.n + 1,
          sum: now.sum + value,
          strayed: now.strayed + distance,
          low: Math.min(now.low, value),
          high: Math.max(now.high, value),
        }
      : { slot, hour, n: 1, sum: value, strayed: distance, low: value, high: value },
  }
}

/** What is usual at this hour: the mean, and how far values usually stray from it. Null before the slot was seen on so many days. */
export function usualAt(
  place: UsualPlace | undefined,
  local: number,
  { season, learned }: { season: Season; learned: number },
): { mean: number; stray: number } | null {
  const slot = place?.slots[hourOf(local, season).slot]
  return slot && slot[0] >= learned ? { mean: slot[1], stray: slot[2] } : null
}
