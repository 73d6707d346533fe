import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backup, canWrite } from '../kernel/backup.ts'
import { realClock } from '../kernel/clock.ts'
import { readConfig, StartError, UsageError } from '../kernel/config.ts'
import { openBare } from './bare-database.ts'

/** `zhili backup [file]`: everything of one moment in one file, while the platform runs or not. */
export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true, strict: true })
  if (positionals.length > 1) throw new UsageError()
  const config = readConfig(process.env)
  const now = realClock.now()
  const outFile = resolve(
    positionals[0] ?? `zhili-backup-${now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}.tar.gz`,
  )
  if (!(await canWrite(outFile))) throw new StartError(`不能写入 ${outFile}。 ${outFile} cannot be written.`)
  const database = await openBare(config, true)
  try {
    const manifest = await backup({ url: database.url, filesDir: resolve(config.DATA_DIR, 'files'), outFile, now })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const size = ((await stat(outFile)).size / 1e6).toFixed(1)
    console.log(
      `${outFile}\n${manifest.tables.length} 张表 tables · ${rows} 行 rows · ${manifest.files} 张照片 photos · ${size} MB`,
    )
    console.log('备份含个人信息，请妥善保管 / it holds personal data: keep it safe')
    for (const name of manifest.damaged)
      console.error(`照片与其校验值不符，未备份 / photo does not match its hash, left out: ${name}`)
    return manifest.damaged.length > 0 ? 1 : 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new StartError(`磁盘已满，备份未完成。 The disk is full, no backup was made: ${outFile}`)
    throw error
  } finally {
    await database.stop()
  }
}
