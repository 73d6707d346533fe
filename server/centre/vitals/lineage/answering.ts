import type { VitalAnswering } from '../../../../contract/vital-lineage.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { dutyOver } from '../../../flow/4-dispatch/store-duty.ts'
import { answeringFor } from '../../../flow/4-dispatch/store-vitals.ts'
import type { VitalRecord } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { pathsOfPosts, tellersOf } from './store.ts'

type Asked = { record: VitalRecord; paths: readonly string[]; actors: readonly string[]; now: Date }
type Named = Omit<VitalAnswering, 'mayCall'>

/** Whom to ask about a number: who answers for the vital, who leads the duty over the area, who told what stands in it. Each post once. */
export async function answeringOf(db: Db, caller: Caller, asked: Asked): Promise<VitalAnswering[]> {
  const named = await namedOf(db, asked)
  const found = [...new Map(named.toReversed().map((one) => [one.post, one])).values()].toReversed()
  const paths = await pathsOfPosts(
    db,
    found.map(({ post }) => post),
  )
  const may = ({ post, person }: Named): boolean =>
    caller.permits.has('personal.reveal') &&
    person !== null &&
    (paths.get(post) ?? []).some((path) => inScope(caller.scope, path))
  return found.map((one) => ({ ...one, mayCall: may(one) }))
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
