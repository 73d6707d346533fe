import type { DetectRule, Pack } from '../../../../contract/pack.ts'
import { namesOfPack } from '../../../../contract/rule-words/names.ts'
import { sayBody } from '../../../../contract/rule-words/say-rule.ts'
import type { Why } from '../../../../contract/why.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { rulesOf, versionAt } from '../../../city/pack/store-versions.ts'
import { type ExplainedLevel, explainRule } from '../../../flow/2-detect/rules/explain.ts'
import { reachOf } from '../../../flow/2-detect/rules/reach.ts'
import { doubtsAt } from '../../../flow/2-detect/store-doubts.ts'
import type { Look } from '../../../flow/2-detect/types.ts'
import type { Db } from '../../../kernel/spine.ts'
import { createPlayer, heardAt, nearOf, type Step, sideOf } from '../back-test/player.ts'
import { alarmsPlayedNear, objectOfDevice, stepsOf } from '../back-test/store.ts'
import { type AlarmAt, alarmsAt } from './store.ts'

/** So far back readings are played again to know what the rules remembered, and as far as their trends reach; longer holds remember less. */
const backMs = 24 * 3_600_000

/** `keptSince`: readings from before it are known only around red and orange alarms. */
type Asked = { id: string; pack: string; at: Date; keptSince: Date }
type WhyDevice = NonNullable<Why['device']>

/** What every rule made of a device at a moment: recomputed by the rules in force then, from the readings that are kept. */
export async function whyDevice(db: Db, { packs, zone }: { packs: Packs; zone: string }, asked: Asked): Promise<WhyDevice> {
  const { id, at, keptSince } = asked
  const object = (await objectOfDevice(db, id))!
  const { pack, version } = await packAt(db, packs, asked)
  const names = namesOfPack(pack)
  const [now, from] = [at.getTime(), new Date(at.getTime() - Math.max(backMs, reachOf(pack.detect)))]
  const steps = await stepsOf(
    db,
    object.devices.map((device) => device.id),
    { from, to: new Date(at.getTime() + 1), bounds: pack.readings },
  )
  const side = sideOf(pack, zone)
  const near = await alarmsPlayedNear(db, object, nearOf(side), { from, to: at })
  // Silences keep alarms quiet, rules do not hear of them.
  const player = createPlayer(side, object, { near, hush: () => null })
  for (const step of steps) if (step.at < now) player.step(step)
  const came = steps.find((step) => step.at >= now && step.device === id && step.values)
  const { look } = player.before(id, now)
  const readings = readingsOf(steps, from < keptSince)
  const fresh = came ? { values: came.values, at: now } : latestOf(look, id)
  return {
    ...{ id, object: object.id, label: object.label, pack: pack.id, rulesVersion: version, readings },
    ...{ values: fresh?.values ?? null, valuesAt: moment(fresh?.at ?? null), lastAt: moment(look.lastAt) },
    rules: readings.state === 'gone' ? [] : pack.detect.map((rule) => ruleView(rule)),
    alarms: (await alarmsAt(db, object.id, at)).map((alarm) => alarmView(packs, alarm)),
    doubts: await doubtsOf(db, id, at),
  }

  function ruleView(rule: DetectRule): WhyDevice['rules'][number] {
    const { states, look: before } = player.before(rule.kind === 'tree' && rule.on === 'object' ? object.id : id, now)
    // Between two readings the last one still counts for what is compared with it; what counts readings must not count it twice.
    const lasting = rule.kind === 'threshold' || rule.kind === 'ineffective' ? (fresh?.values ?? null) : null
    const seen = came?.values
      ? { ...before, values: came.values, lastAt: heardAt(before.lastAt, now, came.whole) }
      : { ...before, values: lasting }
    const levels = explainRule({ rule, pack }, states, seen, zone).map(levelView)
    const says = { zh: sayBody(rule, 'zh', names), en: sayBody(rule, 'en', names) }
    return { rule: rule.id, name: rule.name, says, family: rule.family, held: states[rule.id]?.level ?? null, levels }
  }
}

const doubtsOf = async (db: Db, device: string, at: Date): Promise<WhyDevice['doubts']> =>
  (await doubtsAt(db, device, at)).map(({ family, cap, until, reason }) => ({ family, cap, reason, until: until.toISOString() }))

/** What a device said last, as long as it does not count as silent. */
function latestOf({ now, around }: Look, device: string): { values: Record<string, number>; at: number } | null {
  const member = around?.members.find((one) => one.device === device)
  return member?.values && member.at !== null && now - member.at <= member.staleMs
    ? { values: member.values, at: member.at }
    : null
}

function readingsOf(steps: readonly Step[], old: boolean): WhyDevice['readings'] {
  const readings = steps.filter(({ values }) => values)
  const state = readings.length === 0 ? (old ? 'gone' : 'none') : old ? 'kept' : 'all'
  return { state, count: readings.length, from: moment(readings[0]?.at ?? null) }
}

function alarmView(packs: Packs, alarm: AlarmAt): WhyDevice['alarms'][number] {
  const type = packs.typeOfFamily(alarm.pack, alarm.family)
  const mode = type?.auto.includes(alarm.peak) ? 'auto' : type?.gradeOf[alarm.peak] ? 'triage' : 'watch'
  return {
    ...{ id: alarm.id, family: alarm.family, peak: alarm.peak, rulesVersion: alarm.rules_version, mode, event: alarm.event },
    ...{ since: alarm.since.toISOString(), clearedAt: alarm.cleared_at?.toISOString() ?? null },
    muted: (alarm.muted ?? []).map(({ since, until, ...one }) => ({
      ...{ ...one, since: new Date(since).toISOString(), until: until ? new Date(until).toISOString() : null },
    })),
  }
}

/** The pack with the rules that were in force at a moment. */
async function packAt(
  db: Db,
  packs: Packs,
  { pack: id, at }: Pick<Asked, 'pack' | 'at'>,
): Promise<{ pack: Pack; version: number }> {
  const shipped = packs.shipped(id)!
  const row = await versionAt(db, rulesOf(id), at)
  return { pack: packs.inForce(row ? { ...shipped, detect: row.body } : shipped), version: row?.no ?? 0 }
}

const moment = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

const levelView = ({ severity, stands, when, since, holdMs, backSince, clearHoldMs }: ExplainedLevel) => ({
  ...{
    severity,
    stands,
    when,
    since: moment(since),
    holdS: holdMs / 1000,
    backSince: moment(backSince),
    clearHoldS: clearHoldMs / 1000,
  },
})
