// A reader of facts as a process of its own, there to be killed: prints `tx.id` of every fact it reads after the given position, works the
// balance on and seals. `node reader.ts URL POSITION`
import { followBalance } from '../../server/flow/7-evaluate/on-balance.ts'
import { realClock } from '../../server/kernel/clock.ts'
import { factsAfter, parsePosition, positionText } from '../../server/kernel/facts.ts'
import { createLog } from '../../server/kernel/log.ts'
import { sealOnce } from '../../server/kernel/seal.ts'
import { createSpine } from '../../server/kernel/spine.ts'

const [url, from] = process.argv.slice(2)
const spine = createSpine({ url: url!, clock: realClock, log: createLog('silent') })
let position = parsePosition(from!)!

async function follow(): Promise<void> {
  for (;;) {
    const facts = await factsAfter(spine, position, 40)
    position = facts.at(-1)?.position ?? position
    for (const fact of facts) process.stdout.write(`${positionText(fact.position)}\n`)
  }
}
async function keep(): Promise<void> {
  for (;;) {
    await followBalance(spine, 'Asia/Shanghai')
    await sealOnce(spine)
  }
}
await Promise.all([follow(), keep()])
