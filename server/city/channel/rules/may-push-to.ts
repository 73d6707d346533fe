/** May this address of a subscription be asked? `hosts`: names (TLS, usual port), `*.` for all below one, or a whole origin. */
export function mayPushTo(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const url = new URL(endpoint)
  if (url.username || url.password) return false
  return hosts.some((host) => {
    if (host.includes('://')) return url.origin === host
    if (url.protocol !== 'https:' || url.port !== '') return false
    return host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host
  })
}
