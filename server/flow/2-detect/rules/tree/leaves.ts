import type { Condition } from '../../../../../contract/condition.ts'
import { severityWeight } from '../../../../../contract/scales.ts'
import { durationMs } from '../../../../../contract/time.ts'
import { distanceM } from '../../../../kernel/geo.ts'
import type { Point, RateMark } from '../../types.ts'
import { slopeOf, withPoint } from '../slope.ts'
import { noteKey } from './key.ts'
import { ask, type Build, type Node, type Place } from './node.ts'
import { decisive, devicesOf, focusOf, forSome, ownDevice, type Scene, type Truth, wakeAt } from './scene.ts'
import { compileValue } from './value.ts'

type Of<Op extends Condition['op']> = Extract<Condition, { op: Op }>

/** A value beyond a limit. Asked whether it is over, the limit is moved to the safe side by the clear factor, never beyond itself. */
export function compare(condition: Of<'compare'>, build: Build, place: Place): Node {
  const [value, limit] = [compileValue(condition.value, build, place.kind), compileValue(condition.limit, build, place.kind)]
  const kinds = [...new Set([...value.kinds, ...limit.kinds])]
  // Without a reading nothing would ever make it look.
  if (kinds.length === 0) build.restless++
  const above = condition.is === 'above'
  const factor = place.loosen
  const worseAbove = above !== place.under
  const loosenedBy = (at: number, by: number | null): number =>
    by === null ? at : worseAbove ? Math.min(at, at * by) : Math.max(at, at / by)
  const limitOf = factor === null ? limit.get : (scene: Scene): number => loosenedBy(limit.get(scene), factor)
  // No number is beyond nothing: what is unknown fails both comparisons.
  const reckoned = (scene: Scene): Truth => {
    const a = value.get(scene)
    const b = limitOf(scene)
    if (above ? a >= b : a <= b) return 1
    return Number.isNaN(a) || Number.isNaN(b) ? 0 : -1
  }
  const fixed = typeof condition.limit === 'number' ? loosenedBy(condition.limit, factor) : null
  const once = fixed === null ? reckoned : against(value.get, fixed, above)
  const others = kinds.filter((kind) => kind !== ownDevice)
  const read = (scene: Scene) => ({
    value: known(value.get(scene)),
    limit: known(limitOf(scene)),
    reading: value.reading ?? limit.reading,
    ...(value.trend && { trend: value.trend }),
    device: others.length === 0 ? null : (others.map((kind) => focusOf(scene, kind)?.device).find(Boolean) ?? null),
  })
  return { op: 'compare', path: place.path, of: [], test: forSome(kinds, once), numbers: decisive(kinds, once, read) }
}

/** Most limits are numbers known beforehand: then only the value is asked for. */
function against(get: (scene: Scene) => number, limit: number, above: boolean): (scene: Scene) => Truth {
  const unlike = (value: number): Truth => (Number.isNaN(value) ? 0 : -1)
  if (above)
    return (scene) => {
      const value = get(scene)
      return value >= limit ? 1 : unlike(value)
    }
  return (scene) => {
    const value = get(scene)
    return value <= limit ? 1 : unlike(value)
  }
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** Of several values of one moment the last counts. */
const isNews = ([at, value]: Point, then: number, other: number): boolean => then > at || (then === at && other !== value)

/** A reading that rises (or falls) faster than so much a minute. */
export function rate(condition: Of<'rate'>, build: Build, { path, kind }: Place): Node {
  const { reading, perMinute } = condition
  const withinMs = durationMs(condition.within)
  const key = noteKey(condition, kind)
  ask(build, kind, reading)
  build.notes.set(key, (mark, scene) => {
    let points = (mark as RateMark | undefined)?.points
    for (const { device, values, at } of devicesOf(scene, kind)) {
      const value = values?.[reading]
      const before = points?.[device]
      if (value === undefined || at === null || (before && !isNews(before.at(-1)!, at, value))) continue
      points = { ...points, [device]: withPoint(before ?? [], [at, value], withinMs) }
    }
    return points && (points === (mark as RateMark | undefined)?.points ? mark : { points })
  })
  const slope = (scene: Scene): number | null =>
    slopeOf((scene.marks?.[key] as RateMark | undefined)?.points[focusOf(scene, kind)!.device], withinMs, scene.now)
  const once = (scene: Scene): Truth => {
    const now = slope(scene)
    if (now === null) return 0
    return (perMinute >= 0 ? now >= perMinute : now <= perMinute) ? 1 : -1
  }
  const read = (scene: Scene) => ({
    value: slope(scene),
    limit: perMinute,
    reading,
    device: focusOf(scene, kind)!.device || null,
  })
  return { op: 'rate', path, of: [], test: forSome([kind], once), numbers: decisive([kind], once, read) }
}

/** Nothing heard of the device, or of any member of its object. One that was never heard is unknown. */
export function silent(condition: Of<'silent'>, build: Build, { path, kind }: Place): Node {
  const lengthMs = durationMs(condition.for)
  const { who } = condition
  build.restless++
  if (who === 'member' || kind !== '') build.needs.members = true
  const asked = (scene: Scene) => (who === 'member' ? scene.members : devicesOf(scene, kind))
  return {
    op: 'silent',
    path,
    of: [],
    test(scene) {
      const members = asked(scene)
      let best: Truth = members.length === 0 ? 0 : -1
      for (const { lastAt } of members) {
        if (lastAt === null) best = best === 1 ? 1 : 0
        else if (scene.now - lastAt >= lengthMs) best = 1
        else wakeAt(scene, lastAt + lengthMs)
      }
      return best
    },
    numbers(scene) {
      const heard = asked(scene).filter(({ lastAt }) => lastAt !== null)
      const [longest] = heard.sort((a, b) => a.lastAt! - b.lastAt!)
      return { value: longest ? scene.now - longest.lastAt! : null, limit: lengthMs, device: longest?.device || null }
    },
  }
}

/** So many devices of the object stand at a severity by rules of the pack, each device once. */
export function agree(condition: Of<'agree'>, build: Build, { path }: Place): Node {
  const { rules, atLeast } = condition
  const weight = severityWeight(condition.severity)
  build.restless++
  build.needs.members = true
  build.needs.levels.push(...rules)
  const standing = (scene: Scene): number | null => {
    const known = scene.members.filter(({ levels }) => levels !== undefined)
    if (known.length === 0) return null
    return known.filter(({ levels }) => rules.some((rule) => severityWeight(levels![rule] ?? null) >= weight)).length
  }
  return {
    op: 'agree',
    path,
    of: [],
    test(scene) {
      const found = standing(scene)
      return found === null ? 0 : found >= atLeast ? 1 : -1
    },
    numbers: (scene) => ({ value: standing(scene), limit: atLeast, severity: condition.severity }),
  }
}

/** Other objects near by with an open alarm of a family that is not old. */
export function near(condition: Of<'near'>, build: Build, { path }: Place): Node {
  const { family, withinM, atLeast } = condition
  const withinMs = durationMs(condition.within)
  build.restless++
  build.needs.members = true
  build.needs.near.push({ family, withinM, withinMs })
  const since = (scene: Scene): number[] | null => {
    const around = scene.look.around
    if (!around?.near) return null
    return around.near
      .filter(
        (alarm) =>
          alarm.family === family &&
          alarm.object !== around.object &&
          scene.now - alarm.since < withinMs &&
          distanceM(around, alarm) <= withinM,
      )
      .map((alarm) => alarm.since)
      .sort((a, b) => b - a)
  }
  return {
    op: 'near',
    path,
    of: [],
    test(scene) {
      const found = since(scene)
      if (found === null) return 0
      const last = found[atLeast - 1]
      if (last === undefined) return -1
      wakeAt(scene, last + withinMs)
      return 1
    },
    numbers: (scene) => ({ value: since(scene)?.length ?? null, limit: atLeast, family }),
  }
}
