import type { SheetColumns } from '../../../contract/sheet-columns.ts'
import type { Result } from '../../kernel/result.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { Say } from './rules/cells.ts'
import { appColumns, appFields, appNeeds, readApp } from './rules/read-app.ts'
import { itemColumns, itemFields, itemNeeds, readItem } from './rules/read-item.ts'
import { itemsByCode } from './store.ts'
import { appsByCode } from './store-apps.ts'
import { insertApps, insertItems, saveApps, saveItems, type Written } from './store-write.ts'
import type { Item, Kept, Known, SpecialAppRow } from './types.ts'

export type Entry = { code: string; name: string; unit: string; area: string }
/** What a sheet of one register is read by, held against and written to. */
export type Register<T extends Entry, C extends string> = {
  id: 'business-item' | 'special-app'
  columns: SheetColumns<C>
  needs: readonly C[]
  fields: readonly (keyof T & string)[]
  read(say: Say<C>, before: T | undefined, known: Known): Result<T>
  held(db: Db, codes: readonly string[]): Promise<Map<string, Kept<T>>>
  insert(tx: Tx, rows: readonly Written<T>[]): Promise<number>
  save(tx: Tx, rows: readonly Written<Kept<T>>[]): Promise<number>
}

const asText = <C extends string>(columns: SheetColumns<C>) => columns

/** 业务事项 */
export const items: Register<Item, keyof typeof itemColumns> = {
  ...{ id: 'business-item', columns: asText(itemColumns), needs: itemNeeds, fields: itemFields },
  ...{ read: readItem, held: itemsByCode, insert: insertItems, save: saveItems },
}

/** 特色应用 */
export const apps: Register<SpecialAppRow, keyof typeof appColumns> = {
  ...{ id: 'special-app', columns: asText(appColumns), needs: appNeeds, fields: appFields },
  ...{ read: readApp, held: appsByCode, insert: insertApps, save: saveApps },
}
