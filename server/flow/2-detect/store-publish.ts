import type { Pack } from '../../../contract/pack.ts'
import { measuredKinds } from '../../city/pack/object-kinds.ts'
import type { Tx } from '../../kernel/spine.ts'
import { objectKey, type RuleRow } from './store.ts'
import type { RuleState } from './types.ts'

type Kinds = Pick<Pack, 'deviceKind' | 'objects'>
const objectPrefix = objectKey('')

/** Whose memory it is: a device, or an object as a whole. */
export const ownerOf = (key: string): { device: string } | { object: string } =>
  key.startsWith(objectPrefix) ? { object: key.slice(objectPrefix.length) } : { device: key }

const ofKinds = `(device in (select id from devices where kind = $1) or device in (select '${objectPrefix}' || id from objects where kind = any($2)))`

/** The memory of some rules of a pack, locked in the order in which batches lock it. */
export async function lockMemoryOf(tx: Tx, pack: Kinds, rules: string[]): Promise<RuleRow[]> {
  const rows = await tx.query<{ device: string; states: Record<string, RuleState>; armed_at: Date | null }>(
    `select device, states, armed_at from rule_states where ${ofKinds} and states ?| $3 order by device for update`,
    [pack.deviceKind, measuredKinds(pack), rules],
  )
  return rows.map((row) => ({ device: row.device, states: row.states, armedAt: row.armed_at }))
}

/** Everything of a pack that was ever looked at, with its next look set to now. */
export const armAll = async (tx: Tx, pack: Kinds): Promise<string[]> =>
  (
    await tx.query<{ device: string }>(
      `update rule_states set armed_at = $3 where device = any(array(
         select device from rule_states where ${ofKinds} order by device for update)) returning device`,
      [pack.deviceKind, measuredKinds(pack), tx.now],
    )
  ).map(({ device }) => device)
