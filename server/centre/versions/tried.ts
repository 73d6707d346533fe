import type { z } from 'zod'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import type { VersionTried } from '../../../contract/rules.ts'
import { type VersionKind, type VersionRow, wasInForce } from '../../city/pack/store-versions.ts'
import { inScope } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Versioned } from './acts.ts'
import { type DoneRun, doneRuns, hasReadings } from './back-test/store.ts'

const weekMs = 7 * 86_400_000

/** `live`: the version in force now. */
export type Looked<K extends VersionKind> = {
  what: Pick<Versioned<K>, 'line' | 'pack' | 'shipped' | 'asTried'>
  row: Pick<VersionRow<K>, 'body' | 'changedAt' | 'untried'>
  by: Pick<Caller, 'scope'>
  live: number
}

/** Was this very body tried enough on recorded days, or in force once; or is there nothing to try it on, and a reason why it goes all the same? */
export async function wasLookedAt<K extends VersionKind>(db: Db, looked: Looked<K>): Promise<boolean> {
  const { what, row } = looked
  if (sameJson(row.body, what.shipped) || (await wasInForce(db, what.line, row.body))) return true
  if ((await triedOf(db, looked))?.enough) return true
  return row.untried !== null && !(await hasReadings(db, what.pack.deviceKind))
}

/** The newest back-test of a version that is enough for somebody to publish it, or else the newest there is; null: none. */
export async function triedOf<K extends VersionKind>(db: Db, looked: Looked<K>): Promise<z.infer<typeof VersionTried> | null> {
  const { what, row } = looked
  const runs = await doneRuns(db, what.line.kind, what.pack.id, what.asTried(row.body))
  for (const run of runs) if (await isEnough(db, run, looked)) return viewOf(run, true)
  return runs[0] ? viewOf(runs[0], false) : null
}

/** Played beside the version in force now, asked for since the version was last written, over all that its publisher answers for, and over a week of what is stored. */
async function isEnough<K extends VersionKind>(db: Db, run: DoneRun, { what, row, by, live }: Looked<K>): Promise<boolean> {
  if (run.live !== live) return false
  if (run.askedAt < row.changedAt || !by.scope.every((path) => inScope(run.prefixes, path))) return false
  const week = { from: new Date(run.to.getTime() - weekMs), to: run.from }
  return week.from >= week.to || !(await hasReadings(db, what.pack.deviceKind, week))
}

const viewOf = ({ id, prefixes, days, readings, live, askedAt }: DoneRun, enough: boolean): z.infer<typeof VersionTried> => ({
  ...{ backtest: id, areas: prefixes, days, readings, live, enough },
  askedAt: askedAt.toISOString(),
})
