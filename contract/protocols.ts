/** Field protocols spoken at ports of their own. Apart from the schemas, for pages read it too. */
export const protocols = ['jt808', 'hj212', 'sl651', 'gb26875', 'ais', 'gb28181', 'gat1400'] as const
export type Protocol = (typeof protocols)[number]

/** What each is called everywhere: its standard. */
export const protocolNames: Record<Protocol, string> = {
  jt808: 'JT/T 808',
  hj212: 'HJ 212',
  sl651: 'SL 651',
  gb26875: 'GB/T 26875.3',
  ais: 'AIS',
  gb28181: 'GB/T 28181',
  gat1400: 'GA/T 1400',
}

/** The setting that gives each its port. */
export const portSettings = {
  jt808: 'JT808_PORT',
  hj212: 'HJ212_PORT',
  sl651: 'SL651_PORT',
  gb26875: 'GB26875_PORT',
  ais: 'AIS_PORT',
  gb28181: 'GB28181_PORT',
  gat1400: 'GAT1400_PORT',
} as const satisfies Record<Protocol, string>
