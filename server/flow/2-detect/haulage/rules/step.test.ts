import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { truckPack } from '../../../../../test/demo-packs.ts'
import type { HaulContext, HaulState, Told } from '../types.ts'
import { fresh, inHours, stepHaul } from './step.ts'

const haulage = truckPack.haulage!
const cityTime = (at: Date) => {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}
const begin = Date.parse('2026-04-10T21:00:00+08:00')
const site = { code: 'GD-1', name: '鹅岭工地', lon: 106.5, lat: 29.5, radiusM: 150 }
const tip = { code: 'XN-1', name: '白市驿消纳场', lon: 106.6, lat: 29.5, radiusM: 300 }
const permit = {
  ...{ code: 'ZY-1', validFrom: '2026-04-01', validUntil: '2026-04-30', hours: { from: '20:00', to: '06:00' } },
  route: [
    [106.5, 29.5],
    [106.6, 29.5],
  ] as const,
}
const ticket = { no: 'LD-1', openedAt: new Date(begin - 60_000), closedAt: null }
const all: HaulContext = { from: [site], to: [tip], permits: [permit], tickets: [ticket] }

type Part = Partial<Omit<Told, 'at'>> & { s: number }
/** Plays moments (seconds from the beginning), on the way by night and in order unless said otherwise. */
function play(context: HaulContext, parts: Part[]): string[] {
  let state: HaulState = fresh
  return parts.flatMap(({ s, ...part }) => {
    const told: Told = { at: new Date(begin + s * 1_000), lon: 106.55, lat: 29.5, speed: 40, load: 90, ...part }
    const done = stepHaul({ haulage, cityTime, context }, state, told)
    state = done.state
    return done.findings.map(({ check }) => `${s} ${check.id}`)
  })
}
const drive = (more: Partial<Told> = {}, to = 400): Part[] =>
  Array.from({ length: to / 10 + 1 }, (_, n) => ({ s: n * 10, ...more }))

describe('a carrier on its way', () => {
  it('in order is found nothing of, and unloads at the disposal site', () => {
    assert.deepEqual(play(all, [...drive(), { s: 410, ...tip, load: 100 }, { s: 420, ...tip, load: 0 }, { s: 450, load: 0 }]), [])
  })

  it('without a ticket is found once, three minutes after the site; a closed ticket is none; within the site it is being loaded', () => {
    const closed = { ...ticket, closedAt: new Date(begin - 1_000) }
    assert.deepEqual(play({ ...all, tickets: [] }, drive({}, 900)), ['180 no-ticket'])
    assert.deepEqual(play({ ...all, tickets: [closed] }, drive()), ['180 no-ticket'])
    assert.deepEqual(play({ ...all, tickets: [] }, drive({ lon: site.lon, lat: site.lat })), [])
  })

  it('without a permit of this day is found; one of tomorrow is none', () => {
    assert.deepEqual(play({ ...all, permits: [] }, drive()), ['180 no-permit'])
    assert.deepEqual(play({ ...all, permits: [{ ...permit, validFrom: '2026-04-11' }] }, drive()), ['180 no-permit'])
    assert.deepEqual(play({ ...all, permits: [{ ...permit, validUntil: '2026-04-10' }] }, drive()), [])
  })

  it('outside its hours is found only while it moves', () => {
    const day = { ...permit, hours: { from: '06:00', to: '20:00' } }
    assert.deepEqual(play({ ...all, permits: [day] }, drive()), ['180 hours'])
    assert.deepEqual(play({ ...all, permits: [day] }, drive({ speed: 0 })), [])
    assert.deepEqual(play({ ...all, permits: [day] }, drive({ speed: null })), [], 'nobody knows whether it moves')
    assert.deepEqual(
      ['19:59', '20:00', '05:59', '06:00'].map((time) => inHours(permit, time)),
      [false, true, true, false],
    )
  })

  it('off its route by more than 200 m for a minute is found; 190 m is not, nor fifty seconds', () => {
    const off = (metres: number) => ({ lat: 29.5 + metres / 111_195 })
    assert.deepEqual(play(all, drive(off(210), 100)), ['60 route'])
    assert.deepEqual(play(all, drive(off(190), 100)), [])
    assert.deepEqual(play(all, [...drive(off(210), 50), ...drive({}, 50).map((one) => ({ ...one, s: one.s + 60 }))]), [])
    assert.deepEqual(
      play({ ...all, permits: [permit, { ...permit, route: [] }] }, drive(off(900), 100)),
      [],
      'a permit without a route',
    )
  })

  it('faster than 66 km/h for half a minute is found, also when it is empty', () => {
    assert.deepEqual(play(all, drive({ speed: 67, load: 0 }, 60)), ['30 speed'])
    assert.deepEqual(play(all, drive({ speed: 66 }, 60)), [])
  })

  it('empty for half a minute where nobody may tip has dumped, once a trip; nobody knows of one that does not tell its load', () => {
    const tips = (s: number): Part[] => [0, 10, 20, 30, 40].map((after) => ({ s: s + after, load: 0 }))
    assert.deepEqual(
      play(all, [...drive({}, 20), ...tips(30), ...drive({}, 20).map((o) => ({ ...o, s: o.s + 80 })), ...tips(110)]),
      ['60 dump', '140 dump'],
    )
    const margin = { lon: 106.6 + 350 / 97_000, load: 0 }
    assert.deepEqual(play(all, [...drive({}, 20), { s: 30, ...margin }, { s: 70, ...margin }]), [], 'within its margin')
    assert.deepEqual(play(all, [...drive({}, 20), { s: 30, load: null }, { s: 70, load: null }]), [])
  })

  it('a position that says empty on the way, and the next does not, is a sensor that errs: no dump, and the trip goes on', () => {
    const errs = [...drive({}, 20), { s: 30, load: 0 }, ...drive({}, 200).map((o) => ({ ...o, s: o.s + 40 }))]
    assert.deepEqual(play(all, errs), [])
    assert.deepEqual(
      play({ ...all, tickets: [] }, [
        ...drive({}, 200),
        { s: 210, load: 0 },
        ...drive({}, 300).map((o) => ({ ...o, s: o.s + 220 })),
      ]),
      ['180 no-ticket'],
    )
  })

  it('unheard for more than two minutes while its load went, nobody knows where that was', () => {
    const back = (s: number): Part[] => [0, 30].map((after) => ({ s: s + after, load: 0 }))
    assert.deepEqual(play(all, [...drive({}, 20), ...back(141)]), [])
    assert.deepEqual(play(all, [...drive({}, 20), ...back(140)]), ['170 dump'])
  })

  it('thrown far off for a moment while it unloads at the disposal site, it has tipped nothing elsewhere', () => {
    const thrown = { lat: 29.51, load: 0 }
    const wayThere = [...drive({}, 20), { s: 30, ...tip, load: 90 }]
    assert.deepEqual(play(all, [...wayThere, { s: 50, lon: tip.lon, ...thrown }, { s: 80, lon: tip.lon, ...thrown }]), [])
    assert.deepEqual(play(all, [...drive({}, 20), { s: 50, lon: tip.lon, ...thrown }, { s: 80, ...tip, load: 0 }]), [])
  })

  it('was tipped where it was empty first, and that while it drove on', () => {
    let state: HaulState = fresh
    const moments = [{ s: 0 }, { s: 10, load: 0, lon: 106.55 }, { s: 30, load: 0, lon: 106.57 }, { s: 50, load: 0, lon: 106.58 }]
    const found = moments.flatMap(({ s, ...part }) => {
      const told: Told = { at: new Date(begin + s * 1_000), lon: 106.55, lat: 29.5, speed: 40, load: 90, ...part }
      // What is remembered lies in the database as text.
      const done = stepHaul({ haulage, cityTime, context: all }, JSON.parse(JSON.stringify(state)), told)
      state = done.state
      return done.findings
    })
    assert.deepEqual(
      found.map(({ evidence: { lon, at } }) => [lon, at]),
      [[106.55, new Date(begin + 10_000).toISOString()]],
    )
    assert.equal(state.trip, null)
  })
})
