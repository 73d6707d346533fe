import { type Protocol, portSettings, protocols } from '../contract/protocols.ts'
import { type Gateways, usualPorts } from './flow/1-ingest/gateways/gateways.ts'
import { type Config, StartError } from './kernel/config.ts'
import type { Port } from './kernel/port.ts'

/** Which field protocol is open at which port. */
export type GatewayPorts = Partial<Record<Protocol, number>>

const portOf = (config: Config, protocol: Protocol): number | undefined => config[portSettings[protocol]]

/** The ports that were set, and so must be free. */
export const gatewayPorts = (config: Config): Port[] =>
  protocols.flatMap((protocol) => {
    const port = portOf(config, protocol)
    return port ? [{ speaks: protocol, setting: portSettings[protocol], port, host: config.HOST }] : []
  })

/**
 * Opens the field protocols that were given a port. The demo opens the others as well, at their usual port or, where somebody else
 * holds that, at a free one: it must start beside anything.
 */
export async function openGateways(gateways: Gateways, config: Config): Promise<GatewayPorts> {
  const open: GatewayPorts = {}
  for (const protocol of protocols) {
    const set = portOf(config, protocol)
    const port = set ?? (config.DEMO ? usualPorts[protocol] : 0)
    if (port === 0) continue
    open[protocol] = await gateways.listen(protocol, { port, host: config.HOST }).catch((error: Error) => {
      if (set !== undefined || !(error instanceof StartError)) throw error
      return gateways.listen(protocol, { port: 0, host: config.HOST })
    })
  }
  return open
}
