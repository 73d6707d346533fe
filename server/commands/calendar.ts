import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { system } from '../../contract/actor.ts'
import { changeCalendar } from '../city/calendar/change-calendar.ts'
import { type Notice, readNotices, withNotices } from '../city/calendar/rules/read-notice.ts'
import { createPacks } from '../city/pack/packs.ts'
import { createActors, createFlow } from '../flow.ts'
import { createCalendar, shippedCalendar } from '../kernel/calendar-days.ts'
import { realClock } from '../kernel/clock.ts'
import { readConfig, StartError, UsageError } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createSpine } from '../kernel/spine.ts'
import { loadedPacks } from '../main.ts'
import { openBare } from './bare-database.ts'

/** `zhili calendar import FILE`: puts the holidays of a year in force; a running server follows, provisional deadlines are reckoned again. */
export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true, strict: true })
  const [verb, file, ...rest] = positionals
  if (verb !== 'import' || !file || rest.length > 0) throw new UsageError()
  const notices = noticesOf(file)
  const config = readConfig(process.env)
  const zone = config.CITY_ZONE
  const database = await openBare(config, true)
  const spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
  const calendar = createCalendar(shippedCalendar(zone))
  spine.flow = createFlow(createActors({ packs: createPacks(loadedPacks, { demo: false }), calendar }))
  try {
    const years = notices.map(({ year }) => year).join(' ')
    const done = await spine.transaction(system, (tx) =>
      changeCalendar(tx, {
        ...{ by: 'zhili calendar import', source: `${years} ${basename(file)}`, zone },
        change: withNotices(notices),
      }),
    )
    for (const line of said(notices, done)) console.log(line)
    return 0
  } finally {
    await spine.close()
    await database.stop()
  }
}

function noticesOf(file: string): Notice[] {
  let given: unknown
  try {
    given = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new StartError(`${file}: ${(error as Error).message}`)
  }
  const read = readNotices(given)
  if (read.ok) return read.notices
  throw new StartError(`${file} ${read.at}: ${read.says}`)
}

const said = (notices: Notice[], { version, changed }: { version: number; changed: boolean }): string[] => [
  ...notices.map(
    ({ year, days }) => `${year}: 放假 off ${Object.keys(days.off).length}, 调休上班 worked ${Object.keys(days.work).length}`,
  ),
  changed ? `工作日历第 ${version} 版生效 / working calendar version ${version} is in force` : '没有变化 / nothing changed',
]
