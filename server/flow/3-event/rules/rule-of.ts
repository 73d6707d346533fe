import type { Severity } from '../../../../contract/scales.ts'

/** The rule that speaks for the severity of an alarm. */
export const ruleOf = ({ contributors, severity }: { contributors: Record<string, Severity>; severity: Severity }): string =>
  (Object.entries(contributors).find(([, one]) => one === severity)?.[0] ?? '').replace(/^.*:/, '')
