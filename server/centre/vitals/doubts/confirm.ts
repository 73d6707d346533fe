import type { z } from 'zod'
import type { VitalConfirmed } from '../../../../contract/vital.ts'
import type { ConfirmDoubt } from '../../../../contract/vital-doubt.ts'
import { periodLike, readPeriod } from '../../../flow/7-evaluate/vitals/rules/period.ts'
import { addConfirmation, standingValue } from '../../../flow/7-evaluate/vitals/store-doubts.ts'
import { vitalsByCode } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import { everNode, type TreeRead } from '../../../flow/7-evaluate/vitals/types.ts'
import type { Caller } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { namesOfTellers } from '../store-tellers.ts'
import { isMine } from '../tasks/rules/is-mine.ts'
import { mayConfirm } from './rules/may-confirm.ts'

type By = { caller: Caller; tree: TreeRead; zone: string }

/** 核对无误: the value that stands was looked at and is right; it keeps its mark, with the answer. One told later is doubted anew. */
export async function confirmDoubt(
  tx: Tx,
  wish: z.infer<typeof ConfirmDoubt>,
  { caller, tree, zone }: By,
): Promise<VitalConfirmed> {
  const { vital: code, area, reason } = wish
  const record = (await vitalsByCode(tx, [code])).get(code)
  const node = everNode(tree, area)
  if (!record || !node || !(isMine(record.definition, caller) || tree.covers(caller.scope, area)))
    throw new RefusalError({ code: 'thing.not-found' })
  const { cadence, name } = record.definition
  const period = readPeriod(cadence, wish.period, zone)
  if (period === null)
    throw new RefusalError({ code: 'vital.period', details: { period: wish.period, like: periodLike[cadence] } })
  const value = await standingValue(tx, { vital: record.id, area, period })
  if (!value || value.marks === null || value.confirmed) throw new RefusalError({ code: 'vital.no-doubt' })
  if (!mayConfirm({ actor: value.actor, mine: isMine(record.definition, caller) }, caller))
    throw new RefusalError({ code: 'vital.not-answering' })
  const confirming = { vital: record.id, area, period, value: value.id, reason, actor: caller.actor.id }
  if (!(await addConfirmation(tx, confirming))) throw new RefusalError({ code: 'vital.no-doubt' })
  await tx.record({
    ...{ kind: 'vital.confirmed', subject: code, area: node.paths[0] ?? null },
    body: { vital: code, name: name.zh, areaName: node.name, period: wish.period, reason },
  })
  const names = await namesOfTellers(tx, [caller.actor.id])
  return { at: tx.now.toISOString(), byName: names.get(caller.actor.id) ?? null, reason }
}
