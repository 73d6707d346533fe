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
  'dispatched',
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

export const volumeIds = ['filed-volume', 'dispatched-volume'] as const
export type VolumeId = (typeof volumeIds)[number]
/** `from`: the smallest count of the band. `mark`: 0 to 100, null where the source does not tell it: there is no number then. */
export type Band = { from: number; mark: number | null }

/**
 * Volumes by bands, as the same implementation has them, rising. They hold for the number as it is, whatever the period. Of the filed
 * cases of a unit its source tells the two ends only, so what lies between has no mark until somebody decides it.
 */
export const volumes: Readonly<Record<VolumeId, { over: KpiCount; bands: readonly Band[] }>> = {
  'filed-volume': {
    over: 'filed',
    bands: [
      { from: 0, mark: 100 },
      { from: 51, mark: null },
      { from: 1_001, mark: 0 },
    ],
  },
  'dispatched-volume': {
    over: 'dispatched',
    bands: [
      { from: 0, mark: 0 },
      { from: 101, mark: 40 },
      { from: 301, mark: 60 },
      { from: 501, mark: 75 },
      { from: 1_201, mark: 90 },
      { from: 2_001, mark: 100 },
    ],
  },
}

export const compositeIds = ['handling', 'finding', 'filing', 'dispatching'] as const
export type CompositeId = (typeof compositeIds)[number]

/**
 * What each composite is made of, with weights that make 100 (standards.md 7.5). That source evaluates posts; here they are of a stage
 * of an area: its department is `handling`, its inspectors `finding`, its shift leader `filing`, its dispatcher `dispatching`. Its
 * acceptor has no counterpart: neither of the two steps it is measured by exists here.
 */
export const composites: Readonly<Record<CompositeId, readonly { of: KpiId | VolumeId; weight: number }[]>> = {
  handling: [
    { of: 'filed-volume', weight: 10 },
    { of: 'closing', weight: 30 },
    { of: 'handling-in-time', weight: 30 },
    { of: 'rework', weight: 30 },
  ],
  finding: [
    { of: 'valid-reports', weight: 40 },
    { of: 'missed', weight: 20 },
    { of: 'verifying-in-time', weight: 20 },
    { of: 'checking-in-time', weight: 20 },
  ],
  filing: [
    { of: 'filing-in-time', weight: 25 },
    { of: 'filing-right', weight: 40 },
    { of: 'closing-in-time', weight: 35 },
  ],
  dispatching: [
    { of: 'dispatched-volume', weight: 20 },
    { of: 'dispatching-in-time', weight: 40 },
    { of: 'dispatching-right', weight: 40 },
  ],
}

/** Limits of the stages in minutes, as open systems have them (standards.md 7.3): filing and dispatch 15, check 30, every minute counts. */
export const stageLimits = { filing: 15, dispatch: 15, check: 30 } as const
