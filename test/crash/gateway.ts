import mqtt from 'mqtt'
import { gateway } from './city.ts'

/** One reading on its way; `acked` once the server has acknowledged it: from then on it must never be lost. */
export type Sent = { device: string; at: string; values: Record<string, number>; acked: boolean }

/** A gateway as in the field: remembers what was not acknowledged and answers the commands of its devices. */
export type Gateway = {
  /** resolves when acknowledged, or with false when the connection is lost first */
  send(sent: Sent): Promise<boolean>
  /** commands received, by id */
  commands: string[]
  close(): Promise<void>
}

/** Connects once; a lost connection stays lost, the test says when to come back. */
export async function connectGateway(mqttPort: number, options: { receipts?: boolean } = {}): Promise<Gateway> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${mqttPort}`, {
    clientId: gateway.id,
    username: gateway.id,
    password: gateway.secret,
    reconnectPeriod: 0,
  })
  const commands: string[] = []
  const waiting = new Set<(acked: boolean) => void>()
  client.on('error', () => undefined) // `close` follows, and there the waiting hear of it
  client.on('close', () => {
    for (const resolve of waiting) resolve(false)
    waiting.clear()
  })
  client.on('message', (topic, payload) => {
    const { command } = JSON.parse(String(payload)) as { command: string }
    commands.push(command)
    if (options.receipts ?? true)
      client.publish(topic.replace(/commands$/, 'receipts'), JSON.stringify({ command, ok: true }), { qos: 1 })
  })
  await client.subscribeAsync('zhili/v1/devices/+/commands', { qos: 1 })
  return {
    commands,
    send: (sent) =>
      new Promise((resolve) => {
        const done = (acked: boolean): void => {
          waiting.delete(done)
          sent.acked ||= acked
          resolve(acked)
        }
        waiting.add(done)
        const { device, at, values } = sent
        client.publish(`zhili/v1/devices/${device}/readings`, JSON.stringify({ at, values }), { qos: 1 }, (error) => done(!error))
      }),
    close: () => client.endAsync(true),
  }
}
