import { parseArgs } from 'node:util'
import { realClock } from '../kernel/clock.ts'
import { readConfig } from '../kernel/config.ts'
import { openDatabase } from '../kernel/open-database.ts'
import { seedDemo } from '../seed-demo.ts'

/** Fills an empty database with the demo city and stops again. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {}, strict: true })
  const say = (line: string): void => console.log(`  ${line}`)
  const database = await openDatabase(readConfig(process.env), say)
  try {
    const made = await seedDemo(database.url, realClock.now(), say)
    console.log(made ? '已生成演示城市 / demo city made' : '已有数据，未改动 / there are data already, nothing changed')
    return 0
  } finally {
    await database.stop()
  }
}
