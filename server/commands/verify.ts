import { parseArgs } from 'node:util'
import { realClock } from '../kernel/clock.ts'
import { readConfig, UsageError } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createSpine, type Db } from '../kernel/spine.ts'
import { openBare } from './bare-database.ts'
import { compare, figures, shareLine, type Verdict } from './newspaper.ts'
import { readNewspaper } from './store-newspaper.ts'

/** `zhili verify --newspaper`: the page's figures beside what the rows say. 1 when a count does not hold; only the true-scale seed can. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { newspaper: { type: 'boolean', default: false } } })
  if (!values.newspaper) throw new UsageError()
  const database = await openBare(readConfig(process.env), true)
  const spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
  try {
    return await showNewspaper(spine)
  } finally {
    await spine.close()
    await database.stop()
  }
}

const marks = { same: '✓', differs: '✗', waits: '·' } as const

/** Prints a line for each figure. 0 when every count that can be made holds. */
export async function showNewspaper(db: Db, say: (line: string) => void = console.log): Promise<number> {
  const counts = await readNewspaper(db)
  const all = compare(figures, counts)
  say('     报纸 page        行数 counted     指标')
  for (const one of all.filter(({ verdict }) => verdict !== 'waits')) say(lineOf(one))
  say(`  网格上报办结率 / grid reports finished: ${shareLine(counts['grid-reports-done'], counts['grid-reports'])}`)
  say(`  区县办结率 / district cases finished: ${shareLine(counts['cases-done'], counts.cases)}  （报纸 page: 84 %）`)
  const waiting = all.filter(({ verdict }) => verdict === 'waits')
  say(`还没有数据可数的 ${waiting.length} 项 / figures nothing counts yet:`)
  for (const { figure } of waiting) say(`  · ${figure.row.padEnd(4)}${figure.zh} / ${figure.en}: ${figure.says}`)
  const wrong = all.filter(({ verdict }) => verdict === 'differs').length
  say(
    wrong === 0
      ? '全部一致 / every count holds'
      : `${wrong} 项不一致（演示规模本应如此）/ ${wrong} counts differ (as they must at demo scale)`,
  )
  return wrong === 0 ? 0 : 1
}

const lineOf = ({ figure, counted, verdict }: Verdict): string =>
  `${marks[verdict]} ${figure.row.padEnd(4)}${figure.says.padStart(10)}  ${(counted ?? 0).toLocaleString('en').padStart(12)}     ${figure.zh} / ${figure.en}`
