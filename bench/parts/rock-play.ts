import { type Severity, severities, severityWeight } from '../../contract/scales.ts'
import { rockHazard } from '../../packs/rock-hazard/pack.ts'
import { foldAlarm } from '../../server/flow/2-detect/rules/fold-alarm.ts'
import { standingOf } from '../../server/flow/2-detect/rules/levels.ts'
import { compileRules } from '../../server/flow/2-detect/rules/look.ts'
import type { Look, Member, RuleState } from '../../server/flow/2-detect/types.ts'
import type { RockPoint } from '../../simulator/model/rock.ts'

const hourMs = 3_600_000
/** A sensor that reports by the hour is believed for three. */
const staleMs = 3 * hourMs
const movement = rockHazard.detect.filter(({ family, id }) => family === 'rock' && !id.startsWith('rock-rain'))
const pack = { id: rockHazard.id, deviceKind: rockHazard.deviceKind, zones: {} }
const isWhole = (rule: (typeof movement)[number]): boolean => rule.kind === 'tree' && rule.on === 'object'
const ready = (whole: boolean) =>
  compileRules(
    movement.filter((rule) => isWhole(rule) === whole).map((rule) => ({ rule, pack })),
    'Asia/Shanghai',
  )
const [ofDevice, ofObject] = [ready(false), ready(true)]

/** One time a point was at least so grave, in hours; `to` null: it still is. */
export type Episode = { severity: Severity; from: number; to: number | null }

type Turn = { from: Severity | null; to: Severity | null; hour: number }

/** Begins the episodes of the severities a turn reaches, and ends those it leaves. */
function noteTurn(episodes: Episode[], { from, to, hour }: Turn): void {
  for (const severity of severities)
    if (severityWeight(to) >= severityWeight(severity) && severityWeight(from) < severityWeight(severity))
      episodes.push({ severity, from: hour, to: null })
    else if (severityWeight(to) < severityWeight(severity))
      for (const one of episodes) if (one.severity === severity && one.to === null) one.to = hour
}

/** The memory of the rules of one point, and every time each colour was reached. */
function memoryOf(sensors: RockPoint['truth']['sensors']) {
  const members = sensors.map(
    (_, i): Member => ({
      ...{ device: `s${i}`, kind: 'rock-sensor', values: null, at: null, lastAt: null, staleMs, credibility: 1, levels: {} },
    }),
  )
  const states = new Map<string, Record<string, RuleState>>()
  const wakes = new Map<string, number>()
  let contributors: ReturnType<typeof foldAlarm>['contributors'] = {}
  let level: Severity | null = null
  const episodes: Episode[] = []

  function look(key: string, now: number, given: Partial<Look>): void {
    const rules = key === 'whole' ? ofObject : ofDevice
    const around = { object: 'o', lon: 0, lat: 0, near: null, members }
    const seen = rules.lookAll(states.get(key) ?? {}, { now, values: null, lastAt: now, staleMs, around, ...given })
    states.set(key, seen.states)
    if (seen.wakeAt === null) wakes.delete(key)
    else wakes.set(key, Math.max(seen.wakeAt, now + 1))
    for (const { rule, to } of seen.changes) {
      const folded = foldAlarm(contributors, `${key}:${rule}`, to)
      contributors = folded.contributors
      noteTurn(episodes, { from: level, to: folded.to, hour: now / hourMs })
      level = folded.to
    }
    const member = members.find(({ device }) => device === key)
    if (member && seen.changes.length > 0) member.levels = standingOf(seen.states)
  }
  const wakeUntil = (until: number): void => {
    for (;;) {
      const [next] = [...wakes].sort((a, b) => a[1] - b[1])
      if (!next || next[1] > until) return
      wakes.delete(next[0])
      look(next[0], next[1], {})
      if (next[0] !== 'whole') look('whole', next[1], {})
    }
  }
  return { members, episodes, look, wakeUntil }
}

/** Plays the hours of a point through the rules about movement, as they are compiled; answers every time each colour was reached. */
export function playRock(point: RockPoint): Episode[] {
  const { hours, sensors } = point.truth
  const { members, episodes, look, wakeUntil } = memoryOf(sensors)
  for (let hour = 0; hour < hours; hour++) {
    const now = hour * hourMs
    wakeUntil(now - 1)
    for (const [i, { kind }] of sensors.entries()) {
      const value = point.read(i, hour)
      if (value === null) continue
      const values = { [kind]: value }
      Object.assign(members[i]!, { values, at: now, lastAt: now })
      look(members[i]!.device, now, { values })
    }
    look('whole', now, {})
  }
  wakeUntil(hours * hourMs - 1)
  return episodes
}
