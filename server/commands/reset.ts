import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../kernel/config.ts'
import { holdFolder } from '../kernel/data-folder.ts'
import { holdOrStop } from '../kernel/open-database.ts'
import { openBare } from './bare-database.ts'

/** Empties the data folder after the word was typed (or given by `--yes`). An external database is never touched. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { yes: { type: 'boolean', default: false } }, strict: true })
  const config = readConfig(process.env)
  const folder = resolve(config.DATA_DIR)
  if (config.DATABASE_URL) {
    console.error('DATABASE_URL 指向外部数据库，不在此清空 / an external database is not emptied from here')
    return 2
  }
  if (!existsSync(folder)) {
    console.log(`${folder} 不存在，无需清空 / nothing there`)
    return 0
  }
  const release = holdFolder(folder)
  try {
    if (!values.yes && !(await confirmed(folder))) return 1
    // What a killed platform left running is stopped; one that another folder's platform works on is refused.
    if (existsSync(resolve(folder, 'postgres/cluster/postmaster.pid')))
      await (await holdOrStop(await openBare(config, true))).stop()
    await rm(folder, { recursive: true, force: true })
  } finally {
    release()
  }
  console.log('已清空 / emptied')
  return 0
}

async function confirmed(folder: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await lines.question(`将删除 ${folder} 中全部数据。输入“清空”确认 / type "reset" to delete everything: `)
  lines.close()
  return ['清空', 'reset'].includes(answer.trim())
}
