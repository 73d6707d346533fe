import type { Pack, TreeRule } from '../../../../../contract/pack.ts'
import { durationMs } from '../../../../../contract/time.ts'
import type { Looker, RuleState, SharedLook } from '../../types.ts'
import { type Gates, together } from '../gates.ts'
import { atRest, climb, type Sight, type Step, stepsOf, toldOf } from '../levels.ts'
import { compileCondition } from './branches.ts'
import type { Build, Node, Note, TreeNeeds } from './node.ts'
import { ownDevice, type Scene, sceneOf, withNewest } from './scene.ts'

export type { TreeNeeds }
export type TreeContext = { pack: Pick<Pack, 'deviceKind' | 'zones'>; zone: string }
/** A level with its condition as it raises, and as it keeps the alarm up. */
export type TreeStep = Step & { raises: Node; keeps: Node }
/** Readings of a kind of device whose newest values must be remembered for the rule. */
export type Asks = { kind: string; names: string[] }
type Wakes = { readings: string[] } | { always: true }
export type ReadyTree = {
  look: Looker
  wakes: Wakes
  needs: TreeNeeds
  asks: Asks[]
  gates: Gates | null
  steps: TreeStep[]
  sceneAt: SceneAt
}
type SceneAt = (before: RuleState, look: Parameters<Looker>[1]) => Scene

/** A rule made of conditions, made ready. */
export function tree(rule: TreeRule, { pack, zone }: TreeContext): ReadyTree {
  const build: Build = {
    on: rule.on,
    own: rule.on === 'device' ? ownDevice : (pack.deviceKind ?? ''),
    zones: pack.zones,
    zone,
    notes: new Map(),
    asked: new Map(),
    restless: 0,
    needs: { members: rule.on === 'object', near: [], levels: [] },
  }
  const steps = compileLevels(rule, build)
  const ladder = { steps, clearHoldMs: durationMs(rule.clearHold) }
  const sceneAt = sceneMaker(build)
  const simple = isSimple(build)
  const quick = build.notes.size === 0
  const look: Looker = (given, at) => {
    const before = withoutGone(given, build.notes)
    if (quick && before === given && atRest(before) && !begins(steps, sharedScene(build.on, at, before))) return null
    const scene = sceneAt(before, at)
    const climbed = climb(ladder, before, at.now, (index, on) => sightOf(steps[index]!, on, scene))
    const { marks } = scene
    const seen = simple && !atRest(climbed.state) ? scene.seen : undefined
    const same = seen === before.seen && marks === before.marks
    const state = same ? climbed.state : { ...climbed.state, seen, marks }
    const wake = Math.min(climbed.wakeAt ?? Number.POSITIVE_INFINITY, scene.wake)
    const change = state.level === before.level ? null : changeOf(steps, before, state, scene)
    if (!change && state === given && wake === Number.POSITIVE_INFINITY) return null
    return { state, change, wakeAt: wake === Number.POSITIVE_INFINITY ? null : wake }
  }
  const asks = simple ? [] : [...build.asked].map(([kind, names]) => ({ kind, names: [...names] }))
  const wakes = wakesOf(build)
  const gates = quick && 'readings' in wakes ? together(rule.levels.map(({ when }) => when)) : null
  return { look, wakes, needs: build.needs, asks, gates, steps, sceneAt }
}

/** The memory without marks of conditions that an earlier version of the rule had. */
function withoutGone(state: RuleState, notes: ReadonlyMap<string, Note>): RuleState {
  const { marks } = state
  if (!marks) return state
  const kept = Object.entries(marks).filter(([key]) => notes.has(key))
  if (kept.length === Object.keys(marks).length) return state
  return { ...state, marks: kept.length > 0 ? Object.fromEntries(kept) : undefined }
}

function sightOf({ raises, keeps }: TreeStep, on: boolean, scene: Scene): Sight {
  const said = raises.test(scene)
  if (said === 1) return 'beyond'
  if (said === 0) return 'unsure'
  if (!on || keeps === raises) return 'back'
  return keeps.test(scene) === -1 ? 'back' : 'between'
}

function compileLevels(rule: TreeRule, build: Build): TreeStep[] {
  const levels = rule.levels.map((level, i) => {
    const place = { path: `levels.${i}.when`, kind: build.own, loosen: null, under: false, apart: false }
    const raises = compileCondition(level.when, build, place)
    const keeps = rule.clearFactor === 1 ? raises : compileCondition(level.when, build, { ...place, loosen: rule.clearFactor })
    return { severity: level.severity, hold: level.hold, raises, keeps }
  })
  return stepsOf(levels, (level) => durationMs(level.hold))
}

/** One reading of its own device and nothing else: at rest there is nothing to remember, because only that reading can end the rest. */
const isSimple = ({ on, asked, notes, restless, needs }: Build): boolean =>
  on === 'device' && asked.size === 1 && asked.get(ownDevice)?.size === 1 && notes.size === 0 && restless === 0 && !needs.members

/** Does any level begin, or would any want to be asked again by itself? */
function begins(steps: TreeStep[], scene: Scene): boolean {
  scene.wake = Number.POSITIVE_INFINITY
  for (let i = 0; i < steps.length; i++) if (steps[i]!.raises.test(scene) === 1) return true
  return scene.wake !== Number.POSITIVE_INFINITY
}

/** Rules at rest that keep no marks see the same: most of them need nothing of their own to say that all is quiet. */
function sharedScene(on: 'device' | 'object', look: SharedLook, before: RuleState): Scene {
  const { scene } = look
  return scene && (scene.own !== null) === (on === 'device') ? scene : sceneOf(on, look, before)
}

function sceneMaker(build: Build): SceneAt {
  const notes = [...build.notes]
  // The others' memory is shared by all rules of a kind.
  const alone = isSimple(build) ? build.asked.get(ownDevice)! : null
  return (before, look) => {
    const scene = sceneOf(build.on, look, before)
    if (alone) scene.seen = withNewest(before.seen, [scene.own!], alone)
    for (const [key, note] of notes) noteMark(scene, key, note)
    return scene
  }
}

function noteMark(scene: Scene, key: string, note: Note): void {
  const before = scene.marks?.[key]
  const after = note(before, scene)
  if (after !== undefined && after !== before) scene.marks = { ...scene.marks, [key]: after }
}

/** Rules that only read their own device's values are looked at when one of these comes; all others at every look. */
function wakesOf({ on, asked, restless, needs }: Build): Wakes {
  const own = asked.get(ownDevice)
  const alone = on === 'device' && !needs.members && restless === 0 && own !== undefined && asked.size === 1
  return alone ? { readings: [...own] } : { always: true }
}

function changeOf(steps: TreeStep[], before: RuleState, state: RuleState, scene: Scene) {
  const node = toldOf(steps, before.level, state.level)?.raises
  const told = node ? decidedBy(node, scene) : null
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)
  return {
    from: before.level,
    to: state.level,
    reading: typeof told?.reading === 'string' ? told.reading : null,
    value: number(told?.value),
    limit: number(told?.limit),
  }
}

/** The first comparison that carries the answer: what a person is told about a change. */
function decidedBy(node: Node, scene: Scene): ReturnType<Node['numbers']> {
  if (node.of.length === 0) return node.op === 'compare' ? node.numbers(scene) : null
  const truth = node.test(scene)
  return toldBy(node, scene, (one) => one.test(scene) === truth) ?? toldBy(node, scene, (one) => one.test(scene) !== truth)
}

function toldBy(node: Node, scene: Scene, may: (one: Node) => boolean): ReturnType<Node['numbers']> {
  for (const one of node.of) {
    const told = may(one) ? decidedBy(one, scene) : null
    if (told) return told
  }
  return null
}
