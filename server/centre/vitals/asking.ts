import type { VitalCadence } from '../../../contract/vital-kinds.ts'
import { cadenceWords } from '../../flow/7-evaluate/vitals/rules/cadence-words.ts'
import { homeOf } from '../../flow/7-evaluate/vitals/rules/home-of.ts'
import { isKnownTo } from '../../flow/7-evaluate/vitals/rules/is-known-to.ts'
import { notOver, offeredOver } from '../../flow/7-evaluate/vitals/rules/over-kind.ts'
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

/** By which periods a vital is asked: its own, or coarser ones; refused where its own do not make them up. */
export function askedBy({ definition, code }: VitalRecord, by: VitalCadence | undefined): VitalCadence {
  if (by === undefined || offeredOver(definition).includes(by)) return by ?? definition.cadence
  const why = notOver(definition)
  const [asked, own] = [cadenceWords[by], cadenceWords[definition.cadence]]
  throw new RefusalError({
    code: why === 'different' ? 'vital.by-different' : 'vital.by',
    details: { vital: code, by: asked.zh, byEn: asked.en, cadence: own.zh, cadenceEn: own.en },
  })
}

/** The moment (ms) numbers are asked for as known then; null: as known now. Refused where it lies ahead: nobody knows what will be known. */
export function askedMoment(knownAt: string | undefined, now: number): number | null {
  if (knownAt === undefined) return null
  const moment = Date.parse(knownAt)
  if (moment > now) throw new RefusalError({ code: 'vital.known-later', details: { at: knownAt } })
  return moment
}

/** When the period of a vital begins (ms), as its cadence, or the coarser one it is asked by, writes it; refused when it is none. */
export function askedPeriod({ definition }: VitalRecord, period: string, zone: string, by = definition.cadence): number {
  const start = readPeriod(by, period, zone)
  if (start === null) throw new RefusalError({ code: 'vital.period', details: { period, like: periodLike[by] } })
  return start
}
