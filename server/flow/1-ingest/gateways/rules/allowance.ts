/** So many things, and bytes of them, within a window; what is left out is not bounded. */
export type Portion = { count: number; bytes?: number }
export type AllowanceLimits = {
  windowMs: number
  each: Portion
  /** of all keys together */
  all?: Portion
  /** keys remembered at once; a further one gets nothing until the window is over */
  keys: number
}

export type Allowance = {
  /** May this still be taken? Then it is counted. */
  take(key: string, bytes: number, now: number): boolean
  /** Was anything of the key's portion taken? Of a key that found no room nothing was. */
  touched(key: string, now: number): boolean
  /** Is the key's portion used up? */
  spent(key: string, now: number): boolean
}

type Used = { count: number; bytes: number }

/** How much one key, and all of them together, may still use until the window (whole ones since 1970) is over. */
export function createAllowance({ windowMs, each, all, keys }: AllowanceLimits): Allowance {
  let [window, total, used] = [Number.NaN, none(), new Map<string, Used>()]
  const turn = (now: number): void => {
    const current = Math.floor(now / windowMs)
    if (current === window) return
    ;[window, total, used] = [current, none(), new Map()]
  }
  return {
    take(key, bytes, now) {
      turn(now)
      const own = used.get(key) ?? none()
      if (!used.has(key) && used.size >= keys) return false
      if (!fits(own, bytes, each) || (all && !fits(total, bytes, all))) return false
      used.set(key, { count: own.count + 1, bytes: own.bytes + bytes })
      total = { count: total.count + 1, bytes: total.bytes + bytes }
      return true
    },
    touched(key, now) {
      turn(now)
      return used.has(key)
    },
    spent(key, now) {
      turn(now)
      return (used.get(key)?.count ?? 0) >= each.count
    },
  }
}

const none = (): Used => ({ count: 0, bytes: 0 })
const fits = (used: Used, bytes: number, { count, bytes: most = Number.POSITIVE_INFINITY }: Portion): boolean =>
  used.count < count && used.bytes + bytes <= most
