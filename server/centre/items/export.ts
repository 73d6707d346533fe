import type { SheetWriter } from '../../city/sheet/write-sheet.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { appCells, appColumns } from './rules/read-app.ts'
import { itemCells, itemColumns } from './rules/read-item.ts'
import { countItems, findItems, type ItemLine, readItems, type Wanted } from './store.ts'
import { type AppWanted, findApps } from './store-apps.ts'

type Language = 'zh' | 'en'
/** Items of one sheet; a whole city has more, and no spreadsheet is glad of them. */
const mostItems = 100_000
const linesAtOnce = 2_000
const mostApps = 10_000

/** Items as a sheet that can be taken back. Refused: more than a sheet holds. */
export async function exportItems(db: Db, wanted: Wanted, language: Language, begin: () => SheetWriter): Promise<Uint8Array> {
  const { q, ...rest } = wanted
  if (!q && (await countItems(db, rest, mostItems)) > mostItems)
    throw new RefusalError({ code: 'item.export-long', details: { most: mostItems } })
  const read = async (after: string | null): Promise<ItemLine[]> =>
    q ? (await findItems(db, wanted, { after, limit: linesAtOnce })).lines : readItems(db, rest, { after, limit: linesAtOnce })
  return writeWhole(begin(), async (writer) => {
    writer.add([Object.values(itemColumns).map((column) => column[language])])
    for (let after: string | null = null, n = 0; ; ) {
      const lines: ItemLine[] = await read(after)
      n += lines.length
      if (n > mostItems) throw new RefusalError({ code: 'item.export-long', details: { most: mostItems } })
      writer.add(lines.map((line) => itemCells(line, language)))
      if (lines.length < linesAtOnce) break
      after = lines.at(-1)!.code
    }
  })
}

/** Apps as a sheet that can be taken back. */
export async function exportApps(db: Db, wanted: AppWanted, language: Language, begin: () => SheetWriter): Promise<Uint8Array> {
  const { lines } = await findApps(db, wanted, { after: null, limit: mostApps })
  return writeWhole(begin(), async (writer) => {
    writer.add([Object.values(appColumns).map((column) => column[language]), ...lines.map((line) => appCells(line, language))])
  })
}

/** The bytes of a table; its thread is ended whatever happens. */
async function writeWhole(writer: SheetWriter, write: (writer: SheetWriter) => Promise<void>): Promise<Uint8Array> {
  try {
    await write(writer)
    return await writer.end()
  } catch (error) {
    await writer.stop()
    throw error
  }
}
