import { z } from 'zod'
import type { Pack } from '../../../contract/pack.ts'
import type { RuleRemark } from '../../../contract/rules.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { type Line, lockVersion, type VersionKind, type VersionRow } from '../../city/pack/store-versions.ts'
import { type Refusal, RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'

export type Deps = { spine: Spine; packs: Packs }
export const Of = z.object({ pack: z.string().max(80) })
export const OfVersion = Of.extend({ no: z.coerce.number().int().min(0).max(1_000_000) })

/** A pack as it came, or the refusal that there is none. */
export const packOf = (packs: Packs, id: string): Pack => orNone(packs.shipped(id))

export function orNone<T>(found: T | null): T {
  if (found === null) throw new RefusalError({ code: 'thing.not-found' })
  return found
}

export const lockOrNone = async <K extends VersionKind>(tx: Tx, line: Line<K>, no: number): Promise<VersionRow<K>> =>
  orNone(await lockVersion(tx, line, no))

/** Refuses when the version was changed since it was read. */
export function refuseStale(row: Pick<VersionRow, 'changedAt' | 'no'>, changedAt: string): void {
  if (row.changedAt.getTime() !== Date.parse(changedAt))
    throw new RefusalError({ code: 'version.stale', details: { version: row.no } })
}

/** Refuses when other rules came into force since a version was written against those before: it would undo them unseen. */
export function refuseOvertaken({ basedOn }: Pick<VersionRow, 'basedOn'>, live: number): void {
  if (basedOn !== live) throw new RefusalError(overtaken(live))
}
export const overtaken = (live: number): Refusal => ({ code: 'version.stale', details: { version: live } })

/** Refuses with the first of some faults, its place and how many there are. */
export function refuseFault(faults: RuleRemark[]): void {
  const [first] = faults
  if (!first) return
  throw new RefusalError({
    code: 'rules.faulty',
    details: {
      ...{ rule: first.rule ?? String(first.index + 1), index: first.index, place: first.path || String(first.at ?? 0) },
      ...{ fault: first.code, faultZh: first.words.zh, faultEn: first.words.en, count: faults.length },
      ...(first.at === null ? {} : { sign: first.at }),
    },
  })
}
