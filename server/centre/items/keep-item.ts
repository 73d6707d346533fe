import type { z } from 'zod'
import type { ChangeItem, ItemDone, RegisterItem } from '../../../contract/business-item.ts'
import { soughtAs } from '../../city/area/spell.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { type Keeping, knownFor, mayKeep } from './plan-sheet.ts'
import { items } from './registers.ts'
import { readCode, type Say } from './rules/cells.ts'
import { changesOf } from './rules/changes.ts'
import { type ItemColumn, itemFields } from './rules/read-item.ts'
import type { Item, Kept } from './types.ts'

type Given = Keeping & { demo: boolean }
type Said = Partial<Record<ItemColumn, string | null | undefined>>

/** What a form says as a row of a sheet says it: what is left out is kept, what is empty is cleared. The unit of a form is an id. */
const saying =
  ({ unit, ...said }: Said): Say<ItemColumn> =>
  (field) => {
    const value = field === 'unitId' ? unit : field === 'unit' ? undefined : said[field]
    return value === undefined ? undefined : plainText((value ?? '').trim()).trim()
  }

/** Registers one item of a unit of one's own areas. Refused: what a row of a sheet would be refused for, and a code that is taken. */
export async function registerItem(tx: Tx, body: z.infer<typeof RegisterItem>, given: Given): Promise<ItemDone> {
  const say = saying(body)
  const known = await knownFor(tx, [say], [], given)
  const entry = orRefuse(items.read(say, undefined, known))
  orRefuse(mayKeep(entry, undefined, given.scope, known))
  const made = await items.insert(tx, [written(entry, given)])
  if (made === 0) throw new RefusalError({ code: 'item.taken', details: { code: entry.code } })
  await tx.record({ kind: 'business-item.registered', subject: entry.code, area: entry.area, body: told(entry) })
  return { code: entry.code, version: 1, changed: 0 }
}

/**
 * Changes one item that is still of the version its changer looked at. Only who answers for its unit, and for the one it goes to, may; stopping an
 * item, or taking one up again, needs a reason.
 */
export async function changeItem(
  tx: Tx,
  { code: wanted, version, reason, ...body }: z.infer<typeof ChangeItem> & { code: string },
  given: Given,
): Promise<ItemDone> {
  const code = readCode(wanted) ?? wanted
  const before = (await items.held(tx, [code])).get(code)
  if (!before) throw new RefusalError({ code: 'thing.not-found' })
  const moved = new RefusalError({ code: 'item.moved', details: { code } })
  if (before.version !== version) throw moved
  const say = saying({ ...body, code })
  const known = await knownFor(tx, [say], [before], given)
  const after = orRefuse(items.read(say, before, known))
  const changes = changesOf<Item>(before, after, itemFields)
  if (changes.length === 0) return { code, version, changed: 0 }
  orRefuse(mayKeep(after, before, given.scope, known))
  if (after.state !== before.state && !reason) throw new RefusalError({ code: 'item.why' })
  const kept: Kept<Item> = { ...after, version }
  if ((await items.save(tx, [written(kept, given)])) === 0) throw moved
  const more = { n: changes.length, changes, ...(reason ? { reason } : {}) }
  await tx.record({ kind: 'business-item.changed', subject: code, area: after.area, body: { ...told(after), ...more } })
  return { code, version: version + 1, changed: changes.length }
}

const written = <T extends Item>(entry: T, { demo }: Given): T & { words: string; demo: boolean } => ({
  ...entry,
  ...{ words: soughtAs(entry.name), demo },
})
const told = ({ code, name, unit }: Item) => ({ code, name, unit, sheet: null })
