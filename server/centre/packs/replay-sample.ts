import type { Pack } from '../../../contract/pack.ts'
import { type PackFault, packFault } from '../../../contract/pack-fault.ts'
import { packLimits } from '../../../contract/pack-file.ts'
import type { RiskSample } from '../../../contract/pack-risk-sample.ts'
import { arrivalsOf, countArrivals, type Sample } from '../../../contract/pack-sample.ts'
import type { RiskModel } from '../../../contract/risk.ts'
import { judgeReading } from '../../flow/1-ingest/rules/judge-reading.ts'
import { rememberReading } from '../../flow/1-ingest/rules/remember-reading.ts'
import type { DeviceState } from '../../flow/1-ingest/types.ts'
import { type Contributors, foldAlarm } from '../../flow/2-detect/rules/fold-alarm.ts'
import { compileRules } from '../../flow/2-detect/rules/look.ts'
import type { Look, RuleState } from '../../flow/2-detect/types.ts'
import { rateObject, whyOf } from '../../flow/8-risk/rules/rate-object.ts'
import type { Known } from '../../flow/8-risk/types.ts'
import { asWritten } from './samples/as-written.ts'

export type Told = { at: string; change: string; family: string; severity: string }

const unheard: DeviceState = {
  device: 'd',
  ...{
    lastAt: null,
    lastReceived: null,
    lastFed: null,
    lateAt: null,
    lateReceived: null,
    lastSeq: null,
    lastValues: {},
    systems: {},
  },
  ...{ skewMs: 0, gaps: 0, lost: 0, duplicates: 0, late: 0 },
}
type Step = { at: number; do: (now: number) => void }
/** A command nobody confirmed is told so long after it was sent. */
const receiptMs = 5_000

/** Replays a sample through the very rules the server runs: order of arrival, quality, wakes at their moments. */
export function replaySample(pack: Pack, sample: Sample, zone = 'Asia/Shanghai'): Told[] {
  const device = startDevice(pack, zone)
  const steps: Step[] = arrivalsOf(sample).map(({ at, received, values }) => ({
    at: received.getTime(),
    do: (now) => device.read(at, values, now),
  }))
  for (const { name, at: sent, receipted, receiptAt } of sample.commands) {
    const at = Date.parse(sent)
    const receipt = (now: number): void => device.confirm(name, now)
    if (receipted) steps.push({ at, do: receipt })
    else steps.push({ at: at + receiptMs, do: (now) => device.look(now, { unanswered: { command: name } }) })
    if (receiptAt) steps.push({ at: Date.parse(receiptAt), do: receipt })
  }
  steps.push({ at: Date.parse(sample.until), do: (now) => device.look(now, {}) })
  for (const step of steps.sort((a, b) => a.at - b.at)) {
    device.wakeUntil(step.at)
    step.do(step.at)
  }
  return device.told
}

/** A device nobody has heard of, with the memory of its rules and what they said. */
function startDevice(pack: Pack, zone: string) {
  const rules = compileRules(
    pack.detect.map((rule) => ({ rule, pack })),
    zone,
  )
  let states: Record<string, RuleState> = {}
  let wake: number | null = null
  let heard = unheard
  const alarms = new Map<string, Contributors>()
  const told: Told[] = []

  function look(now: number, extra: Partial<Look>): void {
    const seen = rules.lookAll(states, { now, values: null, lastAt: heard.lastFed?.getTime() ?? null, ...extra })
    states = seen.states
    wake = seen.wakeAt
    for (const { family, rule, to } of seen.changes) {
      const { contributors, change, from, to: level } = foldAlarm(alarms.get(family) ?? {}, rule, to)
      alarms.set(family, contributors)
      if (change) told.push({ at: new Date(now).toISOString(), change, family, severity: (change === 'cleared' ? from : level)! })
    }
  }
  return {
    ...{ told, look },
    read(at: Date, values: Record<string, number>, now: number): void {
      const seen = { now: new Date(now), live: true, keptSince: new Date(0) }
      const judged = judgeReading({ at: at.toISOString(), values }, heard, pack.readings, seen)
      if (!judged.keep) return
      heard = rememberReading(heard, judged, undefined, seen.now)
      if (judged.feeds) look(now, { values: judged.feeds })
    },
    confirm: (command: string, now: number): void => look(now, { receipt: { command, ok: true, values: heard.lastValues } }),
    wakeUntil(at: number): void {
      while (wake !== null && wake < at) look(wake, {})
    },
  }
}

/** What a sample expects, as the replay tells it. */
export const wantedOf = ({ expect }: Sample): Told[] =>
  expect.map(({ at, change, family, severity }) => ({ at: new Date(at).toISOString(), change, family, severity }))

/** Everything a sample says wrong: names the pack does not have, a reading after its end, and an outcome that is another one. */
export function trySample(pack: Pack, name: string, sample: Sample): PackFault[] {
  const part = `samples/${name}.json`
  if (countArrivals(sample) > packLimits.arrivals) return [packFault(part, 'readings', 'too-many', { most: packLimits.arrivals })]
  const unfit = namesOf(pack, part, sample)
  if (unfit.length > 0) return unfit
  const [wanted, got] = [wantedOf(sample), replaySample(pack, sample)]
  const n = Math.max(wanted.length, got.length)
  const at = Array.from({ length: n }, (_, i) => i).find((i) => textOf(wanted[i]) !== textOf(got[i]))
  if (at === undefined) return []
  const said = (told: Told | undefined): string => textOf(told && { ...told, at: asWritten(told.at, sample.until) })
  return [packFault(part, `expect.${at}`, 'sample-fails', { wanted: said(wanted[at]), got: said(got[at]) })]
}

const textOf = (told: Told | undefined): string => (told ? `${told.at} ${told.family} ${told.change} ${told.severity}` : '—')

function namesOf(pack: Pack, part: string, sample: Sample): PackFault[] {
  // A rule may wait for the receipt of what another pack, or a person, has sent.
  const commands = new Set([
    ...pack.acts.flatMap(({ command, off }) => (off ? [command, off] : [command])),
    ...pack.detect.flatMap((rule) => ('command' in rule ? [rule.command] : [])),
  ])
  const end = Date.parse(sample.until)
  return [
    ...sample.readings.flatMap(({ values, at, to }, i) => [
      ...Object.keys(values)
        .filter((name) => !Object.hasOwn(pack.readings, name))
        .map((name) => packFault(part, `readings.${i}.values`, 'sample-reading', { name })),
      ...(Date.parse(to ?? at) > end ? [packFault(part, `readings.${i}`, 'sample-late')] : []),
    ]),
    ...sample.commands
      .filter(({ name }) => !commands.has(name))
      .map(({ name }) => packFault(part, 'commands', 'sample-command', { name })),
  ]
}

/** A sample of the risk model: what is known of an object in, score, colour, reasons and the next turn out. */
export function tryRiskSample(pack: Pack, name: string, sample: RiskSample): PackFault[] {
  const part = `risk-samples/${name}.json`
  const rated = pack.objects.find(({ kind, risk }) => risk && (sample.kind ?? kind) === kind)
  if (!rated?.risk) return [packFault(part, 'kind', 'block-unknown', { name: sample.kind ?? 'risk' })]
  const got = rateSample(rated.risk, sample)
  const wanted = {
    ...sample.expect,
    worsens: sample.expect.worsens && { ...sample.expect.worsens, at: new Date(sample.expect.worsens.at) },
  }
  const [a, b] = [JSON.stringify(wanted), JSON.stringify(got)]
  return a === b ? [] : [packFault(part, 'expect', 'sample-fails', { wanted: a, got: b })]
}

/** What the model makes of a sample, in the order in which a sample expects it. */
export function rateSample(model: RiskModel, sample: RiskSample) {
  const held = Object.fromEntries(Object.entries(sample.held).map(([id, at]) => [id, new Date(at)]))
  const { score, level, unknown, of, factors, worsens } = rateObject(model, knownOf(sample), held, new Date(sample.now))
  return { score, level, unknown, of, why: whyOf(factors).map(({ indicator }) => indicator), worsens }
}

/** What a sample says is known of its object. */
function knownOf(sample: RiskSample): Known {
  const { details, devices, owner, readings, cases, signals, papers } = sample
  const at = <T extends { at: string }>(one: T) => ({ ...one, at: new Date(one.at) })
  const last = Object.entries(sample.inspected).map(([id, when]) => [id, { last: new Date(when), shares: {} }] as const)
  return {
    ...{ details, devices, owner, readings, cases, signals, papers },
    alarms: sample.alarms.map((alarm) => ({ ...alarm, since: new Date(alarm.since) })),
    ...{ pastAlarms: sample.pastAlarms.map(at), pastEvents: sample.pastEvents.map(at) },
    charges: sample.charges.map(({ role, from, to }) => ({ role, from: new Date(from), to: to === null ? null : new Date(to) })),
    heard: sample.heard.map((one) => ({ pack: one.pack, at: one.at === null ? null : new Date(one.at) })),
    inspections: Object.fromEntries(last),
  }
}
