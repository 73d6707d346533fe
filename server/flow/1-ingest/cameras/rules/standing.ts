/** GB/T 28181: who has missed three keep-alives, one a minute, is offline. */
export const missedMs = 3 * 60_000

export type Registration = { until: Date; lastAt: Date }

/** How a platform stands: `gone` when its registration is over, `silent` when it has it and says nothing. */
export function standingOf({ until, lastAt }: Registration, now: Date): 'online' | 'silent' | 'gone' {
  if (until <= now) return 'gone'
  return now.getTime() - lastAt.getTime() > missedMs ? 'silent' : 'online'
}
