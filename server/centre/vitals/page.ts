import type { z } from 'zod'
import type { VitalPage, VitalPageWish } from '../../../contract/vital.ts'
import { readAtOnce } from '../../flow/7-evaluate/vitals/known/store.ts'
import { knownSource } from '../../flow/7-evaluate/vitals/known/store-known.ts'
import type { LiveTree } from '../../flow/7-evaluate/vitals/store-live-tree.ts'
import { asKept } from '../../flow/7-evaluate/vitals/store-source.ts'
import { trackNames } from '../../flow/7-evaluate/vitals/store-tracks.ts'
import type { TreeNode } from '../../flow/7-evaluate/vitals/types.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { askedBy, askedMoment, askedPeriod, askingOf, vitalNamed } from './asking.ts'
import { lockedCell } from './locked-cell.ts'
import { readVital, type VitalNumbers } from './one-vital.ts'

type Deps = { spine: Spine; zone: string; tree: LiveTree }

/** One vital before a caller, with what its track is called now. */
export async function pageOf(deps: Deps, caller: Caller, code: string, wish: z.infer<typeof VitalPageWish>): Promise<VitalPage> {
  const numbers = await numbersFor(deps, caller, code, wish)
  return { ...numbers, trackName: (await trackNames(deps.spine))(numbers.definition.track) }
}

/** As it is, or as it was known at a moment, by the definition of then and all of it read of one moment. */
async function numbersFor(
  deps: Deps,
  caller: Caller,
  code: string,
  { area, by, period, knownAt }: z.infer<typeof VitalPageWish>,
): Promise<VitalNumbers> {
  const { spine, zone } = deps
  const record = await vitalNamed(deps, caller, code)
  const asked = { by: askedBy(record, by), period: period ? askedPeriod(record, period, zone, by) : null }
  const asking = await askingOf(deps, caller, area)
  const askedAt = asking.now
  const at = askedMoment(knownAt, askedAt)
  if (at === null) {
    const page = await readVital(asKept(spine, asking), record, asked, { ...asking, askedAt, knownAt: null })
    return { ...page, locked: await lockedCell(spine, record, page, asking) }
  }
  return readAtOnce(spine, async (db) => {
    const source = knownSource(db, { ...asking, at })
    const then = (await source.vitals([code])).get(code) ?? record
    const sourceOf = (node: TreeNode) => knownSource(db, { ...asking, node, at })
    return { ...(await readVital(source, then, asked, { ...asking, now: at, askedAt, knownAt: at, sourceOf })), locked: null }
  })
}
