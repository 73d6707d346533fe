import type { VitalAnswering } from '../../../../contract/vital-lineage.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { type PostReach, reachOfPosts } from '../../../city/person/store-phone.ts'
import { dutyOver } from '../../../flow/4-dispatch/store-duty.ts'
import { answeringFor } from '../../../flow/4-dispatch/store-vitals.ts'
import type { VitalRecord } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { tellersOf } from './store.ts'

type Asked = { record: VitalRecord; paths: readonly string[]; actors: readonly string[]; now: Date }
type Named = Omit<VitalAnswering, 'mayCall' | 'desk'>

/** Whom to ask about a number: who answers for the vital, who leads the duty over the area, who told what stands in it. Each post once. */
export async function answeringOf(db: Db, caller: Caller, asked: Asked): Promise<VitalAnswering[]> {
  const named = await namedOf(db, asked)
  const found = [...new Map(named.toReversed().map((one) => [one.post, one])).values()].toReversed()
  const reach = await reachOfPosts(
    db,
    found.map(({ post }) => post),
  )
  return found.map((one) => ({ ...one, ...waysTo(caller, one, reach.get(one.post)) }))
}

/** The number of who holds a post is asked for by whoever answers for its area, for a purpose; everybody else rings the desk, which is nobody's own. */
export function waysTo(
  { permits, scope }: Pick<Caller, 'permits' | 'scope'>,
  { person }: Pick<Named, 'person'>,
  reach: PostReach | undefined,
): Pick<VitalAnswering, 'mayCall' | 'desk'> {
  const inside = (reach?.paths ?? []).some((path) => inScope(scope, path))
  return { mayCall: permits.has('duty.call') && person !== null && inside, desk: reach?.desk ?? null }
}

async function namedOf(db: Db, { record, paths, actors, now }: Asked): Promise<Named[]> {
  const { owner = null, ownerPost = null } = record.definition
  const owners = (await answeringFor(db, { owner, ownerPost }, now)).map(
    ({ post, post_name, unit_name, person, person_name }) => ({
      ...{ why: 'owner' as const, post, postName: post_name, unitName: unit_name, person, name: person_name },
    }),
  )
  // A zone of several towns has no path of its own: whoever leads over one of its towns does not lead over it.
  const duty = paths.length === 1 ? await dutyOver(db, paths[0]!, now) : []
  const tellers = actors.length > 0 ? await tellersOf(db, actors, now) : []
  return [
    ...owners,
    ...duty.map(({ post, postName, unit, person, name }) => ({
      why: 'duty' as const,
      post,
      postName,
      unitName: unit,
      person,
      name,
    })),
    ...tellers.map(({ post, post_name, unit_name, person, name }) => ({
      ...{ why: 'teller' as const, post, postName: post_name, unitName: unit_name, person, name },
    })),
  ]
}
