import { parseArgs } from 'node:util'
import { realClock } from '../kernel/clock.ts'
import { readConfig, UsageError } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createSpine, type Db } from '../kernel/spine.ts'
import { openBare } from './bare-database.ts'
import { compare, shareLine, type Verdict } from './newspaper.ts'
import { figures, waiting } from './newspaper-figures.ts'
import { readFigures } from './read-newspaper.ts'

/** `zhili verify --newspaper`: the page's figures beside what the rows say. 1 when one does not hold; all of them can only in the true-scale seed. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { newspaper: { type: 'boolean', default: false } } })
  if (!values.newspaper) throw new UsageError()
  const database = await openBare(readConfig(process.env), true)
  const spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
  try {
    return await showNewspaper(spine, realClock.now())
  } finally {
    await spine.close()
    await database.stop()
  }
}

/** Prints a line for each figure, those of systems that do not exist by name. 0 when every figure that can be read holds. */
export async function showNewspaper(db: Db, now: Date, say: (line: string) => void = console.log): Promise<number> {
  const { counts, read } = await readFigures(db, now)
  const all = compare(figures, read)
  say(`${padded('报纸 page', 16)}${padded('行中 from rows', 25)}   指标 figure`)
  for (const one of all) say(lineOf(one))
  say(`  网格上报办结率 / grid reports finished: ${shareLine(counts['grid-reports-done'], counts['grid-reports'])}`)
  say(`  区县办结率 / district cases finished: ${shareLine(counts['cases-done'], counts.cases)}  （报纸 page: 84 %）`)
  say(`系统尚未建设、无从核对的 ${waiting.length} 项 / figures whose system does not exist:`)
  for (const { row, zh, en, says, why } of waiting) say(`  · ${row.padEnd(4)}${zh} / ${en}: ${says} — ${why.zh} / ${why.en}`)
  const wrong = all.filter((one) => !one.holds)
  say(`${all.length - wrong.length} / ${all.length} 项一致 / figures hold${wrong.length > 0 ? differing(wrong) : ''}`)
  return wrong.length === 0 ? 0 : 1
}

function differing(wrong: readonly Verdict[]): string {
  const large = wrong.filter(({ figure }) => figure.city).length
  const size = `其中 ${large} 项要全市规模才有 / ${large} of them need the city at its true size`
  return `；${wrong.length} 项不一致，${size} (seed --scale chongqing)`
}

function lineOf({ figure, reading: { value, shown }, holds }: Verdict): string {
  const read = shown ?? (typeof value === 'number' ? value.toLocaleString('en') : (value ?? '—'))
  const { row, says, zh, en } = figure
  return `${holds ? '✓' : '✗'} ${row.padEnd(4)}${padded(says, 10)}${padded(read, 25)}   ${zh} / ${en}`
}

/** Right in so many columns of a terminal, where a Han character takes two. */
const padded = (text: string, columns: number): string =>
  text.padStart(columns - [...text].filter((sign) => sign >= '\u2e80').length)
