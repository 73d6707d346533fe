import { z } from 'zod'
import type { Pack } from '../../../contract/pack.ts'
import { ClockInfo, DemoInfo } from '../../../contract/person.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { DEMO_PASSWORD, demoAccounts } from '../../city/seed/demo-accounts.ts'
import { gatewaySecret } from '../../city/seed/objects.ts'
import { firstDevice } from '../../city/seed/pack-things.ts'
import type { Config } from '../../kernel/config.ts'
import { type App, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { type DemoDevice, demoDevices, demoGates, demoPeople, demoTerminals } from './store.ts'

const Inventory = z
  .object({
    gateways: z.array(
      z.object({
        id: z.string(),
        key: z.string(),
        secret: z.string(),
        district: z.string(),
        devices: z.array(z.record(z.string(), z.unknown())),
        boxes: z.array(z.record(z.string(), z.unknown())),
        sensors: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
    people: z.array(z.record(z.string(), z.unknown())),
    profiles: z.record(z.string(), z.record(z.string(), z.unknown())),
    terminals: z.array(z.string()),
    gates: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'DemoInventory' })

/** Demo mode only: accounts for the sign-in page, the clock, and what the simulator plays with. Elsewhere these addresses do not exist. */
export async function demoRoutes(
  app: App,
  { spine, packs, config, jump }: { spine: Spine; packs: Packs; config: Config; jump: ((to: Date) => void) | null },
): Promise<void> {
  const only = (): void => {
    if (!config.DEMO) throw new RefusalError({ code: 'demo.off' })
  }
  const clock = () => ({
    now: spine.clock.now().toISOString(),
    rate: spine.clock.rate(),
    demo: config.DEMO,
    zone: config.CITY_ZONE,
  })

  app.get(
    '/api/v1/clock',
    { schema: { summary: '服务器时间', response: { 200: ClockInfo } }, config: { permit: 'public' } },
    async () => clock(),
  )
  app.get(
    '/api/v1/demo/clock',
    { schema: { summary: '演示时钟', response: { 200: ClockInfo, ...errors } }, config: { permit: 'public' } },
    async () => {
      only()
      return clock()
    },
  )
  app.get(
    '/api/v1/demo',
    { schema: { summary: '演示账号', response: { 200: DemoInfo, ...errors } }, config: { permit: 'public' } },
    async () => {
      only()
      const app_ = (account: string, given: string) => (['admin', 'security', 'audit'].includes(account) ? 'admin' : given)
      const accounts = demoAccounts.map(({ account, name, label, app: given }) => ({
        account,
        name,
        label,
        app: app_(account, given) as 'console',
      }))
      return { accounts, password: DEMO_PASSWORD, now: spine.clock.now().toISOString(), rate: spine.clock.rate() }
    },
  )
  app.get(
    '/api/v1/demo/inventory',
    { schema: { summary: '演示设备与人员', response: { 200: Inventory, ...errors } }, config: { permit: 'public' } },
    async () => {
      only()
      return { ...(await inventory(spine)), profiles: profilesOf(packs.all()) }
    },
  )
  app.post(
    '/api/v1/demo/reset',
    {
      schema: { summary: '演示时钟重置到 09:30', body: z.strictObject({}), response: { 200: ClockInfo, ...errors } },
      config: { permit: 'demo.reset' },
    },
    async (request) => {
      only()
      jump?.(nextHalfPastNine(spine.clock.now()))
      await spine.transaction(request.caller!.actor, (tx) =>
        tx.record({ kind: 'demo.reset', subject: 'demo', area: null, body: {} }),
      )
      return clock()
    },
  )
}

/** The coming 09:30 of the city (01:30 UTC): time only ever goes forward, so that no clock and no fact is turned back. */
export function nextHalfPastNine(now: Date): Date {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 1, 30)
  return new Date(today > now.getTime() ? today : today + 86_400_000)
}

async function inventory(spine: Spine): Promise<Omit<z.infer<typeof Inventory>, 'profiles'>> {
  const byGateway = Map.groupBy(await demoDevices(spine), ({ gateway }) => gateway)
  const gateways = [...byGateway].map(([id, all]) => {
    const district = id.slice('gw-'.length)
    const boxes = all.filter(({ pack }) => pack === 'supply')
    const devices = all.filter(({ kind }) => kind === 'gas-monitor')
    const sensors = all.filter((device) => !boxes.includes(device) && !devices.includes(device))
    return {
      ...{ id, key: id, secret: gatewaySecret(district), district, devices: devices.map(deviceView) },
      boxes: boxes.map(({ id: box, object, interval_s: intervalS }) => ({ id: box, object, intervalS })),
      sensors: sensors.map(({ id: sensor, kind, interval_s: intervalS }) => ({ id: sensor, kind, intervalS })),
    }
  })
  const people = (await demoPeople(spine)).map(({ post_kind: postKind, ...person }) => ({ ...person, postKind }))
  return { gateways, people, terminals: await demoTerminals(spine), gates: await demoGates(spine) }
}

/** How devices of packs are played, by their kind, with the range of each reading; the devices may be those of another pack. */
const profilesOf = (packs: readonly Pack[]): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    packs.flatMap(({ deviceKind, simulator }) => {
      const kind = simulator?.device ?? deviceKind
      const readings = packs.find((pack) => pack.deviceKind === kind)?.readings ?? {}
      const ranges = Object.fromEntries(Object.entries(readings).map(([id, { min, max }]) => [id, [min, max]]))
      return kind && simulator ? [[kind, { simulator, ranges }]] : []
    }),
  )

const deviceView = ({ id, object, name, lon, lat, area, interval_s: intervalS, supply }: DemoDevice) => ({
  ...{ id, object, name, lon, lat, area, intervalS, supply },
  ...(id === firstDevice ? { first: true } : {}),
})
