import type { OpenedBy } from '../../../contract/catalogue.ts'
import { ok, type Result, refuse, refuseInput } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { readSheets } from './rules/read-sheets.ts'
import { catalogueInForce } from './store.ts'

/** A condition of the catalogue as an event keeps it; refused when another version is in force by now, or it has no such condition. */
export async function conditionInForce(db: Db, { version, id }: { version: number; id: string }): Promise<Result<OpenedBy>> {
  const held = await catalogueInForce(db)
  if (held && held.version !== version) return refuse('version.stale', { version: held.version })
  const found = held && readSheets(held.body.sheets).conditions.find((one) => one.id === id)
  if (!found) return refuseInput('/condition/id', 'catalogue.condition', { name: id })
  const { code, major, name, text, close, unit, milestones } = found
  return ok({ version, id, code, major, name, text, close, unit, milestones })
}
