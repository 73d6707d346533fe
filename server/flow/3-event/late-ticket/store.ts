import type { Tx } from '../../../kernel/spine.ts'
import { signalColumns } from '../store-signals.ts'
import type { SignalRecord } from '../types.ts'

type Late = { pack: string; ticket: string; object: string; checks: readonly string[] }

/**
 * What was found of a carrier for want of a ticket while this one was open, locked: a gate that was off told it late. The same is asked as
 * the check asks at its moment (`2-detect/haulage/rules/step.ts`): opened by then, and not closed.
 */
export const lockUnticketed = (tx: Tx, { pack, ticket, object, checks }: Late): Promise<SignalRecord[]> =>
  tx.query<SignalRecord>(
    `select ${signalColumns} from signals s join haul_findings f on f.id = s.id join tickets t on t.pack = f.pack and t.no = $3
     where f.pack = $1 and f.object = $2 and f.check_id = any($4) and f.at >= t.opened_at and (t.closed_at is null or t.closed_at > f.at)
     order by s.id for update of s`,
    [pack, object, ticket, checks],
  )
