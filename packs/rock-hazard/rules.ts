import type { Condition } from '../../contract/condition.ts'
import { type DetectRule, flat, silence, threshold, tree } from '../../contract/pack.ts'
import type { Trend } from '../../contract/trend.ts'
import type { Words } from '../../contract/words.ts'
import { angles, growth, rain, silentFor } from './limits.ts'

type Moving = keyof typeof growth

/** Half a day of slots at least; half a day without the smallest change is a stuck sensor, not rest. */
const window = { within: '24h', points: 12, still: '12h' } as const
/** A sensor whose alarm was false says no more than yellow by itself for two weeks (ours; no source gives a length). */
const doubt = { cap: 'yellow', for: '14d' } as const
/** The last quarter of the day; a sensor that reports by the hour fills six of its slots. */
const latest = { within: '6h', points: 4, still: '4h' } as const
const above = (trend: Trend, limit: number): Condition => ({ op: 'compare', value: { trend }, is: 'above', limit })
const all = (...of: Condition[]): Condition => ({ op: 'all', of })
const any = (...of: Condition[]): Condition => ({ op: 'any', of })

/**
 * One sensor that moves. The growth of 24 hours is compared with the limits; the tangent angle, which knows no millimetres, counts together
 * with a slope of the level below, so that noise on a stone at rest is none. Red wants a steady slope as well: one jump, which a
 * knocked sensor makes as well, is orange, and two sensors that agree make it red. It wants the last six hours as well: the median slope of
 * a day and of half a day are both moved by two knocks some hours apart, that of six hours is not at the same time.
 */
function moving(reading: Moving, name: Words): DetectRule {
  const of = { reading }
  const limit = growth[reading]
  const grown = (by: number) => above({ is: 'change', of, ...window }, by)
  const slope = (perDay: number) => above({ is: 'slope', of, ...window }, perDay)
  // One jump lifts the slope while it stands in the middle of a window, and lies in one half of the day only: the other half has to move as well.
  const earlier: Condition = {
    ...{ op: 'compare', is: 'above', limit: limit.red / 4 },
    value: {
      op: 'subtract',
      of: [{ trend: { is: 'change', of, ...window } }, { trend: { is: 'change', of, ...window, within: '12h' } }],
    },
  }
  const steady = all(
    slope(limit.orange),
    above({ is: 'slope', of, ...window, within: '12h' }, limit.orange),
    above({ is: 'slope', of, ...latest }, limit.yellow),
    earlier,
  )
  const faster = above({ is: 'acceleration', of, ...window }, limit.blue / 2)
  const angle = (degrees: number) => above({ is: 'angle', of, ...window, base: '14d', least: limit.blue / 4 }, degrees)
  // The slope before the angle: most days it answers alone, and the two weeks of the uniform stage need not be looked at.
  return tree({
    ...{ id: `rock-${reading}`, family: 'rock', name, on: 'device', clearFactor: 0.8, clearHold: '12h', doubt },
    levels: [
      { severity: 'blue', hold: '1h', when: grown(limit.blue) },
      // 45° is the uniform stage itself: only what still gets faster is beyond it
      {
        severity: 'yellow',
        hold: '1h',
        when: any(grown(limit.yellow), all(slope(limit.blue), faster, angle(angles.yellow))),
      },
      { severity: 'orange', hold: '1h', when: any(grown(limit.orange), all(slope(limit.yellow), angle(angles.orange))) },
      {
        ...{ severity: 'red', hold: '20m' },
        when: any(all(grown(limit.red), steady), all(steady, angle(angles.red))),
      },
    ],
  })
}

/**
 * Still as fast as orange in the last six hours, not only over the day; or a step in them. Rain stirs a slope that dies away again: over the
 * day it has moved as far as one that fails, by then it is slower. Adds no colour of its own: who has grown so far is orange already.
 */
function quick(reading: Moving, name: Words): DetectRule {
  const of = { reading }
  const limit = growth[reading].orange
  return tree({
    ...{ id: `rock-${reading}-quick`, family: 'rock', name, on: 'device', clearFactor: 0.8, clearHold: '12h' },
    levels: [
      {
        ...{ severity: 'orange', hold: '1h' },
        when: all(
          above({ is: 'change', of, ...window }, limit),
          any(above({ is: 'slope', of, ...latest }, limit), above({ is: 'change', of, ...latest }, limit / 2)),
        ),
      },
    ],
  })
}

const moves = ['rock-crack', 'rock-tilt', 'rock-gnss']
const quicks = moves.map((rule) => `${rule}-quick`)
const agree = (rules: string[], severity: 'yellow' | 'orange', atLeast: number): Condition => ({
  ...{ op: 'agree', rules, severity, atLeast },
})

const stuck = (reading: Moving, name: Words): DetectRule =>
  flat({ id: `rock-${reading}-flat`, family: 'rock-device', name, reading, for: '24h', severity: 'yellow' })

const raining = (reading: 'rain1h' | 'rain24h', limits: Record<'blue' | 'yellow', number>, name: Words): DetectRule =>
  threshold({
    ...{ id: `rock-${reading}`, family: 'rock', name, reading, direction: 'above', clearFactor: 0.8, clearHold: '3h' },
    levels: [
      { severity: 'blue', limit: limits.blue, hold: '0s' },
      { severity: 'yellow', limit: limits.yellow, hold: '0s' },
    ],
  })

/** All of one family: the colour of a point is the gravest that any of them says. */
export const rules: DetectRule[] = [
  moving('crack', { zh: '裂缝变形', en: 'Crack moving' }),
  moving('tilt', { zh: '倾斜变形', en: 'Tilt moving' }),
  moving('gnss', { zh: '地表位移', en: 'Surface moving' }),
  quick('crack', { zh: '裂缝变形未减缓', en: 'Crack not slowing' }),
  quick('tilt', { zh: '倾斜变形未减缓', en: 'Tilt not slowing' }),
  quick('gnss', { zh: '地表位移未减缓', en: 'Surface not slowing' }),
  raining('rain1h', rain.hour, { zh: '1 小时降雨', en: 'Rain in an hour' }),
  raining('rain24h', rain.day, { zh: '24 小时降雨', en: 'Rain in 24 hours' }),
  tree({
    ...{ id: 'rock-agree', family: 'rock', name: { zh: '多台设备一致', en: 'Sensors agree' }, on: 'object' },
    ...{ clearFactor: 1, clearHold: '1h' },
    levels: [
      { severity: 'orange', hold: '0s', when: agree(moves, 'yellow', 2) },
      { severity: 'red', hold: '0s', when: all(agree(moves, 'orange', 2), agree(quicks, 'orange', 1)) },
    ],
  }),
  silence({
    ...{ id: 'rock-silent', family: 'rock-device', name: { zh: '监测设备离线', en: 'Sensor silent' } },
    ...{ for: '1h', severity: 'blue' },
  }),
  silence({
    ...{ id: 'rock-silent-long', family: 'rock-device', name: { zh: '监测设备长时间离线', en: 'Sensor silent for long' } },
    ...{ for: silentFor, severity: 'yellow' },
  }),
  stuck('crack', { zh: '裂缝读数不变', en: 'Crack reading stuck' }),
  stuck('tilt', { zh: '倾角读数不变', en: 'Tilt reading stuck' }),
  stuck('gnss', { zh: '位移读数不变', en: 'GNSS reading stuck' }),
]
