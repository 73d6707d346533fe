import { threeAdmins } from '../../city/permit/permits.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'

const administers = (kind: string): boolean => (threeAdmins as readonly string[]).includes(kind)

/**
 * Does lending a post wait for a second administrator, as every appointment does? Its holder lends it alone, but for an administrator's,
 * which could then confirm what its lender asks.
 */
export const delegationNeedsSecond = (kind: string, byHolder: boolean): boolean => !byHolder || administers(kind)

/** Who confirms is neither who asked nor who is appointed or lends. */
export function mayConfirm(waiting: { askedBy: string; person: string; delegatedBy: string | null }, by: string): Result<true> {
  return [waiting.askedBy, waiting.person, waiting.delegatedBy].includes(by) ? refuse('admin.second') : ok(true)
}
