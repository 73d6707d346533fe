import type { Subscription } from '../types.ts'

/** For how long it is asked; renewed at half, so that half a day is left to try again. */
export const termMs = 24 * 3_600_000
/** One that was refused is asked for again, for somebody may have changed their mind; sooner when its library registers anew. */
const refusedMs = 6 * 3_600_000
/** Who is killed over it asks again then, under the same number. */
const leaseMs = 60_000
/** While nobody answers: twice as long each time, an hour at most. */
const [awayMs, mostAwayMs] = [60_000, 3_600_000]

type Held = Pick<Subscription, 'wanted' | 'subscription' | 'state' | 'ends_at'>
export type Ask = {
  verb: 'ask' | 'renew' | 'take-back'
  subscription: string
  state: Subscription['state']
  endsAt: Date
  nextAt: Date
}

/** What is asked of a library now, under which number. `fresh`: a number nobody has used; one that is over or was refused gets it. */
export function nextAsk({ wanted, subscription, state, ends_at }: Held, fresh: string, now: Date): Ask {
  const lasts = ends_at !== null && ends_at > now
  const over = ends_at !== null && !lasts
  const common = { endsAt: new Date(now.getTime() + termMs), nextAt: new Date(now.getTime() + leaseMs) }
  if (!wanted) return { verb: 'take-back', subscription: subscription ?? fresh, state, ...common }
  if (subscription !== null && lasts) return { verb: 'renew', subscription, state, ...common }
  const same = subscription !== null && !over && state !== 'refused'
  const goesOn = !over && (state === 'away' || state === 'granted')
  return { verb: 'ask', subscription: same ? subscription : fresh, state: goesOn ? state : 'asked', ...common }
}

/** When a library is asked again: granted at half the term, refused in some hours, away after longer and longer. */
export function askAgainAt(outcome: 'granted' | 'refused' | 'away', tries: number, now: Date): Date {
  const ms =
    outcome === 'granted'
      ? termMs / 2
      : outcome === 'refused'
        ? refusedMs
        : Math.min(awayMs * 2 ** Math.min(tries, 20), mostAwayMs)
  return new Date(now.getTime() + ms)
}

type Numbering = { us: string; at: string; serial: number }

/** Number of a subscription: 12 digits of who asks, 03 (a subscription), 14 of the moment in China, 5 of chance. */
export const subscriptionNumber = ({ us, at, serial }: Numbering): string =>
  `${us.slice(0, 12).padEnd(12, '0')}03${at.replace(/\D/g, '').slice(0, 14)}${String(serial % 100_000).padStart(5, '0')}`

/** What it comes to for who looks: one whose time is over waits to be asked for again. */
export const shownState = ({ state, ends_at }: Pick<Subscription, 'state' | 'ends_at'>, now: Date): Subscription['state'] =>
  state === 'granted' && ends_at !== null && ends_at <= now ? 'waiting' : state
