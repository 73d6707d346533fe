import type { BacktestFinding } from '../../../../contract/backtest.ts'
import type { DetectRule, Pack } from '../../../../contract/pack.ts'
import { lintRecorded } from '../../../flow/2-detect/rules/lint/lint-rules.ts'
import { type LookerOf, lookerOf } from '../../../flow/2-detect/rules/lint/replay.ts'
import type { Db } from '../../../kernel/spine.ts'
import { type ObjectLine, stepsOf, verdictsOf } from './store.ts'
import type { Played, Verdict } from './types.ts'

const weekMs = 7 * 86_400_000
/** A rule is looked at where it is worst; more devices would only cost time. */
const mostDevices = 20

/** The objects where most alarms were raised, kept while all are played. */
export function createWorst() {
  let worst: { object: ObjectLine; alarms: number }[] = []
  return {
    add({ alarms: { length } }: Played, object: ObjectLine): void {
      if (length > 0) worst = [...worst, { object, alarms: length }].sort((a, b) => b.alarms - a.alarms).slice(0, mostDevices)
    },
    objects: (): ObjectLine[] => worst.map(({ object }) => object),
  }
}

type Asked = { pack: Pack; rules: DetectRule[]; from: Date; to: Date; zone: string }

/**
 * Rules that flap or never clear, with a calmer one where there is any: over the last week, one device after the other; the first device a
 * rule is found wanting on speaks for it. Rules about whole objects are not looked at: a device alone does not tell of them.
 */
export async function findingsOf(
  db: Db,
  { pack, rules, from, to, zone }: Asked,
  objects: ObjectLine[],
): Promise<BacktestFinding[]> {
  const devices = objects
    .flatMap((object) => object.devices.filter(({ kind }) => kind === pack.deviceKind).map(({ id }) => ({ id, object })))
    .slice(0, mostDevices)
  const span = { from: new Date(Math.max(from.getTime(), to.getTime() - weekMs)), to, bounds: pack.readings }
  const open = new Set(rules.filter((rule) => rule.kind !== 'tree' || rule.on !== 'object'))
  const looker = lookerOf(pack, zone)
  const findings: BacktestFinding[] = []
  for (const { id, object } of devices) {
    const recorded = await recordedOf(db, { device: id, object: object.id, looker }, span)
    for (const rule of open) {
      const found = lintRecorded(rule, pack, recorded(rule))
      if (found.length > 0) open.delete(rule)
      findings.push(...found.map((one) => ({ ...one, object: object.id, label: object.label })))
    }
  }
  return findings
}

type Of = { device: string; object: string; looker: LookerOf }

/** What the check of a rule has to know of a device: its readings, and when something of the rule's family was really wrong. */
async function recordedOf(db: Db, { device, object, looker }: Of, span: Parameters<typeof stepsOf>[2]) {
  const came = (await stepsOf(db, [device], span)).flatMap(({ at, values, whole }) => (values ? [{ at, values, whole }] : []))
  const heard = came.filter(({ whole }) => whole)
  const real = (await verdictsOf(db, object, span)).filter(({ falseAlarm }: Verdict) => !falseAlarm)
  return ({ kind, family }: DetectRule) => ({
    series: kind === 'silence' ? heard : came,
    confirmed: real.filter((one) => one.family === family),
    lookerOf: looker,
  })
}
