import type { Vital } from '../../../../contract/cockpit.ts'
import { leastCases } from '../../../../contract/least-cases.ts'
import type { Pack } from '../../../../contract/pack.ts'
import type { Month, Numbers, Pulse } from '../types.ts'

type Reason = NonNullable<Vital['reason']>
/** To a tenth of a per cent; only all of them read 100, and only none of them 0. */
function percent(n: number, of: number): number {
  const rounded = Math.round((n / of) * 1000) / 10
  return n < of && rounded === 100 ? 99.9 : n > 0 && rounded === 0 ? 0.1 : rounded
}
/** A share in per cent, or why there is none. */
function share(n: number, of: number, least: number, none: Reason): Pick<Vital, 'value' | 'reason'> {
  return of < Math.max(1, least) ? { value: null, reason: none } : { value: percent(n, of) }
}

export type Seen = { pulse: Pulse; numbers: Pick<Numbers, 'acceptedOnTime'>; month: Month; packs: Pick<Pack, 'id' | 'name'>[] }

/**
 * The vital signs of a place, from rows only: what is not connected, or too rare for a share, has no value and says why. The
 * normal bands of shares are proposals of ours: 95 % of devices heard and of values normal, 90 % accepted in time, at most 10 %
 * false alarms and 5 % of closings that did not hold. Those of every city first, then a share of normal readings for each pack, the worst first.
 */
export function vitalSigns({ pulse, numbers, month, packs }: Seen, now: Date): Vital[] {
  const at = now.toISOString()
  const lastAt = pulse.lastAt?.toISOString() ?? null
  const online = percentOf(shares.online, { n: pulse.online, of: pulse.devices }, { at: lastAt, least: 1, none: 'not-connected' })
  const few = { at, least: leastCases, none: 'too-few' } as const
  return [
    online,
    alarms('alarms-urgent', pulse, at),
    alarms('alarms-other', pulse, at),
    percentOf(shares.falseClosure, { n: month.reopened + month.sentBack, of: month.closed }, few),
    percentOf(shares.onTime, numbers.acceptedOnTime, few),
    percentOf(shares.falseAlarm, { n: month.falseAlarm, of: month.closed + month.falseAlarm }, few),
    dataAge(pulse, now),
    ...pulse.normal.map((one) => normalShare(one, packs, lastAt)).toSorted(worstFirst),
  ]
}

/** A wall has no room for every pack: the one that stands worst is what it must not leave out; those without a value last. */
const worstFirst = (a: Vital, b: Vital): number =>
  (a.value ?? Number.POSITIVE_INFINITY) - (b.value ?? Number.POSITIVE_INFINITY) || 0

type Sign = Pick<Vital, 'id' | 'name' | 'normal'>
const sign = (id: string, zh: string, en: string, normal: Vital['normal']): Sign => ({ id, name: { zh, en }, normal })
const shares = {
  online: sign('devices-online', '设备在线', 'Devices heard', [95, 100]),
  onTime: sign('accepted-on-time', '按时签收（近 24 小时）', 'Accepted in time (24 h)', [90, 100]),
  falseAlarm: sign('false-alarm', '误报率（近 30 天）', 'False alarms (30 days)', [0, 10]),
  falseClosure: sign('false-closure', '假办结率（近 30 天）', 'Closings that did not hold (30 days)', [0, 5]),
}

function percentOf(head: Sign, of: Vital['coverage'], how: { at: string | null; least: number; none: Reason }): Vital {
  return { ...head, unit: '%', coverage: of, at: how.at, ...share(of.n, of.of, how.least, how.none) }
}

function normalShare(one: Pulse['normal'][number], packs: Seen['packs'], at: string | null): Vital {
  const name = packs.find((pack) => pack.id === one.pack)?.name ?? { zh: one.pack, en: one.pack }
  const reason = one.devices === 0 ? 'not-connected' : 'nothing-heard'
  return {
    id: `normal.${one.pack}`,
    name: { zh: `${name.zh}读数正常`, en: `${name.en}: readings normal` },
    unit: '%',
    normal: [95, 100],
    coverage: { n: one.heard, of: one.devices },
    share: { n: one.n, of: one.of },
    at,
    ...share(one.n, one.of, 1, reason),
  }
}

const alarmSigns = {
  'alarms-urgent': { ...sign('alarms-urgent', '红橙报警', 'Red and orange alarms', [0, 0]), severities: ['red', 'orange'] },
  'alarms-other': { ...sign('alarms-other', '黄蓝报警', 'Yellow and blue alarms', null), severities: ['yellow', 'blue'] },
} as const

/** Alarms are counted whether or not devices are heard; with no device at all there is nothing to count. */
function alarms(id: keyof typeof alarmSigns, pulse: Pulse, at: string): Vital {
  const { severities, normal, ...head } = alarmSigns[id]
  const value = severities.reduce((sum, severity) => sum + (pulse.alarms[severity] ?? 0), 0)
  const rest = { ...head, normal, unit: '', coverage: { n: pulse.online, of: pulse.devices } }
  return pulse.devices === 0 ? { ...rest, value: null, at: null, reason: 'not-connected' } : { ...rest, value, at }
}

function dataAge(pulse: Pulse, now: Date): Vital {
  const head = {
    id: 'data-age',
    name: { zh: '数据时延', en: 'Age of data' },
    unit: 's',
    normal: [0, 120] as [number, number],
    coverage: { n: pulse.online, of: pulse.devices },
  }
  if (!pulse.lastAt) return { ...head, value: null, at: null, reason: pulse.devices === 0 ? 'not-connected' : 'nothing-heard' }
  return {
    ...head,
    value: Math.max(0, Math.round((now.getTime() - pulse.lastAt.getTime()) / 1000)),
    at: pulse.lastAt.toISOString(),
  }
}
