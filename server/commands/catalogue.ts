import { readFileSync, writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { parseArgs } from 'node:util'
import { system } from '../../contract/actor.ts'
import { CatalogueKind, type CatalogueSheet } from '../../contract/catalogue.ts'
import { sayRefusal } from '../../contract/refusal-words.ts'
import { csvOf, sheetsOfFile, workbookOf } from '../centre/catalogue/files.ts'
import { changeCatalogue } from '../city/catalogue/change-catalogue.ts'
import { readSheets } from '../city/catalogue/rules/read-sheets.ts'
import { withSheets } from '../city/catalogue/rules/take-sheets.ts'
import { catalogueInForce } from '../city/catalogue/store.ts'
import { realClock } from '../kernel/clock.ts'
import { readConfig, StartError, UsageError } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createSpine, type Spine } from '../kernel/spine.ts'
import { openBare } from './bare-database.ts'

/** `zhili catalogue import|export FILE`: puts a city's catalogue in force, or writes it out as it came. */
export async function run(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    ...{ args, allowPositionals: true, strict: true },
    options: { kind: { type: 'string', default: 'event' } },
  })
  const [verb, file, ...rest] = positionals
  const kind = CatalogueKind.safeParse(values.kind)
  if ((verb !== 'import' && verb !== 'export') || !file || rest.length > 0 || !kind.success) throw new UsageError()
  const sheets = verb === 'import' ? sheetsIn(file, kind.data) : null
  const database = await openBare(readConfig(process.env), true)
  const spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
  try {
    const lines = sheets ? await put(spine, sheets, basename(file)) : await get(spine, file, kind.data)
    for (const line of lines) console.log(line)
    return 0
  } finally {
    await spine.close()
    await database.stop()
  }
}

function sheetsIn(file: string, kind: CatalogueKind): CatalogueSheet[] {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new StartError((error as Error).message)
  }
  const taken = sheetsOfFile(bytes, basename(file), kind)
  if (taken.ok) return taken.sheets
  const said = sayRefusal('input.malformed', { ...taken.given, path: '/data', reason: taken.reason })
  throw new StartError(`${file}: ${said.zh} / ${said.en}`)
}

async function put(spine: Spine, sheets: CatalogueSheet[], source: string): Promise<string[]> {
  const done = await spine.transaction(system, (tx) =>
    changeCatalogue(tx, { by: 'zhili catalogue import', source, change: (before) => withSheets(before, sheets) }),
  )
  if (!done || 'stale' in done) throw new Error('an import is about nothing that could be missing')
  const unread = readSheets(sheets).conditions.filter(({ limit }) => limit === 'unread')
  return [
    `立案条件 conditions ${done.conditions}，时限待核定 limits to settle ${done.unread}`,
    ...unread.slice(0, 20).map(({ id, name, written }) => `  ${id} ${name}：“${written}”`),
    ...(unread.length > 20 ? [`  … ${unread.length - 20}`] : []),
    done.changed
      ? `事件目录第 ${done.version} 版生效 / event catalogue version ${done.version} is in force`
      : '没有变化 / nothing changed',
  ]
}

async function get(spine: Spine, file: string, kind: CatalogueKind): Promise<string[]> {
  const held = await catalogueInForce(spine)
  const isBook = extname(file).toLowerCase() === '.xlsx'
  const bytes = held && (isBook ? workbookOf(held.body.sheets) : csvOf(held.body.sheets, kind))
  if (!held || !bytes) throw new StartError('还没有导入这类事件目录 / no catalogue of that kind was imported yet')
  writeFileSync(file, bytes)
  return [`事件目录第 ${held.version} 版 → ${file} / event catalogue version ${held.version} → ${file}`]
}
