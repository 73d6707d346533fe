import { parseArgs } from 'node:util'
import { realClock } from '../kernel/clock.ts'
import { readConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { verifyChain } from '../kernel/seal.ts'
import { createSpine, type Db } from '../kernel/spine.ts'
import { openBare } from './bare-database.ts'

/** `zhili verify-chain`: recomputes the chain over all facts. Exit code 1 when a fact was changed, added or removed. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {}, strict: true })
  const database = await openBare(readConfig(process.env), true)
  const spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
  try {
    return await showChain(spine)
  } finally {
    await spine.close()
    await database.stop()
  }
}

const words = {
  gap: '封条缺失或被移动 / a seal is missing or was moved',
  count: '有事实被增加或删除 / facts were added or removed',
  content: '有事实被修改 / a fact was changed',
} as const

/** Prints what the chain says. 0 when every seal holds, else 1. */
export async function showChain(db: Db): Promise<number> {
  const report = await verifyChain(db)
  const sums = `${report.seals} 个封条 seals · ${report.facts} 条事实 facts · ${report.unsealed} 条未封 not sealed yet`
  if (!report.firstBad) {
    console.log(`链完整 chain holds: ${sums}\n链首 head ${report.head ?? '—'}`)
    return 0
  }
  const { seal, why, from, to, sealedAt } = report.firstBad
  console.error(`链在第 ${seal} 个封条断开 / the chain breaks at seal ${seal} (${sealedAt.toISOString()}): ${words[why]}`)
  console.error(`位置 positions ${from.tx}.${from.id} – ${to.tx}.${to.id}；此前完好 good before: ${sums}`)
  return 1
}
