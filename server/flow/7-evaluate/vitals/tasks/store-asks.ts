import type { Words } from '../../../../../contract/words.ts'
import type { Db, Tx } from '../../../../kernel/spine.ts'

/** Who answers for vitals: a unit, and the post of it that is named. */
export type Owner = { owner: string | null; ownerPost: string | null }

const plain = ({ owner, ownerPost }: Owner): [owner: string, post: string] => [owner ?? '', ownerPost ?? '']
const ownerOf = ({ owner, post }: { owner: string; post: string }): Owner => ({ owner: owner || null, ownerPost: post || null })
const ofVital = `coalesce(v.definition->>'owner', '') as owner, coalesce(v.definition->>'ownerPost', '') as post`
const openOf = `vital_tasks t join vitals v on v.id = t.vital where t.ended_at is null`

/** When an owner was told last of what still stands, ms; null: not told. */
export async function askedAt(db: Db, of: Owner): Promise<number | null> {
  const rows = await db.query<{ at: number }>(
    'select extract(epoch from asked_at)::float8 * 1000 as at from vital_asks where owner = $1 and owner_post = $2',
    plain(of),
  )
  return rows[0]?.at ?? null
}

export type Silent = { vitals: number; areas: number; names: string[] }

/** What is silent of an owner: how many vitals in how many places, and the names of the first, those that wait longest. */
export async function silentOf(db: Db, of: Owner, named: number): Promise<Silent> {
  const rows = await db.query<{ name: Words; areas: number; vitals: number; all: number }>(
    `select v.definition->'name' as name, sum(coalesce(cardinality(t.never), 1))::int as areas, count(*) over ()::int as vitals,
       sum(sum(coalesce(cardinality(t.never), 1))) over ()::int as all
     from ${openOf} and coalesce(v.definition->>'owner', '') = $1 and coalesce(v.definition->>'ownerPost', '') = $2
     group by v.id order by min(t.since), v.code limit $3`,
    [...plain(of), named],
  )
  return { vitals: rows[0]?.vitals ?? 0, areas: rows[0]?.all ?? 0, names: rows.map(({ name }) => name.zh) }
}

export async function keepAsk(tx: Tx, of: Owner, { vitals, areas }: Silent): Promise<void> {
  await tx.query(
    `insert into vital_asks (owner, owner_post, asked_at, vitals, areas) values ($1, $2, $3, $4, $5)
     on conflict (owner, owner_post) do update set asked_at = excluded.asked_at, vitals = excluded.vitals, areas = excluded.areas`,
    [...plain(of), tx.now, vitals, areas],
  )
}

/** Owners who were told and of whom nothing is silent any more: they are forgotten, and answered. */
export async function takeAnswered(tx: Tx): Promise<Owner[]> {
  const rows = await tx.query<{ owner: string; post: string }>(
    `with silent as materialized (select distinct ${ofVital} from ${openOf})
     delete from vital_asks a where not exists (select 1 from silent s where s.owner = a.owner and s.post = a.owner_post)
     returning a.owner, a.owner_post as post`,
  )
  return rows.map(ownerOf)
}

/** Owners of whom something is silent and who were not told. */
export async function unasked(db: Db): Promise<Owner[]> {
  const rows = await db.query<{ owner: string; post: string }>(
    `select distinct s.owner, s.post from (select ${ofVital} from ${openOf}) s
     where not exists (select 1 from vital_asks a where a.owner = s.owner and a.owner_post = s.post) order by 1, 2`,
  )
  return rows.map(ownerOf)
}

/** Was anybody told? Without it nobody need be looked for. */
export const anyAsked = async (db: Db): Promise<boolean> => (await db.query('select 1 from vital_asks limit 1')).length > 0
