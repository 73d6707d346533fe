import type { BacktestResult, MuteTried } from '../../../../contract/backtest.ts'
import type { DetectRule, Pack } from '../../../../contract/pack.ts'
import type { Db } from '../../../kernel/spine.ts'
import { createWorst, findingsOf } from './findings.ts'
import { replayHaulage } from './haulage/replay.ts'
import type { HaulSides } from './haulage/types.ts'
import { hushOf, type MutePlayed, mutePlayedOf } from './hush.ts'
import { createPlayer, nearOf, type Side, sideOf } from './player.ts'
import { replayRisk } from './risk/replay.ts'
import type { RiskSides } from './risk/types.ts'
import {
  alarmsPlayedNear,
  countObjects,
  heardDevices,
  mutesPlayed,
  type ObjectLine,
  objectsAfter,
  stepsOf,
  verdictsOf,
} from './store.ts'
import { createDifference, createTally } from './tally.ts'
import type { Played } from './types.ts'

const dayMs = 86_400_000

/**
 * What is replayed: two packs that may differ in rules, plans or anything else, over the same readings. `written`: the rules that are
 * tried, as they were written; none where something else is tried.
 */
export type Replay = {
  live: Pack
  tried: Pack
  written: DetectRule[]
  /** a silence that is tried: over all the days */
  mute: MuteTried | null
  /** what else beside rules and plans is played; null: nothing of it is tried */
  haulage: HaulSides | null
  risk: RiskSides | null
  /** are rules played at all? Not where only checks of what is carried, or how objects are rated, are tried: no reading says anything of them. */
  rules: boolean
  prefixes: string[]
  from: Date
  to: Date
  now: Date
  zone: string
}
type Tell = (progress: { done: number; of: number }) => void

/** Replays recorded days to everything that is tried. Reads only. */
export async function replay(db: Db, asked: Replay, tell: Tell): Promise<BacktestResult> {
  const result = await replayRules(db, asked, tell)
  const { prefixes, from, to, now, zone } = asked
  let before = result.objects
  /** Progress goes on where the part before has ended. */
  const on: Tell = ({ done, of }) => tell({ done: before + done, of: before + of })
  const haulage = asked.haulage && (await replayHaulage(db, { sides: asked.haulage, prefixes, from, to, zone }, on))
  before += haulage?.carriers ?? 0
  const risk = asked.risk && (await replayRisk(db, { sides: asked.risk, prefixes, now, zone }, on))
  if (!haulage && !risk) return result
  const played = [
    ...(asked.rules ? (['rules'] as const) : []),
    ...(haulage ? (['haulage'] as const) : []),
    ...(risk ? (['risk'] as const) : []),
  ]
  return { ...result, played, ...(haulage ? { haulage } : {}), ...(risk ? { risk } : {}) }
}

/** The rules and plans, one object after the other and a day at a time, so that memory does not grow with days or objects. */
async function replayRules(db: Db, asked: Replay, tell: Tell): Promise<BacktestResult> {
  const { live, tried, now } = asked
  const prefixes = asked.rules ? asked.prefixes : []
  const sides = [sideOf(live, asked.zone), sideOf(tried, asked.zone)] as const
  const of = await countObjects(db, live.deviceKind, prefixes)
  const tallies = [createTally(db, now), createTally(db, now)] as const
  const difference = createDifference()
  const worst = createWorst()
  const mutes = await mutesPlayed(db, asked)
  let [done, readings] = [0, 0]
  tell({ done, of })
  for (let after = ''; ; ) {
    const objects = await objectsAfter(db, { deviceKind: live.deviceKind, prefixes, after })
    if (objects.length === 0) break
    const heard = await heardDevices(db, objects.flatMap(devicesOf), asked)
    for (const object of objects) {
      done += 1
      tell({ done, of })
      // Rules say nothing of a device before it is heard for the first time.
      if (!devicesOf(object).some((device) => heard.has(device))) continue
      const [a, b, seen] = await playObject(db, sides, object, { ...asked, mutes })
      const verdicts = await verdictsOf(db, object.id, asked)
      await tallies[0].add(a, object, verdicts)
      await tallies[1].add(b, object, verdicts)
      difference.add(a, b, object)
      worst.add(b, object)
      readings += seen
    }
    after = objects.at(-1)!.id
  }
  return {
    ...{ readings, objects: done, days: Math.round(((asked.to.getTime() - asked.from.getTime()) / dayMs) * 10) / 10 },
    ...{ live: tallies[0].sum(), tried: tallies[1].sum(), difference: difference.counts, examples: difference.examples },
    findings: await findingsOf(db, { ...asked, pack: tried, rules: asked.written }, worst.objects()),
    limits: asked.rules ? limitsOf(sides) : [],
  }
}

const devicesOf = ({ devices }: ObjectLine): string[] => devices.map(({ id }) => id)

async function playObject(
  db: Db,
  sides: readonly [Side, Side],
  object: ObjectLine,
  { from, to, mute, mutes }: Replay & { mutes: MutePlayed[] },
): Promise<[Played, Played, number]> {
  const near = await alarmsPlayedNear(db, object, sides.flatMap(nearOf), { from, to })
  const along = ({ pack }: Side, played: MutePlayed[]) => ({
    ...{ near, hush: hushOf({ mutes: played, object, pack: pack.id, deviceKind: pack.deviceKind }) },
  })
  const tried = mute ? [...mutes, mutePlayedOf(mute, { from, to })] : mutes
  const players = [
    createPlayer(sides[0], object, along(sides[0], mutes)),
    createPlayer(sides[1], object, along(sides[1], tried)),
  ] as const
  const devices = devicesOf(object)
  let [readings, last] = [0, 0]
  for (let day = from.getTime(); day <= to.getTime(); day += dayMs) {
    const span = { from: new Date(day), to: new Date(Math.min(day + dayMs, to.getTime() + 1)) }
    const steps = await stepsOf(db, devices, { ...span, bounds: sides[0].pack.readings })
    for (const step of steps) {
      // What was received a day late is played when it can be: time never goes back for the rules.
      last = Math.max(last, step.at)
      for (const player of players) player.step({ ...step, at: last })
      if (step.values) readings += 1
    }
  }
  return [players[0].end(to.getTime()), players[1].end(to.getTime()), readings]
}

function limitsOf(sides: readonly Side[]): BacktestResult['limits'] {
  const near = sides.some((side) => nearOf(side).length > 0)
  const commands = sides.some(({ pack }) => pack.detect.some(({ kind }) => kind === 'ineffective' || kind === 'no-receipt'))
  return [
    ...(near ? (['neighbours-as-recorded'] as const) : []),
    ...(commands ? (['commands-as-recorded'] as const) : []),
    'roster-of-today',
    'events-end-with-their-alarm',
    ...(['none-grouped', 'no-flapping-or-budget', 'no-causes', 'first-rung-only'] as const),
  ]
}
