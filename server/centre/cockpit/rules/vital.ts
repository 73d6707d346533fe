import type { Vital } from '../../../../contract/cockpit.ts'
import type { Pack } from '../../../../contract/pack.ts'
import type { Month, Numbers, Pulse } from '../types.ts'

/** Below this many cases a share says nothing and is not shown. */
export const fewestCases = 20

type Reason = NonNullable<Vital['reason']>
const percent = (n: number, of: number): number => Math.round((n / of) * 1000) / 10
/** A share in per cent, or why there is none. */
function share(n: number, of: number, least: number, none: Reason): Pick<Vital, 'value' | 'reason'> {
  return of < Math.max(1, least) ? { value: null, reason: none } : { value: percent(n, of) }
}

export type Seen = { pulse: Pulse; numbers: Pick<Numbers, 'acceptedOnTime'>; month: Month; packs: Pick<Pack, 'id' | 'name'>[] }

/**
 * The vital signs of a place, from rows only: what is not connected, or too rare for a share, has no value and says why. The
 * normal bands of shares are proposals of ours: 95 % of devices heard and of values normal, 90 % accepted in time, at most 10 %
 * false alarms and 5 % of closings that did not hold.
 */
export function vitalSigns({ pulse, numbers, month, packs }: Seen, now: Date): Vital[] {
  const at = now.toISOString()
  const heard = { n: pulse.online, of: pulse.devices }
  const lastAt = pulse.lastAt?.toISOString() ?? null
  const onTime = numbers.acceptedOnTime
  const judged = month.closed + month.falseAlarm
  const undone = month.reopened + month.sentBack
  return [
    {
      id: 'devices-online',
      name: { zh: '设备在线', en: 'Devices heard' },
      unit: '%',
      normal: [95, 100],
      coverage: heard,
      at: lastAt,
      ...share(pulse.online, pulse.devices, 1, 'not-connected'),
    },
    ...pulse.normal.map((one) => normalShare(one, packs, lastAt)),
    alarms(
      'alarms-urgent',
      { zh: '红橙报警', en: 'Red and orange alarms' },
      (pulse.alarms.red ?? 0) + (pulse.alarms.orange ?? 0),
      pulse,
      at,
    ),
    alarms(
      'alarms-other',
      { zh: '黄蓝报警', en: 'Yellow and blue alarms' },
      (pulse.alarms.yellow ?? 0) + (pulse.alarms.blue ?? 0),
      pulse,
      at,
    ),
    {
      id: 'accepted-on-time',
      name: { zh: '按时签收（24 时）', en: 'Accepted in time (24 h)' },
      unit: '%',
      normal: [90, 100],
      coverage: onTime,
      at,
      ...share(onTime.n, onTime.of, fewestCases, 'too-few'),
    },
    dataAge(pulse, now),
    {
      id: 'false-alarm',
      name: { zh: '误报率（30 天）', en: 'False alarms (30 days)' },
      unit: '%',
      normal: [0, 10],
      coverage: { n: month.falseAlarm, of: judged },
      at,
      ...share(month.falseAlarm, judged, fewestCases, 'too-few'),
    },
    {
      id: 'false-closure',
      name: { zh: '假办结率（30 天）', en: 'Closings that did not hold (30 days)' },
      unit: '%',
      normal: [0, 5],
      coverage: { n: undone, of: month.closed },
      at,
      ...share(undone, month.closed, fewestCases, 'too-few'),
    },
  ]
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
    at,
    ...share(one.n, one.of, 1, reason),
  }
}

/** Alarms are counted whether or not devices are heard; with no device at all there is nothing to count. */
function alarms(id: string, name: Vital['name'], n: number, pulse: Pulse, at: string): Vital {
  const normal: Vital['normal'] = id === 'alarms-urgent' ? [0, 0] : null
  const coverage = { n: pulse.online, of: pulse.devices }
  return pulse.devices === 0
    ? { id, name, value: null, unit: '', normal, coverage, at: null, reason: 'not-connected' }
    : { id, name, value: n, unit: '', normal, coverage, at }
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
