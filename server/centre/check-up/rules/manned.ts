import type { Call, Plan } from '../../../../contract/pack.ts'
import type { VitalTier } from '../../../../contract/vital-kinds.ts'
import type { TreeNode } from '../../../flow/7-evaluate/vitals/types.ts'

/** A kind of post over an area its unit answers for; `held`: somebody is appointed to one of them. */
export type PostOver = {
  kind: string
  board: string | null
  domain: string | null
  side: string | null
  path: string
  held: boolean
}
/** Where the first rung of a plan must find somebody, and where it finds nobody. */
export type Manned = { of: number; nobody: TreeNode[] }

const tiers: readonly Call['tier'][] = ['town', 'district', 'city']

/** The kinds of posts first rungs call. */
export const firstKinds = (plans: readonly Pick<Plan, 'lead'>[]): string[] => [
  ...new Set(plans.flatMap(({ lead: [first] }) => first?.call.map(({ postKind }) => postKind) ?? [])),
]

/**
 * Where the first rung of each plan finds nobody: it is asked of every area of the lowest tier it calls within a node (`under`), or of the node
 * itself where that lies below. One post filled somewhere mans no other area. Many plans begin with the same rung, which is looked at once.
 */
export function mannedAt(
  { node, under }: { node: TreeNode; under: (tier: VitalTier) => readonly TreeNode[] },
  posts: readonly PostOver[],
): (plan: Pick<Plan, 'lead'>) => Manned {
  const byPath = Map.groupBy(posts, ({ kind, path }) => `${kind} ${path}`)
  const known = new Map<string, Manned>()
  const placesOf = remember((tier: VitalTier) => orItself(under(tier), node))
  return ({ lead: [first] }) => {
    const calls = first?.call ?? []
    const key = JSON.stringify(calls.map(({ postKind, tier, board, domain, side }) => [postKind, tier, board, domain, side]))
    const found = known.get(key)
    if (found) return found
    const places = placesOf(tiers.find((tier) => calls.some((call) => call.tier === tier)) ?? 'town')
    const finds = (path: string): boolean => calls.some((call) => isHeld(call, path, byPath))
    const manned = { of: places.length, nobody: places.filter(({ paths }) => !paths.every(finds)) }
    known.set(key, manned)
    return manned
  }
}

function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const value = known.has(key) ? known.get(key)! : make(key)
    known.set(key, value)
    return value
  }
}

const orItself = (under: readonly TreeNode[], node: TreeNode): readonly TreeNode[] => (under.length > 0 ? under : [node])

/** As a call goes (`4-dispatch/store.ts`, holdersFor): to the posts of its kind nearest above a place, and to no others when nobody holds these. */
function isHeld(call: Call, path: string, posts: ReadonlyMap<string, readonly PostOver[]>): boolean {
  for (let prefix = path; prefix !== ''; prefix = above(prefix)) {
    const here = (posts.get(`${call.postKind} ${prefix}`) ?? []).filter((post) => fits(call, post))
    if (here.length > 0) return here.some(({ held }) => held)
  }
  return false
}

/** `50/500105/` of `50/500105/500105005/`; nothing of a root. */
const above = (path: string): string => path.slice(0, path.lastIndexOf('/', path.length - 2) + 1)

const fits = ({ board, domain, side }: Call, post: PostOver): boolean =>
  (board === undefined || post.board === board) &&
  (domain === undefined || post.domain === domain) &&
  (side === undefined || post.side === side)
