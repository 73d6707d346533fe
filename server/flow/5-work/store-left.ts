import type { LeftOrder } from '../../../contract/left-order.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import type { OrderState } from './life.ts'

export type LeftRow = Pick<LeftOrder, 'id' | 'event' | 'no' | 'title' | 'grade' | 'unit' | 'why' | 'version'> & {
  state: OrderState
  unit_name: string
  post_name: string | null
  accepted_name: string | null
  due: Date
}

const inForce = (alias: string): string => `${alias}.valid_from <= $1 and (${alias}.valid_to is null or ${alias}.valid_to > $1)`
const holds = (person: string, which: string): string =>
  `exists (select 1 from appointments a join posts p on p.id = a.post where ${person} and ${which} and ${inForce('a')} and ${inForce('p')})`
/** Called posts may accept from elsewhere: who did so still holds one of them, or a post of the unit. */
const calledOf = `select c.post from calls c where c.work_order = o.id and not c.inform union select o.post`
const empty = `o.accepted_by is null and o.post is not null and not ${holds('true', 'a.post = o.post')}`
const moved = `o.accepted_by is not null and not ${holds('a.person = o.accepted_by', `(p.unit = o.unit or p.id in (${calledOf}))`)}`

export type LeftWish = {
  scope: readonly string[]
  now: Date
  order?: string
  after: { at: Date; id: string } | null
  limit: number
}

/** Open orders at which nobody is left, most urgent first: their post is empty, or who accepted them works elsewhere now. */
export async function leftOrders(db: Db, { scope, now, order, after, limit }: LeftWish): Promise<LeftRow[]> {
  const values: unknown[] = [now, order ?? null, after?.at ?? null, after?.id ?? null, limit]
  return db.query<LeftRow>(
    `select l.* from (
       select o.id, o.event, e.no, e.title, e.grade, o.state, o.unit, o.unit_name, t.name as post_name, o.accepted_name, o.version,
         case when o.state = 'asked' then o.accept_by else coalesce(o.finish_by, o.accept_by) end as due, case when o.accepted_by is null then 'post-empty' else 'holder-moved' end as why
       from work_orders o join events e on e.id = o.event left join posts t on t.id = o.post
       where o.done_at is null and o.state in ('asked', 'accepted', 'arrived', 'suspended', 'returned', 'arbitration')
         and ($2::uuid is null or o.id = $2) and ${scopeSql('o.area', scope, values)} and ((${empty}) or (${moved}))) l
     where $3::timestamptz is null or (l.due, l.id) > ($3::timestamptz, $4::uuid) order by l.due, l.id limit $5`,
    values,
  )
}

export type TargetRow = { post: string; postName: string; kind: string; unit: string; unitName: string; holders: string[] }

/** Posts of the caller's areas that somebody holds now, by the words of their name, their unit's or their holders'; or the one post. */
export async function heldPosts(
  db: Db,
  asked: { scope: readonly string[]; now: Date; q?: string; post?: string; kinds: string[]; limit: number },
): Promise<TargetRow[]> {
  const values: unknown[] = [asked.now, asked.post ?? null, asked.q ? `%${asked.q.replace(/[\\%_]/g, '\\$&')}%` : null]
  values.push(asked.kinds, asked.limit)
  return db.query<TargetRow>(
    `select p.id as post, p.name as "postName", p.kind, u.id as unit, u.name as "unitName", array_agg(distinct n.name order by n.name) as holders
     from posts p join units u on u.id = p.unit join appointments a on a.post = p.id join persons n on n.id = a.person
     where ${inForce('p')} and ${inForce('u')} and ${inForce('a')} and ($2::text is null or p.id = $2) and p.kind = any($4)
       and ($3::text is null or p.name like $3 or u.name like $3 or n.name like $3)
       and exists (select 1 from unit_areas ua where ua.unit = u.id and ${scopeSql('ua.path', asked.scope, values)})
     group by p.id, u.id order by u.name, p.name, p.id limit $5`,
    values,
  )
}
