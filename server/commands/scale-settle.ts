import { system } from '../../contract/actor.ts'
import { followEvaluation } from '../flow/7-evaluate/evaluation/on.ts'
import { analyzeLines } from '../flow/7-evaluate/evaluation/store-lines.ts'
import { rebuildCounts } from '../flow/7-evaluate/store.ts'
import { rebuildBalance } from '../flow/7-evaluate/store-balance.ts'
import { realClock } from '../kernel/clock.ts'
import { createLog } from '../kernel/log.ts'
import { sealLaid } from '../kernel/seal.ts'
import { createSpine, type Spine, type Tx } from '../kernel/spine.ts'
import { zone } from './scale-lay.ts'
import { withoutIndexes } from './store-scale.ts'

type Say = (line: string) => void

/** What is kept beside the facts, made from them: counts by area and day, the balance, the chain of seals. `begin`: a way of saying what a side has done. */
export async function settle(url: string, begin: () => Say): Promise<void> {
  const spine = createSpine({ url, clock: realClock, log: createLog('error'), connections: 2 })
  try {
    // Two sides that do not meet: what is counted reads facts as they stand, and so does the chain.
    await Promise.all([countAll(spine, begin()), sealAll(spine, begin())])
  } finally {
    await spine.close()
  }
}

/** Cases judged at once while nobody waits: what they add to the same counts is added up first. */
const judgedAtOnce = 3_000
/** What replaces lines of a case finds them by, and what settles those that are due. */
const neededToJudge = ['evaluation_lines_event', 'evaluation_lines_due']

async function countAll(spine: Spine, say: Say): Promise<void> {
  await spine.transaction(system, (tx) => rebuildCounts(tx, zone))
  await spine.transaction(system, (tx) =>
    withoutIndexes(tx.client, ['balance_items', 'balance_calls'], () => rebuildBalance(tx, zone)),
  )
  say('日平衡已重算 / balance made')
  await spine.transaction(system, (tx) => withoutIndexes(tx.client, ['evaluation_lines'], () => judgeAll(tx), neededToJudge))
  await analyzeLines(spine)
  say('办理评价已统计 / cases evaluated')
}

async function judgeAll(tx: Tx): Promise<void> {
  const within: Pick<Spine, 'transaction'> = { transaction: (_, work) => work(tx) }
  while (await followEvaluation(within, zone, judgedAtOnce));
}

async function sealAll(spine: Spine, say: Say): Promise<void> {
  let seals = 1
  while (await sealLaid(spine)) seals++
  say(`${seals.toLocaleString('en')} 个封条 / seals`)
}
