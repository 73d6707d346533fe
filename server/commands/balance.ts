import { parseArgs } from 'node:util'
import { Day } from '../../contract/balance.ts'
import { addSheets } from '../flow/7-evaluate/rules/balance.ts'
import { compareBalance, readSheets, sealOf } from '../flow/7-evaluate/store-balance.ts'
import type { Sheet } from '../flow/7-evaluate/types.ts'
import { cityDay } from '../kernel/calendar.ts'
import { realClock } from '../kernel/clock.ts'
import { readConfig, UsageError } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createSpine, type Db } from '../kernel/spine.ts'
import { openBare } from './bare-database.ts'

/** `zhili balance --day 2026-03-01`: the sheets of a day (yesterday's by default), compared with their rows. 1 when anything does not add up. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { day: { type: 'string' } }, strict: true })
  const config = readConfig(process.env)
  const day = values.day ?? cityDay(new Date(realClock.now().getTime() - 86_400_000), config.CITY_ZONE)
  if (!Day.safeParse(day).success) throw new UsageError()
  const database = await openBare(config, true)
  const spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
  try {
    return await showBalance(spine, { day, zone: config.CITY_ZONE })
  } finally {
    await spine.close()
    await database.stop()
  }
}

/** Prints a day's sheets. 0 when every thing and call stands where it should, else 1. */
export async function showBalance(
  db: Db,
  { day, zone }: { day: string; zone: string },
  say: (line: string) => void = console.log,
): Promise<number> {
  const sheets = await readSheets(db, null, { day, zone })
  const differences = await compareBalance(db, zone, { from: day, to: day })
  const sealed = await sealOf(db, day)
  for (const sheet of sheets) say(`${sheet.area}\n${lineOf(sheet)}`)
  say(`${day} 合计 total\n${lineOf(addSheets(sheets))}`)
  say(sealed ? `已封存 sealed ${sealed.at.toISOString()}` : '尚未封存 not sealed yet')
  for (const { of, id, area, stored, counted } of differences)
    say(`不符 differs: ${of} ${id} ${area} 表 sheet ${stored ?? '—'}, 行 rows ${counted ?? '—'}`)
  return differences.length > 0 || sheets.some((sheet) => !sheet.balanced) ? 1 : 0
}

const lineOf = ({ received, items, sent, calls, balanced }: Sheet): string =>
  [
    `  收到 received ${received} = 在办 open ${items.open} + 结案 closed ${items.closed} + 并入 merged ${items.merged} + 不予立案 rejected ${items.rejected}` +
      ` + 误报 false ${items['false-alarm']} + 自处置 self-handled ${items['self-handled']} + 自行消除 gone ${items.gone}`,
    `  呼叫 called ${sent} = 应答 answered ${calls.answered} + 升级 climbed ${calls.climbed} + 待应答 pending ${calls.pending} + 撤回 withdrawn ${calls.withdrawn}`,
    ...(balanced ? [] : ['  不平 does not add up']),
  ].join('\n')
