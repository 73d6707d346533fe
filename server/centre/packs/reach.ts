import type { Pack } from '../../../contract/pack.ts'
import type { PackReach } from '../../../contract/packs.ts'
import { areaByCode } from '../../city/area/store.ts'
import { detailsKept } from '../../city/pack/object-kinds.ts'
import { inScope } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { callablePosts } from '../versions/plans/store.ts'
import { orNone, type TiersOf } from './find.ts'

/** Who would get each type of events of a pack at each severity, by the posts there are now at a place of the caller's: before it is in force. */
export async function reachOf(
  spine: Spine,
  pack: Pack,
  { code, caller, tiersOf }: { code: string; caller: Caller; tiersOf: TiersOf },
): Promise<PackReach> {
  const area = orNone(await areaByCode(spine, code))
  if (!inScope(caller.scope, area.path)) throw new RefusalError({ code: 'thing.not-found' })
  const place = { area: area.path, areaName: area.name, at: spine.clock.now() }
  const types: PackReach['types'] = []
  for (const type of pack.types)
    types.push({ type: type.id, name: type.name, tiers: await tiersOf(spine, { ...place, plan: type.plan, type }) })
  const posts = await callablePosts(spine, { scope: caller.scope, now: place.at })
  return { areaName: area.name, types, posts, details: detailsKept(pack) }
}
