import type { Condition } from '../../../../../contract/condition.ts'
import { durationMs } from '../../../../../contract/time.ts'
import { isInside } from '../../../../kernel/geo.ts'
import type { FenceMark, FencePlace } from '../../types.ts'
import { noteKey } from './key.ts'
import { ask, type Build, type Node, type Place } from './node.ts'
import { decisive, devicesOf, focusOf, forSome, type Scene, type Truth, wakeAt } from './scene.ts'

/** A change that stood for the settling time counts, from its first position on. */
function settled(place: FencePlace, now: number, settleMs: number): FencePlace {
  const { turn } = place
  if (!turn || now - turn.since < settleMs) return place
  const changed = place.inside === null ? null : turn.since + settleMs
  return { ...place, inside: turn.to, since: turn.since, changed, turn: null }
}

/**
 * A position came: it begins a change, goes on with one, or shows that one was jitter. One of the same moment as the last takes its
 * place. Answers the very place given when it says nothing new.
 */
export function moved(before: FencePlace | undefined, inside: boolean, at: number, settleMs: number): FencePlace {
  if (before && (at < before.at || (at === before.at && inside === lastSeen(before)))) return before
  const past = before?.at === at ? before.past : before && withoutPast(before)
  const place = settled(past ?? { inside: null, since: at, changed: null, turn: null, at }, at, settleMs)
  if (inside === place.inside) return { ...place, turn: null, at, past }
  const turn = place.turn?.to === inside ? place.turn : { to: inside, since: at }
  return settled({ ...place, turn, at, past }, at, settleMs)
}

const lastSeen = ({ turn, inside }: FencePlace): boolean | null => turn?.to ?? inside
const withoutPast = ({ past: _, ...place }: FencePlace): FencePlace => place

/** A moving device and a zone. Its last position counts while it is not too old. */
export function fence(condition: Extract<Condition, { op: 'fence' }>, build: Build, { path, kind }: Place): Node {
  const outline = build.zones[condition.zone]?.outline ?? []
  const settleMs = durationMs(condition.settle)
  const lengthMs = condition.for === undefined ? null : durationMs(condition.for)
  const key = noteKey(condition, kind)
  build.restless++
  ask(build, kind, 'lon')
  ask(build, kind, 'lat')
  build.notes.set(key, (mark, scene) => {
    const before = (mark as FenceMark | undefined)?.fence
    let places = before
    for (const { device, values, at } of devicesOf(scene, kind)) {
      const [lon, lat] = [values?.lon, values?.lat]
      let place = places?.[device]
      if (lon !== undefined && lat !== undefined && at !== null) place = moved(place, isInside(outline, lon, lat), at, settleMs)
      if (!place) continue
      place = settled(place, scene.now, settleMs)
      if (place !== places?.[device]) places = { ...places, [device]: place }
    }
    return places && (places === before ? mark : { fence: places })
  })
  const placeOf = (scene: Scene): FencePlace | undefined =>
    (scene.marks?.[key] as FenceMark | undefined)?.fence[focusOf(scene, kind)!.device]
  const once = (scene: Scene): Truth => {
    const place = placeOf(scene)
    if (!place || scene.now - place.at > focusOf(scene, kind)!.staleMs) return 0
    if (place.turn) wakeAt(scene, place.turn.since + settleMs)
    if (place.inside === null) return 0
    return holds(condition.is, place, lengthMs, scene) ? 1 : -1
  }
  const read = (scene: Scene) => {
    const place = placeOf(scene)
    const value = place ? scene.now - place.since : null
    return { value, limit: lengthMs, zone: condition.zone, device: focusOf(scene, kind)!.device || null }
  }
  return { op: 'fence', path, of: [], test: forSome([kind], once), numbers: decisive([kind], once, read) }
}

function holds(is: 'inside' | 'entered' | 'left' | 'dwelt', place: FencePlace, lengthMs: number | null, scene: Scene): boolean {
  if (is === 'inside') return place.inside === true
  if (is === 'dwelt') {
    if (!place.inside) return false
    wakeAt(scene, place.since + (lengthMs ?? 0))
    return scene.now - place.since >= (lengthMs ?? 0)
  }
  if (place.inside !== (is === 'entered') || place.changed === null) return false
  if (lengthMs === null) return true
  wakeAt(scene, place.changed + lengthMs)
  return scene.now - place.changed < lengthMs
}
