import type { DetectRule, Pack, Setting, SettingValue } from '../../../contract/pack.ts'
import { durationMs, isDuration } from '../../../contract/time.ts'

export type SettingValues = Readonly<Record<string, SettingValue>>

/** A number, or the milliseconds of a length of time: what can be compared. */
export const weightOf = (value: SettingValue): number => (typeof value === 'number' ? value : durationMs(value))

/** May a setting be changed to this value? A length stays a length, and neither leaves its range. */
export const fits = (setting: Setting, value: unknown): value is SettingValue =>
  typeof value === typeof setting.value &&
  (typeof value === 'number' ? Number.isFinite(value) : isDuration(value)) &&
  weightOf(value as SettingValue) >= weightOf(setting.min) &&
  weightOf(value as SettingValue) <= weightOf(setting.max)

/** The rules with values in the places their settings name; values without a setting, or out of its range, change nothing. */
export function withSettings(pack: Pick<Pack, 'detect' | 'settings'>, values: SettingValues): DetectRule[] {
  return Object.entries(values).reduce((rules, [id, value]) => {
    const setting = Object.hasOwn(pack.settings, id) ? pack.settings[id]! : null
    return setting && fits(setting, value) ? put(rules, setting, () => value) : rules
  }, pack.detect)
}

/** The demo's shorter lengths in place of those that are longer. */
export function withDemo(pack: Pick<Pack, 'detect' | 'settings'>): DetectRule[] {
  return Object.values(pack.settings).reduce((rules, setting) => {
    const { demo } = setting
    return demo === undefined ? rules : put(rules, setting, (now) => (weightOf(demo) < weightOf(now) ? demo : now))
  }, pack.detect)
}

/** Places of a setting that are nowhere in the rules. */
export const nowhere = (rules: DetectRule[], { sets, value }: Setting): { rule: string; at: string }[] =>
  sets.filter(({ rule, at }) => !rules.some((one) => (rule === '*' || one.id === rule) && isPlace(valueAt(one, at), value)))

function put(rules: DetectRule[], { sets, value }: Setting, to: (now: SettingValue) => SettingValue): DetectRule[] {
  return rules.map((rule) =>
    sets
      .filter((set) => set.rule === '*' || set.rule === rule.id)
      .reduce((one, { at }) => {
        const now = valueAt(one, at)
        return isPlace(now, value) ? (putAt(one, at.split('.'), to(now as SettingValue)) as DetectRule) : one
      }, rule),
  )
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
