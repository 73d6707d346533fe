import type { Call, Plan } from '../../../../contract/pack.ts'

type Post = { kind: string; tier: string; board: string | null; domain: string | null; side: string | null }

/** Does the first rung of a plan find somebody: for one of its calls a post of that kind is filled. */
export const isCovered = ({ lead: [first] }: Pick<Plan, 'lead'>, filled: readonly Post[]): boolean =>
  first?.call.some((call) => filled.some((post) => fits(call, post))) ?? false

const fits = ({ postKind, tier, board, domain, side }: Call, post: Post): boolean =>
  post.kind === postKind &&
  post.tier === tier &&
  (board === undefined || post.board === board) &&
  (domain === undefined || post.domain === domain) &&
  (side === undefined || post.side === side)
