import type { Pack, Setting, SettingValue } from '../../../contract/pack.ts'
import type { SettingMergeLine } from '../../../contract/pack-merge.ts'
import type { Decisions } from '../../../contract/packs.ts'
import { fits, type SettingValues, weightOf } from '../../city/pack/settings.ts'
import type { ReleaseShift } from '../../city/pack/store-releases.ts'

export type TunedAt = { area: string; areaName: string | null; settings: SettingValues }

/**
 * Values of the city and of districts in a new version of their pack: those that fit stay as they are and are not told. One whose setting is
 * gone ends; one outside the new range is decided by a person. Undecided ones are told by `open`. Pure.
 */
export function mergeSettings(
  { before, next, tunings }: { before: Pack; next: Pack; tunings: readonly TunedAt[] },
  decisions: Decisions = {},
): { lines: SettingMergeLine[]; shifts: ReleaseShift[]; open: string[] } {
  const lines = tunings.flatMap(({ area, areaName, settings }) =>
    Object.entries(settings).flatMap(([setting, value]): SettingMergeLine[] => {
      const [was, is] = [settingOf(before, setting), settingOf(next, setting)]
      // A value that changed nothing before is not asked about.
      if (!was || !fits(was, value) || (is && fits(is, value))) return []
      const id = `setting/${area}/${setting}`
      const nearest = is ? nearestOf(is, value) : null
      const outcome = nearest === null ? 'gone' : 'conflict'
      const decided = outcome === 'conflict' && Object.hasOwn(decisions, id) ? decisions[id]! : null
      const { name, unit } = is ?? was
      return [
        {
          ...{ id, setting, name, unit, area, areaName, outcome, decided, value, base: was.value, nearest },
          ...{ theirs: is?.value ?? null, min: is?.min ?? null, max: is?.max ?? null },
        },
      ]
    }),
  )
  return {
    lines,
    shifts: lines.map(({ area, setting, value, nearest, decided }) => ({
      ...{ area, setting, from: value, to: decided === 'ours' ? nearest : null },
    })),
    open: lines.flatMap(({ id, outcome, decided }) => (outcome === 'conflict' && !decided ? [id] : [])),
  }
}

const settingOf = ({ settings }: Pack, id: string): Setting | null => (Object.hasOwn(settings, id) ? settings[id]! : null)

/** The end of the range a value lies beyond; null: it is another kind of value. */
function nearestOf({ value: own, min, max }: Setting, value: SettingValue): SettingValue | null {
  if (typeof own !== typeof value) return null
  return weightOf(value) < weightOf(min) ? min : max
}

/**
 * Values when a pack goes back: those an upgrade moved return, unless they were changed since; what was set since and does not fit the version
 * before becomes the nearest value allowed. Pure.
 */
export function shiftsBack(
  moved: readonly ReleaseShift[],
  sides: { before: Pack; next: Pack; tunings: readonly TunedAt[] },
): ReleaseShift[] {
  const now = ({ area, setting }: ReleaseShift): SettingValue | null =>
    sides.tunings.find((one) => one.area === area)?.settings[setting] ?? null
  const back = moved.filter((one) => now(one) === one.to).map(({ from, to, ...one }) => ({ ...one, from: to, to: from }))
  const { lines } = mergeSettings(sides)
  const nearest = lines.map(({ area, setting, value, nearest: to }) => ({ area, setting, from: value, to }))
  return [...back, ...nearest.filter((one) => !back.some(({ area, setting }) => area === one.area && setting === one.setting))]
}

/** A value that comes back, as a line that asks nothing. */
export function backLine(
  { area, setting: id, from, to }: ReleaseShift,
  { before, next, tunings }: { before: Pack; next: Pack; tunings: readonly TunedAt[] },
): SettingMergeLine {
  const [was, is] = [settingOf(before, id), settingOf(next, id)]
  const areaName = tunings.find((one) => one.area === area)?.areaName ?? null
  return {
    ...{ id: `setting/${area}/${id}`, setting: id, name: (is ?? was)?.name ?? { zh: id, en: id }, unit: (is ?? was)?.unit ?? '' },
    ...{ area, areaName, outcome: 'back', decided: null, value: from, base: was?.value ?? null, theirs: is?.value ?? null },
    ...{ min: is?.min ?? null, max: is?.max ?? null, nearest: to },
  }
}
