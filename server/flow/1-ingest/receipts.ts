import { system } from '../../../contract/actor.ts'
import type { ReceiptIn } from '../../../contract/reading.ts'
import { isOutside } from '../../kernel/outside.ts'
import type { Refusal } from '../../kernel/result.ts'
import { rounds } from '../../kernel/rounds.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'
import { lockCommands, quarantine } from './store.ts'
import type { Accepted } from './types.ts'

/** A device's word that it has done, or could not do, what a command asked for. */
export type Receipt = { device: string; channel: 'mqtt' | 'http' | 'tcp' | 'udp' | 'file'; receipt: ReceiptIn }

/** So many share a commit: a red reading that needs a row of theirs waits for no more than these. */
const most = 100

/** Thousands of fans answer together: what comes while a batch is being committed is the next one. One connection, however many they are. */
export const createReceipts = (spine: Spine): GroupCommit<Receipt, Accepted> =>
  createGroupCommit<Receipt, Accepted>({
    most,
    ticket: ({ device }) => ({ device, via: device, lane: 'calm' }),
    commit: (batch) => spine.transaction(system, (tx) => acceptReceipts(tx, batch)),
    isOutside,
    onPoison: (_receipt, error) => Promise.reject(error),
  })

/** Each is a fact of its device. Those of one device come one after the other, all others together. */
async function acceptReceipts(tx: Tx, batch: Receipt[]): Promise<Accepted[]> {
  const commands = await lockCommands(
    tx,
    batch.map(({ receipt }) => receipt.command),
  )
  const taken: (Receipt & { area: string })[] = []
  const results: Accepted[] = []
  for (const given of batch) {
    const { device, receipt } = given
    const row = commands.get(receipt.command)
    if (row?.device !== device) results.push(await refuse(tx, given))
    else if (row.state === 'receipted') results.push({ ok: true, stored: 0, duplicates: 1 })
    else {
      results.push({ ok: true, stored: 1, duplicates: 0 })
      taken.push({ ...given, area: row.area })
      if (receipt.ok) row.state = 'receipted'
    }
  }
  for (const round of rounds(taken, ({ device }) => device))
    await tx.recordAll(
      'receipt.received',
      round.map(({ device, area, receipt: { command, ok } }) => ({
        ...{ subject: command, area, actor: { kind: 'device', id: device } as const },
        body: { command, device, ok },
      })),
    )
  return results
}

async function refuse(tx: Tx, { device, channel, receipt }: Receipt): Promise<Accepted> {
  const refusal: Refusal = { code: 'thing.not-found' }
  const payload = JSON.stringify(receipt)
  await quarantine(tx, { channel, source: device, code: refusal.code, details: {}, payload, area: null })
  return { ok: false, refusal }
}
