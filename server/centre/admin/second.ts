import { postKinds, threeAdmins } from '../../city/permit/permits.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'

const administers = (kind: string): boolean => (threeAdmins as readonly string[]).includes(kind)

/**
 * Does a post of this kind go to somebody only when a second administrator confirms it? Everything that may do or see more than a grid
 * worker does; one administrator alone would otherwise make a puppet with any right, an administrator's included.
 */
export function needsSecond(kind: string): boolean {
  const [given, basic] = [postKinds[kind], postKinds['grid-worker']]
  if (!given || !basic) return true
  return given.sight === 'area' || given.permits.some((permit) => !basic.permits.includes(permit))
}

/** The same for lending a post: its holder lends it alone, but for an administrator's, which could then confirm what its lender asks. */
export const delegationNeedsSecond = (kind: string, byHolder: boolean): boolean =>
  byHolder ? administers(kind) : needsSecond(kind)

/** Who confirms is neither who asked nor who is appointed or lends. */
export function mayConfirm(waiting: { askedBy: string; person: string; delegatedBy: string | null }, by: string): Result<true> {
  return [waiting.askedBy, waiting.person, waiting.delegatedBy].includes(by) ? refuse('admin.second') : ok(true)
}
