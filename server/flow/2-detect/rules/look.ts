import type { Latest, LevelChange, Look, RuleChange, RuleState, SharedLook } from '../types.ts'
import { compileRule, type Ready, type RuleOf } from './compile.ts'
import { gateIndex, mark, placesIn } from './gates.ts'
import { ownDevice, ownOf, sceneOf, withNewest } from './tree/scene.ts'
import type { TreeNeeds } from './tree/tree.ts'

type States = Record<string, RuleState>
/** `states` is the very object given when nothing changed; rules that remember nothing are not in it. */
export type Seen = { states: States; changes: RuleChange[]; wakeAt: number | null }

/** The rules of a device kind (or object kind), made ready together. */
export type Rules = {
  /**
   * Lets every rule look once that has anything to look at. Pure: the same states and look give the same answer, so a restart in the
   * middle of a hold loses nothing. `wakeAt` is the earliest moment any rule wants to be asked again.
   */
  lookAll(states: States, look: Look): Seen
  /** what of the surroundings its trees ask for */
  needs: TreeNeeds
  count: number
}

/** Under this name, which no rule has, stands what the rules of a device share. */
const shared = ''
const fresh: RuleState = { level: null }
// A device kind sends a handful of shapes; a device that makes up ever new ones must not fill the memory.
const mostShapes = 64

/** Makes the rules of one kind ready: looked up by the readings of a message, so that rules it does not touch cost nothing. */
export function compileRules(given: RuleOf[], zone: string): Rules {
  const rules = given.map((one) => compileRule(one, zone))
  const whoLooks = lookersFor(rules)
  const remember = remembering(rules)
  // Filled anew for each look: to ask an object for a thousand names it does not have is slow.
  const remembered: (RuleState | undefined)[] = rules.map(() => undefined)
  const treesOn = rules.map(({ rule }) => (rule.kind === 'tree' ? rule.on : null)).find((on) => on !== null)
  return {
    lookAll(states, given) {
      const latest = remember(states[shared]?.seen, given)
      let after = latest === states[shared]?.seen ? states : copyOf(states)
      if (after !== states) after[shared] = { level: null, seen: latest }
      const look = treesOn ? withScene(treesOn, given, latest) : given
      let wake = Number.POSITIVE_INFINITY
      const changes: RuleChange[] = []
      for (const place of whoLooks(look, latest, states, remembered)) {
        const ready = rules[place]!
        const { id } = ready.rule
        const before = remembered[place]
        const verdict = ready.look(before ?? fresh, look)
        const state = verdict?.state ?? before ?? fresh
        const kept = isNothing(state) ? undefined : state
        if (kept !== before) {
          if (after === states) after = copyOf(states)
          if (kept) after[id] = kept
          else delete after[id]
        }
        if (!verdict) continue
        if (verdict.change) changes.push(changeOf(ready, verdict.change))
        if (verdict.wakeAt !== null && verdict.wakeAt < wake) wake = verdict.wakeAt
      }
      return { states: after, changes, wakeAt: wake === Number.POSITIVE_INFINITY ? null : wake }
    },
    needs: needsOf(rules),
    count: rules.length,
  }
}

function changeOf({ rule, pack, reading }: Ready, { from, to, value, limit, reading: told = reading }: LevelChange): RuleChange {
  return { rule: rule.id, family: rule.family, pack, reading: told, from, to, value, limit }
}

/** Without a prototype: a table for names that come and go, not a shape that the engine would learn anew with every rule that begins. */
const copyOf = (states: States): States => ({ __proto__: null, ...states }) as unknown as States

/** Is there nothing but rest? What remembers nothing is not looked at for ever. */
function isNothing(state: RuleState): boolean {
  if (state === fresh) return true
  if (state.level !== null) return false
  for (const key in state) if (!isEmpty(state[key as keyof RuleState])) return false
  return true
}

function isEmpty(part: RuleState[keyof RuleState]): boolean {
  if (part === null || part === undefined) return true
  if (typeof part !== 'object') return false
  for (const _ in part) return false
  return true
}

/** Written out, not copied with `...`: every look has the same shape then, and a device sends thousands. */
function withScene(on: 'device' | 'object', given: Look, latest: Latest | undefined): SharedLook {
  const { now, values, lastAt, deafMs, unanswered, receipt, staleMs, around } = given
  const own = ownOf(given)
  const look: SharedLook = { now, values, lastAt, deafMs, unanswered, receipt, staleMs, around, own, latest, scene: undefined }
  look.scene = sceneOf(on, look, fresh)
  return look
}

/** Keeps the newest value of all that the rules ask for, once for all of them. */
function remembering(rules: Ready[]): (latest: Latest | undefined, look: Look) => Latest | undefined {
  const kinds = Map.groupBy(
    rules.flatMap(({ asks }) => asks),
    ({ kind }) => kind,
  )
  const asked = [...kinds].map(([kind, asks]) => ({ kind, names: new Set(asks.flatMap(({ names }) => names)) }))
  return (latest, look) => {
    for (const { kind, names } of asked) {
      const members = kind === ownDevice ? [ownOf(look)] : (look.around?.members.filter((member) => member.kind === kind) ?? [])
      latest = withNewest(latest, members, names)
    }
    return latest
  }
}

/** The places of the rules that have anything to look at, in their order; what these remember goes into `remembered`, by place. */
function lookersFor(rules: Ready[]) {
  const places = new Map(rules.map(({ rule }, place) => [rule.id, place]))
  const touched = touchedBy(rules)
  const gated = rules.flatMap(({ gates }, place) => (gates ? [{ place, gates }] : []))
  const pass = gateIndex(gated, rules.length)
  const bits = new Uint32Array(Math.ceil(rules.length / 32))
  return (look: Look, latest: Latest | undefined, states: States, remembered: (RuleState | undefined)[]): number[] => {
    remembered.fill(undefined)
    bits.set(touched(look))
    pass(look, latest, bits)
    // Also those that remember something: a hold may be over, a window run out.
    for (const id in states) {
      const place = places.get(id)
      if (place === undefined) continue
      remembered[place] = states[id]
      mark(bits, place)
    }
    return placesIn(bits)
  }
}

/** Marks of the rules without gates that a look may concern; the same for every message of the same shape. */
function touchedBy(rules: Ready[]): (look: Look) => Uint32Array {
  const byReading = new Map<string, number[]>()
  const always: number[] = []
  const commands: number[] = []
  for (const [place, { wakes, gates }] of rules.entries()) {
    if (gates) continue
    if ('always' in wakes) always.push(place)
    else if ('commands' in wakes) commands.push(place)
    else
      for (const reading of wakes.readings) {
        const list = byReading.get(reading)
        if (list) list.push(place)
        else byReading.set(reading, [place])
      }
  }
  const shapes = new Map<string, Uint32Array>()
  const collect = (names: string[], command: boolean): Uint32Array => {
    const bits = new Uint32Array(Math.ceil(rules.length / 32))
    for (const place of [...always, ...(command ? commands : [])]) mark(bits, place)
    for (const name of names) for (const place of byReading.get(name) ?? []) mark(bits, place)
    return bits
  }
  return ({ values, receipt, unanswered }) => {
    const names = values && byReading.size > 0 ? Object.keys(values) : []
    const command = receipt !== undefined || unanswered !== undefined
    const shape = `${command ? '!' : ''}${names.join('\n')}`
    let touched = shapes.get(shape)
    if (!touched) {
      touched = collect(names, command)
      if (shapes.size < mostShapes) shapes.set(shape, touched)
    }
    return touched
  }
}

function needsOf(rules: Ready[]): TreeNeeds {
  const needs: TreeNeeds = { members: false, near: [], levels: [] }
  for (const one of rules) {
    if (!one.needs) continue
    needs.members ||= one.needs.members
    needs.near.push(...one.needs.near)
    needs.levels.push(...one.needs.levels)
  }
  return needs
}
