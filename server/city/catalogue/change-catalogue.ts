import type { CatalogueData, CatalogueDone } from '../../../contract/catalogue.ts'
import type { Tx } from '../../kernel/spine.ts'
import { readSheets } from './rules/read-sheets.ts'
import { insertCatalogue, lockCatalogue } from './store.ts'

/** `seen`: the version the change was thought for; another one in force meanwhile is `stale`. */
export type CatalogueChange = {
  by: string
  source: string
  seen?: number
  change: (before: CatalogueData) => CatalogueData | null
}

/**
 * Puts a changed catalogue in force, as the next version, and records it. Nothing happens when the change changes nothing; null when
 * what it is about is not there, `stale` when another version is in force by now.
 */
export async function changeCatalogue(
  tx: Tx,
  { by, source, seen, change }: CatalogueChange,
): Promise<CatalogueDone | { stale: number } | null> {
  const held = await lockCatalogue(tx)
  const version = held?.version ?? 0
  if (seen !== undefined && seen !== version) return { stale: version }
  const before = held?.body ?? { sheets: [] }
  const body = change(before)
  if (!body) return null
  const { conditions } = readSheets(body.sheets)
  const counts = { conditions: conditions.length, unread: conditions.filter(({ limit }) => limit === 'unread').length }
  if (JSON.stringify(body) === JSON.stringify(before)) return { version, changed: false, ...counts }
  await insertCatalogue(tx, { version: version + 1, body, source, madeAt: tx.now, madeBy: by })
  await tx.record({
    kind: 'catalogue.changed',
    subject: 'catalogue',
    area: null,
    body: { version: version + 1, source, ...counts },
  })
  return { version: version + 1, changed: true, ...counts }
}
