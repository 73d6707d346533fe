import type { Pack, SettingValue } from '../../../../contract/pack.ts'
import type { SettingChange } from '../../../../contract/pack-requests.ts'

type Values = Readonly<Record<string, SettingValue>>

/** Which values of a place differ, in the order of their ids. Pure. */
export function settingChanges(before: Values, after: Values): SettingChange[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((id) => before[id] !== after[id])
  return ids.toSorted().map((setting) => ({ setting, from: before[setting] ?? null, to: after[setting] ?? null }))
}

/** `参数 旧 → 新`; where a place has no value of its own, the one of the pack is said. */
export const changeWords = (pack: Pick<Pack, 'settings'>, changes: readonly SettingChange[]): string =>
  changes
    .map(({ setting, from, to }) => {
      const { name, unit = '' } = pack.settings[setting] ?? {}
      const said = (one: SettingValue | null): string => `${valueSaid(pack, setting, one)}${unit === '' ? '' : ` ${unit}`}`
      return `${name?.zh ?? setting} ${said(from)} → ${said(to)}`
    })
    .join('，')

/** The same as a fact tells it: in words, and value by value, with the place (area '': the city). */
export const saidChanges = (pack: Pick<Pack, 'settings'>, area: string, changes: readonly SettingChange[]) => ({
  ...{ what: changeWords(pack, changes), area },
  changes: changes.map(({ setting, from, to }) => ({
    ...{ setting, before: valueSaid(pack, setting, from), after: valueSaid(pack, setting, to) },
  })),
})

const valueSaid = ({ settings }: Pick<Pack, 'settings'>, id: string, value: SettingValue | null): string =>
  String(value ?? settings[id]?.value ?? '—')

/** What takes changes back: each value as it was before. */
export const takenBack = (changes: readonly SettingChange[]): Record<string, SettingValue | null> =>
  Object.fromEntries(changes.map(({ setting, from }) => [setting, from]))

/** Does a place still have what a change has made? Otherwise taking it back would take back somebody else's change with it. */
export const stillStands = (changes: readonly SettingChange[], own: Values): boolean =>
  changes.every(({ setting, to }) => (own[setting] ?? null) === to)
