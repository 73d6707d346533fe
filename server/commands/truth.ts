import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { TruthLine } from '../../contract/truth.ts'
import { realClock } from '../kernel/clock.ts'
import { readConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createSpine, type Db } from '../kernel/spine.ts'
import { openBare } from './bare-database.ts'
import { readFound } from './store-truth.ts'
import { truthFile } from './truth-file.ts'
import { type Score, scoreTruth } from './truth-score.ts'

/** After so long past its due nobody waits for a finding any more, and a finding so long after the end still belongs to it. */
const graceMs = 15 * 60_000

/** `zhili truth`: what the platform found since the simulated city began, held against what was truly so. 1 when no city has written anything. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {}, strict: true })
  const config = readConfig(process.env)
  const text = await readFile(truthFile(config.DATA_DIR), 'utf8').catch(() => '')
  const database = await openBare(config, true)
  const spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
  try {
    return await showTruth(spine, text)
  } finally {
    await spine.close()
    await database.stop()
  }
}

/** Prints a row for each matter: both numbers of each share, and the middle of the delays. */
export async function showTruth(db: Db, text: string, say: (line: string) => void = console.log): Promise<number> {
  const lines = readTruth(text)
  const begins = lines.map(({ from }) => Date.parse(from))
  if (begins.length === 0) {
    say('没有真值：模拟城市还没有写下任何情况 / no truth: no simulated city has written anything here')
    return 1
  }
  const since = new Date(begins.reduce((least, one) => Math.min(least, one)))
  const { found, now } = await readFound(db, since)
  say(`自 since ${since.toISOString()} 至 until ${now.toISOString()}`)
  for (const score of scoreTruth(lines, found, { now, graceMs })) say(lineOf(score))
  return 0
}

/** Lines a city was killed over are left out. */
function readTruth(text: string): TruthLine[] {
  return text.split('\n').flatMap((line) => {
    try {
      const read = TruthLine.safeParse(JSON.parse(line))
      return read.success ? [read.data] : []
    } catch {
      return []
    }
  })
}

const share = (part: number, of: number): string => `${part}/${of}${of > 0 ? ` = ${(part / of).toFixed(3)}` : ''}`

function lineOf({ pack, matter, found, right, true: all, caught, delays }: Score): string {
  const middle = delays[Math.floor((delays.length - 1) / 2)]
  const delay = middle === undefined ? '—' : `${(middle / 60_000).toFixed(1)} min`
  return `  ${pack} ${matter}: 准确 precision ${share(right, found)} · 查全 recall ${share(caught, all)} · 用时 delay ${delay}`
}
