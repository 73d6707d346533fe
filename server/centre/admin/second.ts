import { postKinds, threeAdmins } from '../../city/permit/permits.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'

const administers = (kind: string): boolean => (threeAdmins as readonly string[]).includes(kind)

/**
 * Does a post of this kind go to somebody only when a second administrator confirms it? Every one that carries a permit: what it opens
 * depends on the unit it stands in, and even a grid worker acts on its cases and sees phone numbers. One administrator alone would
 * otherwise make a puppet.
 */
export const needsSecond = (kind: string): boolean => postKinds[kind]?.permits.length !== 0

/** The same for lending a post: its holder lends it alone, but for an administrator's, which could then confirm what its lender asks. */
export const delegationNeedsSecond = (kind: string, byHolder: boolean): boolean =>
  byHolder ? administers(kind) : needsSecond(kind)

/** Who confirms is neither who asked nor who is appointed or lends. */
export function mayConfirm(waiting: { askedBy: string; person: string; delegatedBy: string | null }, by: string): Result<true> {
  return [waiting.askedBy, waiting.person, waiting.delegatedBy].includes(by) ? refuse('admin.second') : ok(true)
}
