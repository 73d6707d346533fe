import type { Condition } from '../../../../../contract/condition.ts'
import { offsetMs } from '../../../../kernel/calendar.ts'
import type { UsualMark } from '../../types.ts'
import { learn, usualAt } from '../usual.ts'
import { noteKey } from './key.ts'
import { ask, type Build, type Node, type Note, type Place } from './node.ts'
import { decisive, devicesOf, focusOf, forSome, knownValue, type Scene, type Truth } from './scene.ts'

type Asked = Extract<Condition, { op: 'unusual' }>

/**
 * A reading far from what is usual at this hour: by at least `times` its usual stray, and by at least `atLeast`. Unknown until the hour was
 * seen on `learned` days. What was learned belongs to the reading and the season: another sensitivity does not begin anew.
 */
export function unusual(condition: Asked, build: Build, place: Place): Node {
  const { reading, is, season } = condition
  const { path, kind } = place
  const key = noteKey({ op: 'unusual', reading, season }, kind)
  const factor = place.loosen === null ? 1 : place.under ? 1 / place.loosen : place.loosen
  const local = (now: number): number => now + offsetMs(new Date(now), build.zone)
  ask(build, kind, reading)
  build.notes.set(key, noteOf(condition, kind, local))
  const seen = (scene: Scene): { value: number; mean: number; off: number; limit: number } | null => {
    const device = focusOf(scene, kind)!
    const value = knownValue(scene, device, reading)
    const usual = usualAt((scene.marks?.[key] as UsualMark | undefined)?.usual[device.device], local(scene.now), condition)
    if (!usual || Number.isNaN(value)) return null
    const away = value - usual.mean
    const off = is === 'above' ? away : is === 'below' ? -away : Math.abs(away)
    return { value, mean: usual.mean, off, limit: factor * Math.max(condition.times * usual.stray, condition.atLeast) }
  }
  const once = (scene: Scene): Truth => {
    const now = seen(scene)
    return now === null ? 0 : now.off >= now.limit ? 1 : -1
  }
  const read = (scene: Scene) => {
    const now = seen(scene)
    return {
      value: now?.value ?? null,
      limit: now?.limit ?? null,
      usual: now?.mean ?? null,
      reading,
      device: focusOf(scene, kind)!.device || null,
    }
  }
  return { op: 'unusual', path, of: [], test: forSome([kind], once), numbers: decisive([kind], once, read) }
}

/** Keeps what is usual of the reading, device by device. */
const noteOf =
  ({ reading, season }: Asked, kind: string, local: (now: number) => number): Note =>
  (mark, scene) => {
    const known = (mark as UsualMark | undefined)?.usual
    let usual = known
    for (const { device, values, at } of devicesOf(scene, kind)) {
      const [value, before] = [values?.[reading], usual?.[device]]
      // One message may be looked at again: it is learned once.
      if (value === undefined || at === null || (before && at <= before.at)) continue
      usual = { ...usual, [device]: { ...learn(before, value, local(at), season), at } }
    }
    return usual && (usual === known ? mark : { usual })
  }
