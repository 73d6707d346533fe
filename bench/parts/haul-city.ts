import type { FleetModel } from '../../contract/pack-model.ts'
import type { HaulPermit, Place } from '../../server/flow/2-detect/haulage/types.ts'
import { type Chance, chance } from '../../simulator/model/chance.ts'
import { gatePlace, type Hauled } from '../../simulator/model/haul.ts'
import { metresBetween, moved, wayOf } from '../../simulator/model/way.ts'
import { errors } from './haul-told.ts'

/** A city nobody has seen: sites, tips, and trucks with a permitted way from the one to the other. Only a bench sees it. */
/** `tip`: the code of where it goes; `wash`: where the register says that its site washes, some metres off. */
export type BenchTruck = {
  hauled: Hauled
  permits: HaulPermit[]
  site: number
  tip: string
  near: Place[]
  wash: HaulPermit['route']
}
export type HaulCity = { sites: Place[]; tips: Place[]; trucks: BenchTruck[] }
type Size = { trucks: number; sites: number; tips: number; permitless: number }

/** The gate stands at the edge; nobody who is washed is away within a minute, and some who are not wait for others before the barrier. */
const gate = {
  at: 0.8,
  stands: [10, 40],
  washes: [75, 240],
  queues: 0.05,
  waits: [60, 180],
  errs: errors.gate.wash.wrong,
} satisfies FleetModel['gate']
const middle = { lon: 106.5, lat: 29.5 }
/** Hours as permits of the demo write them: by day and by night, or by night only. */
const hours: readonly (readonly (readonly [string, string])[])[] = [
  [
    ['09:00', '17:00'],
    ['19:00', '07:00'],
  ],
  [['20:00', '06:00']],
  [['22:00', '05:30']],
]

export function haulCity(seed: string, { trucks, sites, tips, permitless }: Size): HaulCity {
  const dice = chance(`${seed}:haul-city`)
  const place = (code: string, radius: readonly [number, number], halfM: number): Place => {
    const { lon, lat } = moved(middle, dice.between(-halfM, halfM), dice.between(-halfM, halfM))
    return { code, name: code, lon, lat, radiusM: Math.round(dice.between(...radius)) }
  }
  const from = Array.from({ length: sites }, (_, n) => place(`GD${n}`, [100, 250], 10_000))
  const to = Array.from({ length: tips }, (_, n) => place(`XN${n}`, [250, 500], 16_000))
  const ways = from.map((site) => {
    const tip = farEnough(site, to, dice)
    return { tip: tip.code, points: wayBetween(site, tip, dice) }
  })
  return {
    ...{ sites: from, tips: to },
    trucks: Array.from({ length: trucks }, (_, n) => {
      const site = n % sites
      const { tip, points } = ways[site]!
      const own = hours[n % hours.length]!
      const [way, at] = [wayOf(points), from[site]!]
      const isIn = dice.next() >= permitless
      const hauled: Hauled = {
        ...{ id: `truck-${n}`, site: { ...at, radius: at.radiusM }, way, hours: isIn ? own : null },
        yard: moved(at, dice.between(-400, 400), dice.between(-400, 400)),
      }
      // Other sites only matter where its way leads through them.
      const near = from.filter((one) => one === at || way.metresOff(one) < one.radiusM + 700)
      const off = chance(`${seed}:${at.code}:wash`)
      const { lon, lat } = moved(gatePlace(hauled, gate.at), off.between(-15, 15), off.between(-15, 15))
      return { hauled, permits: isIn ? permitsOf(own, points) : [], site, tip, near, wash: [[lon, lat]] }
    }),
  }
}

type Points = (readonly [lon: number, lat: number])[]

const permitsOf = (own: readonly (readonly [string, string])[], route: Points): HaulPermit[] =>
  own.map(([from, to], n) => ({ code: `P${n}`, validFrom: '2026-01-01', validUntil: '2026-12-31', hours: { from, to }, route }))

/** A tip some kilometres off: nobody drives next door, and no turn takes longer than it may. */
function farEnough(site: Place, tips: readonly Place[], dice: Chance): Place {
  const fit = tips.filter((tip) => metresBetween(site, tip) > 4_000 && metresBetween(site, tip) < 13_000)
  return dice.pick(fit.length > 0 ? fit : [tips.toSorted((a, b) => metresBetween(site, a) - metresBetween(site, b))[0]!])
}

/** Through three to six points beside the straight line, to four decimals as a register keeps them. */
function wayBetween(from: Place, to: Place, dice: Chance): Points {
  const count = dice.whole(3, 6)
  const [east, north] = [to.lon - from.lon, to.lat - from.lat]
  const round = (value: number): number => Math.round(value * 1e4) / 1e4
  const between = Array.from({ length: count }, (_, n) => {
    const share = (n + 1) / (count + 1)
    const aside = dice.between(-0.1, 0.1)
    return [round(from.lon + east * share - north * aside), round(from.lat + north * share + east * aside)] as const
  })
  return [[round(from.lon), round(from.lat)], ...between, [round(to.lon), round(to.lat)]]
}

/** How the bench has them drive, over the pack's own numbers. */
export const driven = (fleet: FleetModel): FleetModel => ({
  ...fleet,
  // Faster drivers than the demo has, up to what a tolerance allows, and roads that bend more about what a permit names.
  ...{ speedKmh: [18, 60], bendsM: [10, 110], stops: 0.03, gate },
  wrong: {
    ...fleet.wrong,
    'no-ticket': { ...fleet.wrong['no-ticket'], share: 0.02 },
    'open-ticket': { ...fleet.wrong['open-ticket'], share: 0.01 },
    unwashed: { share: 0.02 },
    dump: { share: 0.01 },
    route: { ...fleet.wrong.route, share: 0.015 },
    speed: { ...fleet.wrong.speed, share: 0.015 },
  },
})
