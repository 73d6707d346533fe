import type { Tx } from '../../kernel/spine.ts'
import type { EventRecord } from './types.ts'

/** An alarm at another object than the case's own has come to call people: whoever answers for that object has no case of their own. */
export const recordJoined = (tx: Tx, { id, area }: Pick<EventRecord, 'id' | 'area'>, object: string): Promise<unknown> =>
  tx.record({ kind: 'event.alarm-joined', subject: id, area, body: { event: id, object } })
