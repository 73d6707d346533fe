import { type Severity, severityWeight } from '../../../../contract/scales.ts'

/** `device:rule` → severity it adds to the object's alarm of one family. */
export type Contributors = Record<string, Severity>

export type AlarmChange = 'raised' | 'stepped-up' | 'stepped-down' | 'cleared' | null

/** The heaviest of all contributions, or null when nothing is left. */
export function heaviest(contributors: Contributors): Severity | null {
  let top: Severity | null = null
  for (const severity of Object.values(contributors)) if (severityWeight(severity) > severityWeight(top)) top = severity
  return top
}

/** Folds one rule's change into the object's alarm: one alarm per (object, family), its severity the heaviest of all devices and rules. */
export function foldAlarm(
  before: Contributors,
  key: string,
  to: Severity | null,
): { contributors: Contributors; from: Severity | null; to: Severity | null; change: AlarmChange } {
  const contributors = { ...before }
  if (to) contributors[key] = to
  else delete contributors[key]
  const [from, now] = [heaviest(before), heaviest(contributors)]
  const change: AlarmChange =
    from === now
      ? null
      : from === null
        ? 'raised'
        : now === null
          ? 'cleared'
          : severityWeight(now) > severityWeight(from)
            ? 'stepped-up'
            : 'stepped-down'
  return { contributors, from, to: now, change }
}
