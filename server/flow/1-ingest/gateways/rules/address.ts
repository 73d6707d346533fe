/** Whose a connection is, for bounds: an IPv4 address, or the /64 of an IPv6 one, of which a household has a whole lot. */
export function addressOf(peer: string): string {
  const host = peer.replace(/:\d+$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
  if (!host.includes(':')) return host
  const [front = '', back] = host.split('::')
  const groups = front.split(':').filter(Boolean)
  const missing = back === undefined ? 0 : 8 - groups.length - back.split(':').filter(Boolean).length
  return `${[...groups, ...Array<string>(Math.max(0, missing)).fill('0')].slice(0, 4).join(':')}::/64`
}
