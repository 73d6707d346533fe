import type { OrderRow } from '../../flow/5-work/types.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { TodoRow, TodoState } from './types.ts'

const columns = `t.id, t.work_order, t.person, a.account, t.state, t.seq, t.sending, t.told`
const from = 'todos t join accounts a on a.person = t.person'

export type TodoOrder = Pick<OrderRow, 'id' | 'event' | 'state' | 'accepted_by' | 'submitted_by' | 'unit_name'> & {
  due: Date
  no: string
  title: string
}

/** An order with its case, held against change: whoever accepts it meanwhile waits until the to-do is there to be withdrawn. */
export async function holdOrder(tx: Tx, order: string): Promise<TodoOrder | null> {
  const [row] = await tx.query<TodoOrder>(
    `select o.id, o.event, o.state, o.accepted_by, o.submitted_by, coalesce(o.finish_by, o.accept_by) as due, o.unit_name, e.no, e.title
     from work_orders o join events e on e.id = o.event where o.id = $1 for share of o`,
    [order],
  )
  return row ?? null
}

/** Orders nobody accepted yet that called a post. */
export async function asksPost(tx: Tx, post: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select o.id from work_orders o where o.state = 'asked'
       and exists (select 1 from notices n where n.event = o.event and n.work_order = o.id and n.kind = 'order' and n.post = $1) order by o.id`,
    [post],
  )
  return rows.map(({ id }) => id)
}

/** Does a person hold one of the posts an order called, now? */
export async function asksPerson(tx: Tx, { order, person }: { order: string; person: string }): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from work_orders o join notices n on n.event = o.event and n.work_order = o.id and n.kind = 'order'
       join appointments a on a.post = n.post and a.person = $2 join posts p on p.id = a.post
     where o.id = $1 and a.valid_from <= $3 and (a.valid_to is null or a.valid_to > $3) and (p.valid_to is null or p.valid_to > $3) limit 1`,
    [order, person, tx.now],
  )
  return rows.length > 0
}

/** Who holds a post now. */
export async function holdersNow(tx: Tx, post: string): Promise<string[]> {
  const rows = await tx.query<{ person: string }>(
    'select person from appointments where post = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2) order by person',
    [post, tx.now],
  )
  return rows.map(({ person }) => person)
}

/** When somebody comes to a post or leaves it next, as far as that is written. */
export async function nextChange(tx: Tx, { person, post }: { person: string; post: string }): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>(
    `select min(t.at) as at from appointments a cross join lateral (values (a.valid_from), (a.valid_to)) t(at)
     where a.person = $1 and a.post = $2 and t.at > $3`,
    [person, post, tx.now],
  )
  return row?.at ?? null
}

/** The open to-do of a person for an order, made if need be; null for who has no account, and when it stands already. */
export async function insertTodo(
  tx: Tx,
  { order, event, person }: { order: string; event: string; person: string },
): Promise<TodoRow | null> {
  const id = tx.newId()
  const made = await tx.query(
    `insert into todos (id, work_order, event, person, state, sending, made_at, changed_at)
     select $1, $2, $3, $4, 'open', 'open', $5, $5 from accounts where person = $4
     on conflict (work_order, person) where state = 'open' do nothing returning 1`,
    [id, order, event, person, tx.now],
  )
  return made.length > 0 ? lockTodo(tx, id) : null
}

export async function lockTodo(tx: Tx, id: string): Promise<TodoRow | null> {
  const [row] = await tx.query<TodoRow>(`select ${columns} from ${from} where t.id = $1 for update of t`, [id])
  return row ?? null
}

/** What of an order still stands in somebody's portal, locked. */
export const lockOpen = (tx: Tx, order: string): Promise<TodoRow[]> =>
  tx.query<TodoRow>(`select ${columns} from ${from} where t.work_order = $1 and t.state = 'open' order by t.id for update of t`, [
    order,
  ])

export async function setState(tx: Tx, id: string, state: TodoState): Promise<void> {
  await tx.query('update todos set state = $2, changed_at = $3 where id = $1', [id, state, tx.now])
}

/** The next message is on its way; answers its place. */
export async function setSending(tx: Tx, id: string, what: TodoState): Promise<number> {
  const [row] = await tx.query<{ seq: number }>(
    'update todos set sending = $2, seq = seq + 1, changed_at = $3 where id = $1 returning seq',
    [id, what, tx.now],
  )
  return row!.seq
}

export type Settled = { told: TodoState | null; receipt: string | null; error: string | null }
/** Nothing is on its way any more. A state that was not taken is not told. */
export async function settleTodo(tx: Tx, id: string, { told, receipt, error }: Settled): Promise<void> {
  await tx.query(
    'update todos set sending = null, told = coalesce($2, told), receipt = coalesce($3, receipt), error = $4, changed_at = $5 where id = $1',
    [id, told, receipt, error, tx.now],
  )
}
