import type { Condition } from '../../../../../contract/condition.ts'
import { durationMs } from '../../../../../contract/time.ts'
import type { CountMark, Member } from '../../types.ts'
import { during } from './during.ts'
import { fence } from './fence.ts'
import { noteKey } from './key.ts'
import { agree, compare, near, rate, silent } from './leaves.ts'
import type { Build, Node, Place } from './node.ts'
import { devicesOf, type Scene, type Truth, wakeAt } from './scene.ts'
import { unusual } from './unusual.ts'

type Of<Op extends Condition['op']> = Extract<Condition, { op: Op }>

/** Makes a condition ready, with all below it. */
export function compileCondition(condition: Condition, build: Build, place: Place): Node {
  switch (condition.op) {
    case 'all':
    case 'any':
      return both(condition, build, place)
    case 'not': {
      const of = compileCondition(condition.of, build, { ...place, path: `${place.path}.of`, under: !place.under })
      return { op: 'not', path: place.path, of: [of], test: (scene) => -of.test(scene) as Truth, numbers: () => null }
    }
    case 'compare':
      return compare(condition, build, place)
    case 'rate':
      return rate(condition, build, place)
    case 'unusual':
      return unusual(condition, build, place)
    case 'silent':
      return silent(condition, build, place)
    case 'count':
      return count(condition, build, place)
    case 'near':
      return near(condition, build, place)
    case 'agree':
      return agree(condition, build, place)
    case 'weigh':
      return weigh(condition, build, place)
    case 'during':
      return during(condition, build, place)
    case 'fence':
      return fence(condition, build, place)
  }
}

/** The least of all, the most of any. A part that decides and cannot change by time alone ends the question. */
function both(condition: Of<'all' | 'any'>, build: Build, place: Place): Node {
  const { restless } = build
  const of = condition.of.map((one, i) => compileCondition(one, build, { ...place, path: `${place.path}.of.${i}` }))
  const decides: Truth = condition.op === 'all' ? -1 : 1
  const test = build.restless === restless ? ofStill(of, decides) : ofRestless(of, decides)
  return { op: condition.op, path: place.path, of, test, numbers: () => null }
}

/** Parts that time alone never changes. */
function ofStill(of: Node[], decides: Truth): Node['test'] {
  const tests = of.map(({ test }) => test)
  return (scene) => {
    let truth = -decides as Truth
    for (let i = 0; i < tests.length; i++) {
      const said = tests[i]!(scene)
      if (said === decides) return said
      if (said === 0) truth = 0
    }
    return truth
  }
}

function ofRestless(of: Node[], decides: Truth): Node['test'] {
  return (scene) => {
    const earlier = scene.wake
    let truth = -decides as Truth
    for (const one of of) {
      const asked = scene.wake
      scene.wake = Number.POSITIVE_INFINITY
      const said = one.test(scene)
      if (said === decides && scene.wake === Number.POSITIVE_INFINITY) {
        scene.wake = earlier
        return said
      }
      if (asked < scene.wake) scene.wake = asked
      if ((said - truth) * decides > 0) truth = said
    }
    return truth
  }
}

const lately = (of: { began: number[] } | undefined, withinMs: number, now: number): number[] =>
  (of?.began ?? []).filter((at) => now - at < withinMs)

/** What is remembered of a count once more is known; the mark given when that is nothing new. */
function counted(
  mark: CountMark | undefined,
  about: string,
  said: Truth,
  { now, withinMs, atLeast }: { now: number; withinMs: number; atLeast: number },
): CountMark {
  const before = mark?.count[about]
  const on = said === 0 ? (before?.on ?? false) : said === 1
  const kept = lately(before, withinMs, now)
  const began = on && !before?.on ? [...kept, now].slice(-atLeast) : kept
  if (before && before.on === on && before.began.length === began.length && before.began.at(-1) === began.at(-1)) return mark!
  return { count: { ...mark?.count, [about]: { on, began } } }
}

/** A condition that has begun to hold so many times within a length. What cannot be told begins and ends nothing. */
function count(condition: Of<'count'>, build: Build, place: Place): Node {
  const { atLeast } = condition
  const withinMs = durationMs(condition.within)
  const length = { withinMs, atLeast }
  // Never loosened: what began, began.
  const of = compileCondition(condition.of, build, { ...place, path: `${place.path}.of`, loosen: null })
  const key = noteKey(condition, place.apart ? `${place.kind}*` : place.kind)
  build.restless++
  const about = (scene: Scene): string => scene.focus[place.kind]?.device ?? ''
  build.notes.set(key, (mark, scene) => {
    let after = mark as CountMark | undefined
    for (const member of focusedBy(scene, place)) {
      const outside = scene.focus[place.kind]
      scene.focus[place.kind] = member
      after = counted(after, about(scene), of.test(scene), { ...length, now: scene.now })
      scene.focus[place.kind] = outside
    }
    return after
  })
  const newest = (scene: Scene): number[] =>
    lately((scene.marks?.[key] as CountMark | undefined)?.count[about(scene)], withinMs, scene.now)
  return {
    op: 'count',
    path: place.path,
    of: [of],
    test(scene) {
      const said = of.test(scene)
      const began = newest(scene)
      if (began.length < atLeast) return said === 0 ? 0 : -1
      wakeAt(scene, began.at(-atLeast)! + withinMs)
      return 1
    },
    numbers: (scene) => ({ value: newest(scene).length, limit: atLeast }),
  }
}

/** Inside a part of a weighing each device of the kind is counted apart; anywhere else the question is asked once. */
const focusedBy = (scene: Scene, place: Place): (Member | undefined)[] =>
  place.apart ? devicesOf(scene, place.kind) : [scene.focus[place.kind]]

/** Evidence put together: each part counts for every device of its kind for which it holds. */
function weigh(condition: Of<'weigh'>, build: Build, place: Place): Node {
  const parts = condition.parts.map((part, i) => {
    const kind = part.device ?? place.kind
    if (kind !== '') build.needs.members = true
    const apart = part.device !== undefined || isAboutDevices(part.when)
    const at = { ...place, path: `${place.path}.parts.${i}.when`, kind, apart: apart && kind !== '' }
    return { kind, apart, weight: part.weight, node: compileCondition(part.when, build, at) }
  })
  const sum = (scene: Scene): { holds: number; open: number } => {
    const total = { holds: 0, open: 0 }
    for (const { kind, apart, weight, node } of parts) {
      const devices = apart ? devicesOf(scene, kind) : [scene.focus[kind]]
      // No such device: it might have told, had there been one.
      if (devices.length === 0) total.open += weight
      const outside = scene.focus[kind]
      for (const device of devices) {
        scene.focus[kind] = device
        const said = node.test(scene)
        const share = weight * (apart ? device!.credibility : 1)
        if (said === 1) total.holds += share
        else if (said === 0) total.open += share
      }
      scene.focus[kind] = outside
    }
    return total
  }
  // Tenths do not add up exactly.
  const enough = condition.atLeast - 1e-9
  return {
    op: 'weigh',
    path: place.path,
    of: parts.map(({ node }) => node),
    test(scene) {
      const { holds, open } = sum(scene)
      return holds >= enough ? 1 : holds + open >= enough ? 0 : -1
    },
    numbers: (scene) => ({ value: sum(scene).holds, limit: condition.atLeast }),
  }
}

/** Does a condition ask devices of the kind at hand? The time of day and neighbours are the same for all of them. */
export function isAboutDevices(condition: Condition): boolean {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.some(isAboutDevices)
    case 'not':
    case 'count':
      return isAboutDevices(condition.of)
    case 'weigh':
      return false
    case 'silent':
      return condition.who === 'device'
    case 'near':
    case 'agree':
    case 'during':
      return false
    default:
      return true
  }
}
