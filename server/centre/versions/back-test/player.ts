import type { Pack } from '../../../../contract/pack.ts'
import { heavierGrade, type Severity, severityWeight } from '../../../../contract/scales.ts'
import { type Contributors, foldAlarm } from '../../../flow/2-detect/rules/fold-alarm.ts'
import { standingOf } from '../../../flow/2-detect/rules/levels.ts'
import { compileRules, type Rules } from '../../../flow/2-detect/rules/look.ts'
import { staleMs } from '../../../flow/2-detect/store-around.ts'
import type { Around, Look, Member, NearAlarm, RuleChange, RuleState } from '../../../flow/2-detect/types.ts'
import type { Hush } from './hush.ts'
import type { Played, PlayedAlarm, PlayedEvent } from './types.ts'

export type PlayedDevice = { id: string; kind: string; intervalS: number; credibility: number }
export type PlayedObject = { id: string; kind: string; lon: number; lat: number; devices: PlayedDevice[] }
/** What came at a moment: those of its values that can be used, and whether that is all of them; or word of a command. */
export type Step = { at: number; device: string; values: Record<string, number> | null; whole: boolean } & Pick<
  Look,
  'receipt' | 'unanswered'
>

/** One way to look at the same readings: the rules of a pack made ready, and what its types make of alarms. */
export type Side = { pack: Pack; device: Rules; object: Rules | null }

/** An alarm of another object near by, as it was recorded. `cleared`: infinite while it stands. */
export type NearPlayed = NearAlarm & { cleared: number }

/** What is played along with an object's readings. `near` null: no rule asks for what stands near by. */
export type Along = { near: NearPlayed[] | null; hush: Hush }
const alone: Along = { near: null, hush: () => null }

export function sideOf(pack: Pack, zone: string): Side {
  const whole = pack.detect.filter((rule) => rule.kind === 'tree' && rule.on === 'object')
  const ready = (rules: Pack['detect']): Rules =>
    compileRules(
      rules.map((rule) => ({ rule, pack })),
      zone,
    )
  return {
    pack,
    device: ready(pack.detect.filter((rule) => !whole.includes(rule))),
    object: whole.length > 0 ? ready(whole) : null,
  }
}

/** What the rules of a side ask for near by. */
export const nearOf = ({ device, object }: Side) => [...device.needs.near, ...(object?.needs.near ?? [])]

/**
 * Plays one object's days to one side, through the very rules that run: same looks, same wake-ups, same folding into alarms. What it
 * remembers is what the rules remember, and what they said.
 */
export function createPlayer({ pack, device: rules, object: whole }: Side, object: PlayedObject, { near, hush }: Along = alone) {
  const members = new Map(object.devices.map((device) => [device.id, memberOf(device)]))
  const ledger = createLedger(pack, hush)
  const memory = createMemory(ledger.told)
  const standing = (id: string) => standingOf(memory.of(id))
  const aroundAt = aroundOf(object, [...members.values()], near, whole?.needs.levels.length ? standing : null)

  function lookAt(key: string, now: number, more: Partial<Look>): void {
    const [member, seen] = [members.get(key), { now, values: null, around: aroundAt(now) }]
    if (!member) {
      if (whole) memory.look(key, whole, { ...seen, lastAt: null })
    } else if (member.kind === pack.deviceKind)
      // A device of another pack only stands around.
      memory.look(key, rules, { ...seen, lastAt: member.lastAt, staleMs: member.staleMs, ...more })
  }
  const wakeUntil = (until: number): void => {
    for (let next = memory.due(until); next; next = memory.due(until)) {
      ledger.hushesEnd(next.at)
      lookAt(next.key, next.at, {})
    }
    ledger.hushesEnd(until)
  }
  return {
    step({ at, device, values, whole: heard, receipt, unanswered }: Step): void {
      wakeUntil(at - 1)
      const member = members.get(device)
      if (!member) return
      if (values) Object.assign(member, { values, at, lastAt: heardAt(member.lastAt, at, heard) })
      lookAt(device, at, values ? { values } : { receipt: receipt && { ...receipt, values: member.values }, unanswered })
      if (whole && values) lookAt(object.id, at, {})
    },
    /** What a device's rules, or with the object's id the whole object's, remember before a moment, and what they would look at. */
    before(key: string, at: number): { states: Record<string, RuleState>; look: Look } {
      wakeUntil(at - 1)
      const { lastAt = null, staleMs } = members.get(key) ?? {}
      return { states: memory.of(key), look: { now: at, values: null, lastAt, around: aroundAt(at), staleMs } }
    },
    end(at: number): Played {
      wakeUntil(at)
      return ledger.played
    },
  }
}

/** What stands around an object at a moment: its devices as they are then, and of the alarms near by those that stood. */
function aroundOf(
  { id: object, lon, lat }: PlayedObject,
  members: Member[],
  near: NearPlayed[] | null,
  standing: ((device: string) => Record<string, Severity>) | null,
) {
  return (now: number): Around => ({
    ...{ object, lon, lat },
    members: standing ? members.map((member) => ({ ...member, levels: standing(member.device) })) : members,
    near: near?.filter(({ since, cleared }) => since <= now && cleared > now) ?? null,
  })
}

/** When a device was heard last, after one more reading: only what can be used whole counts, or the very first. */
export const heardAt = (before: number | null, at: number, whole: boolean): number => (whole ? at : (before ?? at))

/** What the rules remember, and when they want to be asked again: holds that end, devices that fall silent. */
function createMemory(told: (key: string, change: RuleChange, now: number) => void) {
  const states = new Map<string, Record<string, RuleState>>()
  const wakes = new Map<string, number>()
  return {
    of: (key: string) => states.get(key) ?? {},
    look(key: string, rules: Rules, given: Look): void {
      const seen = rules.lookAll(states.get(key) ?? {}, given)
      states.set(key, seen.states)
      if (seen.wakeAt === null) wakes.delete(key)
      else wakes.set(key, Math.max(seen.wakeAt, given.now + 1))
      for (const change of seen.changes) told(key, change, given.now)
    },
    /** The earliest that is due, taken away. */
    due(until: number): { key: string; at: number } | null {
      const next = [...wakes].reduce<[string, number] | null>((a, b) => (a && a[1] <= b[1] ? a : b), null)
      if (!next || next[1] > until) return null
      wakes.delete(next[0])
      return { key: next[0], at: next[1] }
    },
  }
}

const memberOf = ({ id, kind, intervalS, credibility }: PlayedDevice): Member => ({
  ...{ device: id, kind, credibility, staleMs: staleMs(intervalS) },
  ...{ values: null, at: null, lastAt: null },
})

/** An alarm that stands, what it said last, and until when that is kept quiet. */
type Open = { alarm: PlayedAlarm; event: PlayedEvent | null; up: Up | null; quietUntil: number | null }
type Ledger = { pack: Pack; hush: Hush; played: Played }
type Up = { family: string; severity: Severity; speaking: string[]; now: number }

/** What rules said becomes alarms and events, as 2-detect and 3-event do it: one alarm and one event per family. */
function createLedger(pack: Pack, hush: Hush) {
  const played: Played = { alarms: [], events: [] }
  const contributors = new Map<string, Contributors>()
  const open = new Map<string, Open>()

  function told(key: string, { family, rule, to }: RuleChange, now: number): void {
    const folded = foldAlarm(contributors.get(family) ?? {}, `${key}:${rule}`, to)
    contributors.set(family, folded.contributors)
    const standing = open.get(family)
    if (!folded.to) {
      if (standing) {
        standing.alarm.cleared = now
        if (standing.event) standing.event.ended = now
        open.delete(family)
      }
      return
    }
    const severity = folded.to
    const alarm = { family, severity, rule, since: now, cleared: null, muted: false }
    const one = standing ?? { alarm, event: null, up: null, quietUntil: null }
    if (!standing) {
      played.alarms.push(one.alarm)
      open.set(family, one)
    }
    if (severityWeight(severity) > severityWeight(one.alarm.severity)) Object.assign(one.alarm, { severity, rule })
    comesUp({ pack, hush, played }, one, { family, severity, speaking: Object.keys(folded.contributors), now })
  }
  return {
    told,
    played,
    /** What was quiet until a moment comes up at it, unless something else keeps it quiet. */
    hushesEnd(until: number): void {
      for (const one of open.values())
        while (one.up && one.quietUntil !== null && one.quietUntil <= until)
          comesUp({ pack, hush, played }, one, { ...one.up, now: one.quietUntil })
    },
  }
}

/** An alarm at a level that waits for a person or calls one: its event, unless it is kept quiet. */
function comesUp({ pack, hush, played }: Ledger, one: Open, { family, severity, speaking, now }: Up): void {
  const type = pack.types.find((type) => type.family === family)
  const grade = type?.gradeOf[severity]
  if (!type || (!grade && !type.auto.includes(severity))) return
  const mode = type.auto.includes(severity) ? 'auto' : 'triage'
  one.up = { family, severity, speaking, now }
  one.quietUntil = one.event ? null : hush({ family, severity, mode, type: type.id }, speaking, now)
  one.alarm.muted = one.quietUntil !== null
  if (one.alarm.muted) return
  const { event } = one
  if (event)
    Object.assign(event, { mode: mode === 'auto' ? mode : event.mode, grade: heavierGrade(event.grade, grade ?? type.grade) })
  else {
    one.event = { family, type, mode, grade: grade ?? type.grade, since: now, ended: null }
    played.events.push(one.event)
  }
}
