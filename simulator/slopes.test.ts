import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { slopePlay } from '../test/shipped-plays.ts'
import type { InventoryGateway } from './inventory.ts'
import { createSlopes } from './slopes.ts'

const start = Date.parse('2026-06-10T01:00:00Z')
const minuteMs = 60_000
const gateway = (district: string, points: number, first = false): InventoryGateway => ({
  ...{ id: `gw-${district}`, key: 'k', secret: 's', district, boxes: [] },
  devices: first
    ? [{ id: 'hf', object: 'o', name: 'n', lon: 0, lat: 0, area: '50/', intervalS: 60, supply: null, first: true }]
    : [],
  sensors: Array.from({ length: points }, (_, n) => String(n + 1).padStart(4, '0')).flatMap((number) =>
    ['crack-1', 'crack-2', 'rain-1'].map((says) => ({
      ...{ id: `rk-${district}-${number}-${says}`, kind: 'rock-sensor', intervalS: 600 },
    })),
  ),
})
const gateways = [gateway('500105', 3, true), gateway('500236', 6)]
const slopes = (asked: Parameters<typeof createSlopes>[0]['asked'] = null) =>
  createSlopes({ play: slopePlay, gateways, seed: '1', startMs: start, asked })
const crackOf = (all: ReturnType<typeof slopes>, point: string, minutes: number): number | undefined =>
  all.values(`rk-${point.slice(6)}-crack-1`, start + minutes * minuteMs)?.crack

describe('the watched slopes of the demo', () => {
  it('a storm over one of the newcomer’s own within the first minutes, nothing graver in that district', () => {
    const all = slopes()
    const own = all.points.filter((point) => point.includes('500105'))
    const pouring = own.filter((point) => all.values(`rk-${point.slice(6)}-rain-1`, start + 15 * minuteMs)!.rain1h! >= 30)
    assert.equal(pouring.length, 1)
    for (const point of own)
      assert.ok(Math.abs(crackOf(all, point, 720)! - crackOf(all, point, 0)!) < 15, 'none of them comes to red')
  })

  it('a logger sends what it kept in one go, and only where something befalls the point', () => {
    const all = slopes()
    const watched = all.points.filter((point) => all.isWatched(`rk-${point.slice(6)}-crack-1`, start))
    assert.equal(watched.length, 4, 'one of each kind')
    const kept = all.kept(`rk-${watched[0]!.slice(6)}-crack-1`, start)
    assert.ok(kept.length === 72 && kept.every(({ at }) => Date.parse(at) < start))
  })

  it('a slope asked for fails at its moment and has no other story', () => {
    const all = slopes({ point: 'point-500105-0002', fromMs: start, untilMs: start + 60 * minuteMs })
    assert.ok(crackOf(all, 'point-500105-0002', 50)! - crackOf(all, 'point-500105-0002', 0)! > 15)
    assert.equal(crackOf(all, 'point-500105-0002', 61), undefined, 'gone with the slope')
  })
})
