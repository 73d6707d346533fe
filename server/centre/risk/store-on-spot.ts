import type { Actor } from '../../../contract/actor.ts'
import type { OnSpot } from '../../../contract/on-spot.ts'

/** Who looked on the spot, when, and whether it was as the desk had written. */
export type LookedBy = { at: string; actor: Actor; same: boolean }

/** Of `risk_edits e`: the inspection that told of all of it, beside it as `t`. */
export const onSpotJoin = 'left join facts t on t.recorded_at = e.told_at and t.id = e.told_fact'
export const onSpotSql = `case when t.id is not null then jsonb_build_object('at', t.occurred_at, 'actor', t.actor, 'same', e.told_same) end`

/** In its wire shape. */
export const onSpotOf = ({ at, actor, same }: LookedBy): OnSpot => ({
  ...{ at: new Date(at).toISOString(), by: actor.name ?? actor.id, postName: actor.postName ?? null, same },
})
