import type { DemoMounted } from './demo-field.ts'
import { demoFleet, demoSites, demoTips } from './demo-haul.ts'

/** A truck of `demoFleet` with a terminal: which site it drives for, by which permitted route, and when its permits allow it. */
export type DemoHauler = DemoMounted & {
  plate: string
  firm: string
  site: (typeof demoSites)[number]
  tip: (typeof demoTips)[number]
  /** points of the permitted way, as a permit writes them */
  route: string
  hours: readonly (readonly [from: string, to: string])[]
  /** `over`: its permit ran out, `none`: it has none; either drives now and then all the same */
  permit: 'valid' | 'over' | 'none'
}

/** Ways from the sites of 九龙坡 to 白市驿, along real roads drawn roughly (WGS-84): 石杨路 or 奥体路, then 九龙园大道 or 华福大道. */
const end = '106.4630,29.4960 106.4380,29.4845 106.4120,29.4720 106.3950,29.4740 106.3800,29.4800'
const routes = {
  'GD500107-1': [
    `106.5100,29.5030 106.4960,29.5060 106.4820,29.5030 ${end}`,
    '106.5100,29.5030 106.4950,29.4950 106.4780,29.4880 106.4520,29.4800 106.4250,29.4690 106.4000,29.4650 106.3800,29.4800',
  ],
  'GD500107-2': [
    `106.4710,29.5050 ${end}`,
    '106.4710,29.5050 106.4660,29.4900 106.4520,29.4800 106.4250,29.4690 106.4000,29.4650 106.3800,29.4800',
  ],
  'GD500107-3': [`106.4780,29.5330 106.4720,29.5200 ${end}`],
} as const

/** By day between the traffic of morning and evening and again by night, or by night only. */
const dayAndNight = [
  ['09:00', '17:00'],
  ['19:00', '07:00'],
] as const
const byNight = [['20:00', '06:00']] as const

/** So many of the two hundred; those of the small site last, so that a few loads more are more than it may give. */
const count = 40
const ofSmall = 4
const siteOf = (n: number) => demoSites.find(({ code }) => code === `GD500107-${n >= count - ofSmall ? 3 : 1 + (n % 2)}`)!

export const demoHaulers: readonly DemoHauler[] = demoFleet.slice(0, count).map(({ plate, firm }, n): DemoHauler => {
  const site = siteOf(n)
  const ways = routes[site.code as keyof typeof routes]
  const serial = String(n + 1).padStart(2, '0')
  const isSmall = n >= count - ofSmall
  return {
    ...{ protocol: 'jt808', pack: 'spoil-truck', deviceKind: 'vehicle-terminal', code: null, crs: 'WGS-84', intervalS: 20 },
    ...{ id: `jt-500107-${serial}`, number: `1309998${1000 + n + 1}`, name: `${plate} 车载终端` },
    ...{ object: `zt${plate.slice(1).toLowerCase()}`, plate, firm },
    ...{ site, tip: demoTips.find(({ code }) => code === 'XN500107-1')! },
    route: ways[Math.floor(n / 2) % ways.length]!,
    // Three in five drive by day too, and those of the small site all.
    hours: n % 5 < 3 || isSmall ? dayAndNight : byNight,
    permit: n === 0 ? 'over' : n === 1 ? 'none' : 'valid',
  }
})

/** The gates of a site with their wash: where its permitted ways cross 80 % of its radius (the simulator stands there, `FleetModel.gate`). As the register writes points; '' of a site nobody drives for. */
export function demoGatesOf({ code, lat, radius }: Pick<(typeof demoSites)[number], 'code' | 'lat' | 'radius'>): string {
  const metres = 111_195
  const east = metres * Math.cos((lat * Math.PI) / 180)
  const ways: readonly string[] = code in routes ? routes[code as keyof typeof routes] : []
  const gates = ways.map((way) => {
    const [from, to] = way.split(' ').map((pair) => pair.split(',').map(Number) as [number, number])
    const share = (radius * 0.8) / Math.hypot((to![0] - from![0]) * east, (to![1] - from![1]) * metres)
    return from!.map((value, i) => (value + (to![i]! - value) * share).toFixed(5)).join(',')
  })
  return [...new Set(gates)].join(' ')
}
