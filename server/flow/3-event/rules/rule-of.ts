import type { AlarmRow } from '../../2-detect/store.ts'

/** The rule that speaks for the severity of an alarm. */
export const ruleOf = ({ contributors, severity }: Pick<AlarmRow, 'contributors' | 'severity'>): string =>
  (Object.entries(contributors).find(([, one]) => one === severity)?.[0] ?? '').replace(/^.*:/, '')
