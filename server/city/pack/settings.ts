import type { Pack, Setting, SettingPlace, SettingValue } from '../../../contract/pack.ts'
import { durationMs, isDuration } from '../../../contract/time.ts'

/** The parts of a pack its settings name places in. */
type Settable = Pick<Pack, 'detect' | 'haulage' | 'objects' | 'types'>
export type SettingValues = Readonly<Record<string, SettingValue>>

/** A number, or the milliseconds of a length of time: what can be compared. */
export const weightOf = (value: SettingValue): number => (typeof value === 'number' ? value : durationMs(value))

/** May a setting be changed to this value? A length stays a length, and neither leaves its range. */
export const fits = (setting: Setting, value: unknown): value is SettingValue =>
  typeof value === typeof setting.value &&
  (typeof value === 'number' ? Number.isFinite(value) : isDuration(value)) &&
  weightOf(value as SettingValue) >= weightOf(setting.min) &&
  weightOf(value as SettingValue) <= weightOf(setting.max)

/** A pack with values in the places its settings name; values without a setting, or out of its range, change nothing. */
export function withSettings<P extends Settable & Pick<Pack, 'settings'>>(pack: P, values: SettingValues): P {
  return Object.entries(values).reduce((next, [id, value]) => {
    const setting = Object.hasOwn(pack.settings, id) ? pack.settings[id]! : null
    return setting && fits(setting, value) ? put(next, setting, () => value) : next
  }, pack)
}

/** The demo's shorter lengths in place of those that are longer. */
export function withDemo<P extends Settable & Pick<Pack, 'settings'>>(pack: P): P {
  return Object.values(pack.settings).reduce((next, setting) => {
    const { demo } = setting
    return demo === undefined ? next : put(next, setting, (now) => (weightOf(demo) < weightOf(now) ? demo : now))
  }, pack)
}

/** Places of a setting that are nowhere in the pack. */
export const nowhere = (pack: Settable, { sets, value }: Setting): SettingPlace[] =>
  sets.filter((place) => {
    let there = false
    inPlace(pack, place, (thing) => {
      there ||= isPlace(valueAt(thing, place.at), value)
      return thing
    })
    return !there
  })

/** A place in words for whoever wrote the pack: `rule depth levels.2.limit`. */
export const placeText = ({ at, ...thing }: SettingPlace): string => [...Object.entries(thing).flat(), at].join(' ')

const put = <P extends Settable>(pack: P, { sets, value }: Setting, to: (now: SettingValue) => SettingValue): P =>
  sets.reduce(
    (next, place) =>
      inPlace(next, place, (thing) => {
        const now = valueAt(thing, place.at)
        return isPlace(now, value) ? (putAt(thing, place.at.split('.'), to(now as SettingValue)) as typeof thing) : thing
      }),
    pack,
  )

/** A copy of a pack in which each thing a place names is what `move` makes of it; everything else is shared. */
function inPlace<P extends Settable>(pack: P, place: SettingPlace, move: <T>(thing: T) => T): P {
  const moved = <T extends { id: string }>(things: T[], wanted: string): T[] =>
    things.map((thing) => (wanted === '*' || thing.id === wanted ? move(thing) : thing))
  if ('rule' in place) return { ...pack, detect: moved(pack.detect, place.rule) }
  if ('check' in place) {
    const { haulage } = pack
    return haulage ? { ...pack, haulage: { ...haulage, checks: moved(haulage.checks, place.check) } } : pack
  }
  if ('floor' in place) {
    const objects = pack.objects.map((kind) =>
      kind.risk ? { ...kind, risk: { ...kind.risk, floors: moved(kind.risk.floors, place.floor) } } : kind,
    )
    return { ...pack, objects }
  }
  const types = pack.types.map((type) => {
    const isMeant = type.hazard && (place.hazard === '*' || type.id === place.hazard)
    return isMeant ? { ...type, hazard: move(type.hazard) } : type
  })
  return { ...pack, types }
}

/** A number takes the place of a number, a length that of a length: never of a name. */
const isPlace = (now: unknown, value: SettingValue): boolean =>
  typeof now === typeof value && (typeof now === 'number' || isDuration(now))

const valueAt = (thing: unknown, at: string): unknown =>
  at.split('.').reduce<unknown>((one, name) => (isContainer(one) && Object.hasOwn(one, name) ? one[name] : undefined), thing)

/** A copy with another value at a place; everything beside the way there is shared. */
function putAt(thing: unknown, [name, ...rest]: string[], value: SettingValue): unknown {
  if (name === undefined) return value
  if (Array.isArray(thing)) return thing.map((one, i) => (String(i) === name ? putAt(one, rest, value) : one))
  const whole = thing as Record<string, unknown>
  return { ...whole, [name]: putAt(whole[name], rest, value) }
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
