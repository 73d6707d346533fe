import type { From, Home, Machine } from '../types.ts'
import { sameBrowser } from './browser.ts'

/** Used within this time of now is in use. */
export const inUseMs = 5 * 60_000

/**
 * The two machines that use a seat at the same time: each came while the other was still there. A machine whose address changed is one that left and
 * another that came.
 */
export function twoInUse(machines: readonly Machine[], { now, rate }: { now: Date; rate: number }): [Machine, Machine] | null {
  const since = now.getTime() - inUseMs * rate
  const lately = machines
    .filter((machine) => machine.lastAt.getTime() > since && !isShutOut(machine))
    .toSorted((a, b) => a.firstAt.getTime() - b.firstAt.getTime())
  for (const [n, older] of lately.entries())
    for (const newer of lately.slice(n + 1)) if (newer.firstAt < older.lastAt && !isSame(older, newer)) return [older, newer]
  return null
}

/** One machine, before and after an update of its browser. */
const isSame = (one: From, other: From): boolean => one.address === other.address && sameBrowser(one.agent, other.agent)

/** Was it refused the last time it came? It sees nothing, so it uses nothing. */
const isShutOut = ({ refusedAt, lastAt }: Machine): boolean => refusedAt !== null && refusedAt >= lastAt

/** An address that was silent for this long, by the clock on the wall, was left. */
const leftMs = 10 * 60_000

/** A machine that was refused is listed, and told again if it still comes, after this long. */
export const refusedMs = 7 * 86_400_000

/** The machine a seat is known by, null while none is known. */
export const homeOf = ({ keyAddress: address, keyAgent: agent }: Home): From | null =>
  address === null || agent === null ? null : { address, agent }

/** The same machine as it was seen last: same address, same browser of whatever version. */
export const homeAmong = (home: From, machines: readonly Machine[]): Machine | null =>
  machines.filter((machine) => isSame(machine, home)).toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime())[0] ?? null

/** Of a seat: the machine it is known by, and those it was used from. */
export type Known = { home: From | null; machines: readonly Machine[] }

/**
 * May who asks have the new key? `yes`: the machine the seat is known by, or the same browser at another address once the former address has been silent for
 * ten minutes (its address changed). `wait`: the same browser elsewhere while the former address was there just now, or could not be heard because the server
 * itself was just started (`upSince`). `other`: another browser; a cookie does not go from one to another by itself.
 */
export function mayRenew(
  { home, machines }: Known,
  from: From,
  { now, rate, upSince }: { now: Date; rate: number; upSince: Date },
): 'yes' | 'wait' | 'other' {
  if (home === null) return 'yes'
  if (!sameBrowser(home.agent, from.agent)) return 'other'
  if (home.address === from.address) return 'yes'
  const heard = Math.max(homeAmong(home, machines)?.lastAt.getTime() ?? 0, upSince.getTime())
  return now.getTime() - heard >= leftMs * rate ? 'yes' : 'wait'
}

/** Was the seat used last in another browser than the one it is known by? Its machine was changed, or its cookie was copied: who let it in decides. */
export function isMoved({ home, machines }: Known): boolean {
  const [last] = machines.filter((machine) => !isShutOut(machine)).toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime())
  return home !== null && last !== undefined && !sameBrowser(home.agent, last.agent)
}
