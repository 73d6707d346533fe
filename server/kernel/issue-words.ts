import type { z } from 'zod'
import { reasonOf } from '../../contract/issue-reason.ts'
import { malformed, type Refusal } from './result.ts'

/** A refusal of what a schema found first; `under` stands before its path. */
export function refusalOfSchema({ issues }: z.ZodError, under: readonly PropertyKey[] = []): Refusal {
  const issue = issues[0]!
  const { reason, given } = reasonOf({ ...issue })
  return malformed(`/${[...under, ...issue.path].map(String).join('/')}`, reason, given)
}
