import { homeOf } from '../../flow/7-evaluate/vitals/rules/home-of.ts'
import { isKnownTo } from '../../flow/7-evaluate/vitals/rules/is-known-to.ts'
import { periodLike, readPeriod } from '../../flow/7-evaluate/vitals/rules/period.ts'
import type { LiveTree } from '../../flow/7-evaluate/vitals/store-live-tree.ts'
import { type VitalRecord, vitalByCode } from '../../flow/7-evaluate/vitals/store-registry.ts'
import type { Asking } from '../../flow/7-evaluate/vitals/store-standing.ts'
import { everNode } from '../../flow/7-evaluate/vitals/types.ts'
import type { Caller } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'

type Ground = { spine: Spine; zone: string; tree: LiveTree }

/** The area a number is asked of: a code or a path, or one's highest; refused where the caller does not answer for all of it. */
export async function askingOf({ spine, zone, tree }: Ground, caller: Caller, area: string | undefined): Promise<Asking> {
  const read = await tree.read()
  // A path is its last code: '50/500105/' is the operating district 500105.
  const code = area?.split('/').filter(Boolean).at(-1) ?? homeOf(read, caller.scope)
  const node = code === null ? null : everNode(read, code)
  if (!node || !read.covers(caller.scope, node.code))
    throw new RefusalError({ code: 'vital.area', details: { area: area ?? '—' } })
  return { tree: read, node, now: spine.clock.now().getTime(), zone }
}

/** The vital of a code, or a refusal; another town's own is one nobody knows. */
export async function vitalNamed(
  { spine, tree }: Pick<Ground, 'spine' | 'tree'>,
  caller: Caller,
  code: string,
): Promise<VitalRecord> {
  const record = await vitalByCode(spine, code)
  if (!record || !isKnownTo(await tree.read(), caller.scope, record.home))
    throw new RefusalError({ code: 'vital.unknown', details: { vital: code } })
  return record
}

/** When the period of a vital begins (ms), as its cadence writes it; refused when it is none. */
export function askedPeriod({ definition }: VitalRecord, period: string, zone: string): number {
  const start = readPeriod(definition.cadence, period, zone)
  if (start === null) throw new RefusalError({ code: 'vital.period', details: { period, like: periodLike[definition.cadence] } })
  return start
}
