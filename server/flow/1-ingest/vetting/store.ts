import type { VettingAnswer } from '../../../../contract/vetting.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { SuspicionRow } from '../cameras/types.ts'
import type { Look, LookRow, SeenBy } from './types.ts'

const columns = 'id, type, area, look, worth, sampled, thing, holder, held_until, answer, answered_by, answered_name, answered_at'

/** Of one thing one sighting at a time, so that two cameras at once are not two suspicions. */
export async function lockThing(tx: Tx, type: string, thing: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 28183))', [`${type} ${thing}`])
}

/** The newest suspicion of a thing, by whatever camera. */
export async function lastOfThing(
  tx: Tx,
  type: string,
  thing: string,
): Promise<Pick<SuspicionRow, 'id' | 'first_at' | 'last_at'> | null> {
  const [row] = await tx.query<Pick<SuspicionRow, 'id' | 'first_at' | 'last_at'>>(
    'select id, first_at, last_at from suspicions where type = $1 and thing = $2 order by last_at desc limit 1',
    [type, thing],
  )
  return row ?? null
}

export async function lockLook(tx: Tx, id: string): Promise<LookRow | null> {
  const [row] = await tx.query<LookRow>(`select ${columns} from suspicions where id = $1 and look is not null for update`, [id])
  return row ?? null
}

/** The cameras that saw it, each with the highest confidence it told; those that told none have null. */
export const seenByOf = (db: Db, id: string): Promise<SeenBy[]> =>
  db.query<SeenBy>(
    `select g.protocol, g.number, g.camera, coalesce(max(c.model), '') as model, max(g.confidence) as confidence
     from sightings g left join cameras c on c.protocol = g.protocol and c.number = g.number and c.camera = g.camera
     where g.suspicion = $1 group by g.protocol, g.number, g.camera order by min(g.at), g.camera`,
    [id],
  )

/** How many suspicions a camera began were brought before people since a moment. */
export async function countOpened(tx: Tx, { protocol, number, camera }: SeenBy, type: string, since: Date): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from suspicions where protocol = $1 and number = $2 and camera = $3 and type = $4 and look <> 'held' and received_at > $5`,
    [protocol, number, camera, type, since],
  )
  return row!.n
}

/** How many other cameras stand within so many metres of one; 0 where its own place is not known. A degree of latitude is 111,320 m. */
export async function countOthers(
  db: Db,
  { protocol, number, camera }: Pick<SeenBy, 'protocol' | 'number' | 'camera'>,
  withinM: number,
): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from cameras c join cameras o on (o.protocol, o.number, o.camera) <> (c.protocol, c.number, c.camera)
       and power((o.lon - c.lon) * cos(radians(c.lat)), 2) + power(o.lat - c.lat, 2) <= power($4 / 111320.0, 2)
     where c.protocol = $1 and c.number = $2 and c.camera = $3`,
    [protocol, number, camera, withinM],
  )
  return row!.n
}

export async function saveWorth(tx: Tx, id: string, saved: { worth: number; sampled: boolean; look: Look }): Promise<void> {
  await tx.query('update suspicions set worth = $2, sampled = $3, look = $4 where id = $1', [
    id,
    saved.worth,
    saved.sampled,
    saved.look,
  ])
}

/** What one holds already, else the likeliest that nobody holds, of one's areas; two who ask at once get two. */
export async function takeNext(
  tx: Tx,
  caller: { person: string; scope: readonly string[] },
  until: Date,
): Promise<string | null> {
  const mine = await tx.query<{ id: string }>(
    `select id from suspicions where look = 'open' and holder = $1 and held_until > $2 limit 1 for update`,
    [caller.person, tx.now],
  )
  const values: unknown[] = [tx.now]
  const [row] =
    mine.length > 0
      ? mine
      : await tx.query<{ id: string }>(
          `select s.id from suspicions s where s.look = 'open' and (s.held_until is null or s.held_until <= $1) and ${scopeSql('s.area', caller.scope, values)}
           order by s.worth desc, s.first_at, s.id limit 1 for update skip locked`,
          values,
        )
  if (!row) return null
  await tx.query('update suspicions set holder = $2, held_until = $3 where id = $1', [row.id, caller.person, until])
  return row.id
}

/** A suspicion of one's areas, locked. */
export async function lockOwn(tx: Tx, scope: readonly string[], id: string): Promise<LookRow | null> {
  const values: unknown[] = [id]
  const [row] = await tx.query<LookRow>(
    `select ${columns} from suspicions s where s.id = $1 and s.look is not null and ${scopeSql('s.area', scope, values)} for update`,
    values,
  )
  return row ?? null
}

export async function saveAnswer(tx: Tx, id: string, by: { person: string; name: string; answer: VettingAnswer }): Promise<void> {
  await tx.query(
    `update suspicions set look = 'answered', answer = $2, answered_by = $3, answered_name = $4, answered_at = $5, holder = null, held_until = null where id = $1`,
    [id, by.answer, by.person, by.name, tx.now],
  )
}

/** Waits again, before whoever took their word back. */
export async function takeBack(tx: Tx, id: string, holder: string, until: Date): Promise<void> {
  await tx.query(
    `update suspicions set look = 'open', answer = null, answered_by = null, answered_name = null, answered_at = null, holder = $2, held_until = $3 where id = $1`,
    [id, holder, until],
  )
}

/** Lets go of what one holds and did not answer. */
export async function letGo(tx: Tx, person: string): Promise<void> {
  await tx.query(`update suspicions set holder = null, held_until = null where look = 'open' and holder = $1`, [person])
}

export async function settleLook(tx: Tx, id: string): Promise<void> {
  await tx.query(`update suspicions set look = 'settled' where id = $1`, [id])
}

export type Counts = {
  open: number
  taken: number
  oldest: Date | null
  held: number
  real: number
  unreal: number
  unclear: number
}

/** What waits in one's areas, what is held below the gate, and what people said since a moment. */
export async function countLooks(db: Db, scope: readonly string[], now: Date, since: Date): Promise<Counts> {
  const values: unknown[] = [now, since]
  const [row] = await db.query<Counts>(
    `select count(*) filter (where s.look = 'open')::int as open, count(*) filter (where s.look = 'open' and s.held_until > $1)::int as taken,
       min(s.first_at) filter (where s.look = 'open') as oldest, count(*) filter (where s.look = 'held' and s.received_at > $2)::int as held,
       count(*) filter (where s.answer = 'real' and s.answered_at > $2)::int as real, count(*) filter (where s.answer = 'unreal' and s.answered_at > $2)::int as unreal,
       count(*) filter (where s.answer = 'unclear' and s.answered_at > $2)::int as unclear
     from suspicions s where s.look is not null and (s.look = 'open' or s.received_at > $2 or s.answered_at > $2) and ${scopeSql('s.area', scope, values)}`,
    values,
  )
  return row!
}
