import type { BacktestBody } from '../../../contract/backtest.ts'
import type { Pack } from '../../../contract/pack.ts'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import type { VersionState } from '../../../contract/rules.ts'
import {
  type Bodies,
  insertVersion,
  type Line,
  liveVersion,
  lockTurn,
  publishVersion,
  setVersionState,
  type VersionKind,
  type VersionRow,
  versionBefore,
} from '../../city/pack/store-versions.ts'
import type { Caller } from '../../kernel/http.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { lockOrNone, refuseOvertaken, refuseStale } from './find.ts'
import { mayAct } from './rules/may-act.ts'
import { wasLookedAt } from './tried.ts'

/** What became of a version, for its fact. */
export type Noted =
  | { verb: 'drafted' | 'changed' | 'sent-back'; version: number; note: string }
  | { verb: 'asked'; version: number; untried: string | null }
  | { verb: 'discarded'; version: number }
  | { verb: 'published'; version: number; before: number; note: string }

/**
 * What differs between the lines of versions: the rules of a pack and the plan of a type of events go the same way from a draft to being
 * in force (docs/adr/0020).
 */
export type Versioned<K extends VersionKind> = {
  line: Line<K>
  /** whose readings a version is tried on */
  pack: Pack
  /** what the pack came with: version 0 */
  shipped: Bodies[K]
  /** a body as a back-test keeps it */
  asTried(body: Bodies[K]): BacktestBody
  /** Refuses with the first fault of a body. */
  refuseFaulty(body: Bodies[K]): void
  note(tx: Tx, noted: Noted): Promise<unknown>
}

/** What is in force as it was written, and its version; 0: as the pack came. */
export async function inForceOf<K extends VersionKind>(
  db: Db,
  { line, shipped }: Pick<Versioned<K>, 'line' | 'shipped'>,
): Promise<{ no: number; body: Bodies[K] }> {
  return (await liveVersion(db, line)) ?? { no: 0, body: shipped }
}

type Done = { pack: string; no: number; state: VersionState }
const done = ({ pack }: Line, no: number, state: VersionState): Done => ({ pack, no, state })
type Acted = { no: number; by: Caller }

export async function askFor<K extends VersionKind>(
  tx: Tx,
  what: Versioned<K>,
  { no, by, untried = null }: Acted & { untried?: string | null | undefined },
): Promise<Done> {
  const row = await lockOrNone(tx, what.line, no)
  orRefuse(mayAct('ask', row, by))
  const now = await inForceOf(tx, what)
  if (sameJson(now.body, row.body)) throw new RefusalError({ code: 'rules.same' })
  refuseOvertaken(row, now.no)
  await setVersionState(tx, row, 'waiting', untried)
  await what.note(tx, { verb: 'asked', version: no, untried })
  return done(row, no, 'waiting')
}

/** Puts a version in force between two batches: whoever looks by the rules waits, and what was said by gone rules is taken back. */
export async function publish<K extends VersionKind>(
  tx: Tx,
  what: Versioned<K>,
  { no, by, changedAt }: Acted & { changedAt: string },
): Promise<Done> {
  await lockTurn(tx)
  const row = await lockOrNone(tx, what.line, no)
  orRefuse(mayAct('publish', row, by))
  refuseStale(row, changedAt)
  const before = (await liveVersion(tx, what.line))?.no ?? 0
  refuseOvertaken(row, before)
  // The pack, or another one, may have changed since it was written.
  what.refuseFaulty(row.body)
  if (!(await wasLookedAt(tx, { what, row, by, live: before }))) throw new RefusalError({ code: 'rules.untried' })
  await publishVersion(tx, row, by.person)
  await what.note(tx, { verb: 'published', version: no, before, note: row.note })
  return done(row, no, 'live')
}

export async function sendBack<K extends VersionKind>(
  tx: Tx,
  what: Versioned<K>,
  { no, by, note }: Acted & { note: string },
): Promise<Done> {
  const row = await lockOrNone(tx, what.line, no)
  orRefuse(mayAct('send-back', row, by))
  await setVersionState(tx, row, 'draft')
  await what.note(tx, { verb: 'sent-back', version: no, note })
  return done(row, no, 'draft')
}

export async function discard<K extends VersionKind>(tx: Tx, what: Versioned<K>, { no, by }: Acted): Promise<Done> {
  const row = await lockOrNone(tx, what.line, no)
  orRefuse(mayAct('discard', row, by))
  await setVersionState(tx, row, 'discarded')
  await what.note(tx, { verb: 'discarded', version: no })
  return done(row, no, 'discarded')
}

/** What was in force before a live version, as a new version that waits for its second person. */
export async function rollBack<K extends VersionKind>(
  tx: Tx,
  what: Versioned<K>,
  { no, by, note }: Acted & { note: string },
): Promise<Done> {
  const row: VersionRow<K> = await lockOrNone(tx, what.line, no)
  orRefuse(mayAct('roll-back', row, by))
  const body = (await versionBefore(tx, row))?.body ?? what.shipped
  const made = await insertVersion<K>(tx, { ...what.line, body, note, basedOn: no, author: by.person, state: 'waiting' })
  await what.note(tx, { verb: 'drafted', version: made, note })
  await what.note(tx, { verb: 'asked', version: made, untried: null })
  return done(row, made, 'waiting')
}
