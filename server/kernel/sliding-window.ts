/** Counts what one sender did lately. In memory: a restart forgives, and each process counts for itself. */
export type SlidingWindow = {
  /** 0 when there is room, and it is taken; else the seconds after which there will be some. */
  take(sender: string, now: Date): number
  /** Gives the newest take back: what was taken beforehand need not count after all. */
  giveBack(sender: string): void
}

/** A crowd of new addresses must not eat the memory: beyond this the ones quiet for longest are forgotten. */
const maxSenders = 20_000

/** At most `limit` takes in any `ms` milliseconds for each sender. */
export function createSlidingWindow(options: { limit: number; ms: number }): SlidingWindow {
  const senders = new Map<string, number[]>()
  return {
    take(sender, now) {
      const time = now.getTime()
      const lately = (senders.get(sender) ?? []).filter((at) => at > time - options.ms && at <= time)
      const full = lately.length >= options.limit
      if (!full) lately.push(time)
      senders.delete(sender)
      senders.set(sender, lately)
      if (senders.size > maxSenders) senders.delete(senders.keys().next().value!)
      return full ? Math.max(1, Math.ceil((lately[0]! + options.ms - time) / 1000)) : 0
    },
    giveBack: (sender) => void senders.get(sender)?.pop(),
  }
}

/** Whom to count: an IPv4 address, or the /64 of an IPv6 address, which one household may walk through freely. */
export function senderOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const front = head.split(':').filter(Boolean)
  const back = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - front.length - back.length)).fill('0')
  return [...front, ...zeros, ...back].slice(0, 4).join(':')
}
