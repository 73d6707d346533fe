import { parseArgs } from 'node:util'
import { parseTruth, readTruthFile } from '../centre/truth/file.ts'
import { judgeCity } from '../centre/truth/judge.ts'
import { type Leads, quantile, type Score, scoreTruth, type Written } from '../centre/truth/score.ts'
import { realClock } from '../kernel/clock.ts'
import { readConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createSpine, type Db } from '../kernel/spine.ts'
import { openBare } from './bare-database.ts'

/** `zhili truth`: what the platform found since the simulated city began, held against what was truly so. 1 when no city has written anything. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {}, strict: true })
  const config = readConfig(process.env)
  const written = await readTruthFile(config.DATA_DIR)
  const database = await openBare(config, true)
  const spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
  try {
    return await showTruth(spine, written)
  } finally {
    await spine.close()
    await database.stop()
  }
}

/** Prints a row for each matter: both numbers of each share, and the middle of the delays; of what has an end, how long before people were called. */
export async function showTruth(db: Db, written: Written | string, say: (line: string) => void = console.log): Promise<number> {
  const city = await judgeCity(db, typeof written === 'string' ? parseTruth(written) : written)
  if (!city) {
    say('没有真值：模拟城市还没有写下任何情况 / no truth: no simulated city has written anything here')
    return 1
  }
  say(`自 since ${city.since.toISOString()} 至 until ${city.judged.now.toISOString()}`)
  for (const score of scoreTruth(city.judged)) {
    say(lineOf(score))
    if (score.leads) say(leadLine(score.leads, score))
  }
  return 0
}

const share = (part: number, of: number): string => `${part}/${of}${of > 0 ? ` = ${(part / of).toFixed(3)}` : ''}`

function lineOf({ pack, matter, found, right, true: all, caught, delays, early, under }: Score): string {
  const middle = quantile(delays, 0.5)
  const delay = middle === null ? '—' : `${(middle / 60_000).toFixed(1)} min`
  const ahead = quantile(early, 0.5)
  return [
    `  ${pack} ${matter}: 准确 precision ${share(right, found)} · 查全 recall ${share(caught, all)} · 用时 delay ${delay}`,
    ahead === null ? '' : `提前 early ${early.length}，中位 median ${(ahead / 60_000).toFixed(1)} min`,
    under === 0 ? '' : `告警未消时又起 under a standing alarm ${under}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

function leadLine({ ended, called, hours, gravestFound, gravestFalse, watched, watchedHours }: Leads, score: Score): string {
  const [least, middle] = [quantile(hours, 0), quantile(hours, 0.5)]
  const lead = least === null ? '—' : `${least.toFixed(1)} h 起 least, ${middle!.toFixed(1)} h 中位 median`
  const days = (watchedHours / 24).toFixed(1)
  return [
    `    红色先于失稳 red before the failure ${share(called, ended)} · 提前 lead ${lead}`,
    `红色落空 false red ${gravestFalse}/${gravestFound} · 黄色以上落空 false yellow ${score.found - score.right}/${score.found} · 观察 observed ${days} 点天 point-days（${watched} 点 points）`,
  ].join(' · ')
}
