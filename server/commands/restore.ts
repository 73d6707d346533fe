import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { realClock } from '../kernel/clock.ts'
import { readConfig, UsageError } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { holdOrStop } from '../kernel/open-database.ts'
import { refuseMissing, restore } from '../kernel/restore.ts'
import { createSpine } from '../kernel/spine.ts'
import { openBare } from './bare-database.ts'
import { showChain } from './verify-chain.ts'

/** `zhili restore <file>`: fills an empty database (`DATABASE_URL`, or a new `DATA_DIR`) and checks the chain of facts. */
export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true, strict: true })
  const [archive] = positionals
  if (!archive || positionals.length > 1) throw new UsageError()
  const config = readConfig(process.env)
  await refuseMissing(resolve(archive))
  const database = await holdOrStop(await openBare(config, false))
  try {
    const manifest = await restore({
      archive: resolve(archive),
      url: database.url,
      filesDir: resolve(config.DATA_DIR, 'files'),
      log: (line) => console.log(`  ${line}`),
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(`已恢复 restored: ${manifest.tables.length} 张表 tables · ${rows} 行 rows · ${manifest.files} 张照片 photos`)
    const spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
    return await showChain(spine).finally(() => spine.close())
  } finally {
    await database.stop()
  }
}
