import { system } from '../../../contract/actor.ts'
import type { FactBody } from '../../../contract/fact.ts'
import type { Spine } from '../../kernel/spine.ts'
import { balanceChanges, sheetView } from './rules/balance.ts'
import { daysToSeal } from './rules/days-to-seal.ts'
import {
  compareBalance,
  hasUnread,
  lastSealedDay,
  lockPosition,
  readSheets,
  rebuildBalance,
  saveChanges,
  unreadFacts,
} from './store-balance.ts'
import type { AreaSheet } from './types.ts'

/** Facts worked in at once: short enough that nothing waits for their locks. */
const most = 1_000

/** Works the next facts into the balance; a city that never had one gets it from its rows. Answers whether there may be more. */
export async function followBalance(spine: Pick<Spine, 'transaction'>, zone: string): Promise<boolean> {
  return spine.transaction(system, async (tx) => {
    const from = await lockPosition(tx)
    if (!from) {
      await rebuildBalance(tx, zone)
      return true
    }
    const { facts, to } = await unreadFacts(tx, from, most)
    if (to.tx === from.tx && to.id === from.id) return false
    await saveChanges(tx, balanceChanges(facts, zone), to)
    return facts.length === most
  })
}

/**
 * Seals the sheets of the next day that is over: one fact for each town, and one for the day. The chain then keeps them. One transaction a
 * day, which reads and compares before it writes: from its first fact on, whoever reads facts waits for it. Answers whether there may be
 * more; a day the reader has not passed yet waits.
 */
export async function sealBalance(spine: Pick<Spine, 'transaction'>, zone: string): Promise<boolean> {
  return spine.transaction(system, async (tx) => {
    const position = await lockPosition(tx)
    const [day] = daysToSeal(await lastSealedDay(tx), tx.now, zone)
    if (day === undefined) return false
    // What is sealed stands for good: a reader that is behind has not counted all of the day.
    if (!position || (await hasUnread(tx, position, { day, zone }))) return false
    const sheets = await readSheets(tx, null, { day, zone })
    const differences = await compareBalance(tx, zone, { from: day, to: day })
    for (const sheet of sheets)
      await tx.record({ kind: 'balance.sealed', subject: sheet.area, area: sheet.area, body: sealedBody(day, sheet) })
    const unbalanced = sheets.filter((sheet) => !sheet.balanced).length
    await tx.record({
      kind: 'balance.day-sealed',
      subject: day,
      area: null,
      body: { day, areas: sheets.length, unbalanced, differences: differences.length },
    })
    return true
  })
}

function sealedBody(day: string, sheet: AreaSheet): FactBody<'balance.sealed'> {
  const { received, items, sent, calls } = sheetView(sheet)
  return { day, received, ...items, sent, ...calls }
}
