import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { realClock } from '../kernel/clock.ts'
import { readConfig, UsageError } from '../kernel/config.ts'
import { openDatabase } from '../kernel/open-database.ts'
import { layingSettings } from '../kernel/postgres-cluster.ts'
import { seedDemo } from '../seed-demo.ts'
import { seedChongqing } from './scale.ts'
import { timedLines } from './timed-lines.ts'

/** Fills an empty database with the demo city, or with Chongqing at its true scale, and stops again. */
export async function run(args: string[]): Promise<number> {
  const options = { scale: { type: 'string', default: 'demo' }, seed: { type: 'string', default: '1' } } as const
  const { scale, seed } = parseArgs({ args, options, strict: true }).values
  if ((scale !== 'demo' && scale !== 'chongqing') || !/^\d{1,9}$/.test(seed)) throw new UsageError()
  const say = (line: string): void => console.log(`  ${line}`)
  const config = readConfig(process.env)
  const database = await openDatabase(config, say, scale === 'chongqing' ? layingSettings : {})
  try {
    const now = realClock.now()
    const made =
      scale === 'demo'
        ? await seedDemo(
            database.url,
            now,
            timedLines(say, () => performance.now()),
          )
        : await seedChongqing(database.url, { now, seed: Number(seed), filesDir: join(config.DATA_DIR, 'files'), say })
    const name = scale === 'demo' ? '演示城市 / demo city' : '重庆真实规模 / Chongqing at its true scale'
    console.log(made ? `已生成${name}` : '已有数据，未改动 / there are data already, nothing changed')
    return 0
  } finally {
    await database.stop()
  }
}
