/** What is counted, each a number of cases or reports; see `server/flow/7-evaluate/rules/count-kpis.ts` for what belongs to which. */
export const kpiCounts = [
  'filed',
  'voided',
  'filed-in-time',
  'due',
  'closed',
  'closed-in-time',
  'handled-in-time',
  'handled',
  'reworked',
  'dispatch-due',
  'dispatched-in-time',
  'redispatched',
  'check-due',
  'checked-in-time',
  'verify-due',
  'verified-in-time',
  'reports',
  'valid-reports',
  'public-reports',
  'missed',
] as const
export type KpiCount = (typeof kpiCounts)[number]

export const kpiIds = [
  'closing',
  'closing-in-time',
  'handling-in-time',
  'rework',
  'public-reports',
  'valid-reports',
  'missed',
  'verifying-in-time',
  'checking-in-time',
  'filing-in-time',
  'filing-right',
  'dispatching-in-time',
  'dispatching-right',
] as const
export type KpiId = (typeof kpiIds)[number]

/** A rate as data: what is over what, what is taken off, and which way is good. */
export type KpiFormula = { over: KpiCount; less?: KpiCount; under: KpiCount; good: 'high' | 'low' }

/**
 * The indicators of GB/T 30428.4 as an open implementation writes them (standards.md 7.5). Those of one inspector or dispatcher are
 * counted for areas only: there is no ranking of persons.
 */
export const kpiFormulas: Readonly<Record<KpiId, KpiFormula>> = {
  closing: { over: 'closed', under: 'due', good: 'high' },
  'closing-in-time': { over: 'closed-in-time', under: 'due', good: 'high' },
  'handling-in-time': { over: 'handled-in-time', under: 'due', good: 'high' },
  rework: { over: 'reworked', under: 'handled', good: 'low' },
  'public-reports': { over: 'public-reports', under: 'filed', good: 'low' },
  'valid-reports': { over: 'valid-reports', under: 'reports', good: 'high' },
  missed: { over: 'missed', under: 'filed', good: 'low' },
  'verifying-in-time': { over: 'verified-in-time', under: 'verify-due', good: 'high' },
  'checking-in-time': { over: 'checked-in-time', under: 'check-due', good: 'high' },
  'filing-in-time': { over: 'filed-in-time', under: 'filed', good: 'high' },
  'filing-right': { over: 'filed', less: 'voided', under: 'filed', good: 'high' },
  'dispatching-in-time': { over: 'dispatched-in-time', under: 'dispatch-due', good: 'high' },
  'dispatching-right': { over: 'dispatch-due', less: 'redispatched', under: 'dispatch-due', good: 'high' },
}

/** Limits of the stages in minutes, as open systems have them (standards.md 7.3): filing and dispatch 15, check 30, every minute counts. */
export const stageLimits = { filing: 15, dispatch: 15, check: 30 } as const
