import type { Pack } from '../../../../contract/pack.ts'
import type { Why } from '../../../../contract/why.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { versionAt } from '../../../city/pack/store-versions.ts'
import { type ExplainedLevel, explainRule } from '../../../flow/2-detect/rules/explain.ts'
import type { Db } from '../../../kernel/spine.ts'
import { createPlayer, heardAt, sideOf } from '../back-test/player.ts'
import { objectOfDevice, stepsOf } from '../back-test/store.ts'
import { alarmsAt } from './store.ts'

/** So far back readings are played again to know what the rules remembered; longer ones remember less than they did. */
const backMs = 24 * 3_600_000

type Asked = { id: string; pack: string; at: Date }
type WhyDevice = NonNullable<Why['device']>

/** What every rule made of a device at a moment: recomputed by the rules in force then, from the readings that are kept. */
export async function whyDevice(db: Db, { packs, zone }: { packs: Packs; zone: string }, asked: Asked): Promise<WhyDevice> {
  const { id, at } = asked
  const object = (await objectOfDevice(db, id))!
  const { pack, version } = await packAt(db, packs, asked)
  const side = sideOf(pack, zone)
  const player = createPlayer(side, object)
  const steps = await stepsOf(
    db,
    object.devices.map((device) => device.id),
    { from: new Date(at.getTime() - backMs), to: new Date(at.getTime() + 1), bounds: pack.readings },
  )
  const now = at.getTime()
  const upTo = steps.filter((step) => step.at < now)
  for (const step of upTo) player.step(step)
  const came = steps.find((step) => step.at >= now && step.device === id && step.values)
  const rules = pack.detect.map((rule) => {
    const { states, look } = player.before(rule.kind === 'tree' && rule.on === 'object' ? object.id : id, now)
    const seen = came?.values ? { ...look, values: came.values, lastAt: heardAt(look.lastAt, now, came.whole) } : look
    const levels = explainRule({ rule, pack }, states, seen, zone).map(levelView)
    return { rule: rule.id, name: rule.name, family: rule.family, held: states[rule.id]?.level ?? null, levels }
  })
  const { look } = player.before(id, now)
  return {
    ...{ id, object: object.id, label: object.label, rulesVersion: version, values: came?.values ?? null, rules },
    lastAt: look.lastAt === null ? null : new Date(look.lastAt).toISOString(),
    alarms: (await alarmsAt(db, object.id, at)).map((alarm) => {
      const type = packs.typeOfFamily(alarm.pack, alarm.family)
      const mode = type?.auto.includes(alarm.peak) ? 'auto' : type?.gradeOf[alarm.peak] ? 'triage' : 'watch'
      return {
        ...{ id: alarm.id, family: alarm.family, peak: alarm.peak, rulesVersion: alarm.rules_version, mode, event: alarm.event },
        ...{ since: alarm.since.toISOString(), clearedAt: alarm.cleared_at?.toISOString() ?? null },
      }
    }),
  }
}

/** The pack with the rules that were in force at a moment. */
async function packAt(db: Db, packs: Packs, { pack: id, at }: Asked): Promise<{ pack: Pack; version: number }> {
  const shipped = packs.shipped(id)!
  const row = await versionAt(db, id, at)
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
