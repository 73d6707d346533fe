import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { asksPerson, asksPost, holdersNow, holdOrder, insertTodo, lockOpen, nextChange, type TodoOrder } from './store.ts'
import type { TodoRow, TodoState } from './types.ts'

/** An appointment begins or ends at its moment, not when it is written. */
const holderTimer = 'portal.holder'
type Changed = { person: string; post: string }
type Way = {
  open(tx: Tx, todo: TodoRow, order: TodoOrder): Promise<void>
  change(tx: Tx, todo: TodoRow, change: { what: TodoState; order: TodoOrder }): Promise<void>
}

/** To-dos of orders nobody accepted yet are those of whoever holds a called post now, by whatever appointment. */
export function holderHandlers({ open, change }: Way) {
  async function follow(tx: Tx, { person, post }: Changed): Promise<void> {
    // A deputy who leaves gives it back to whoever holds the post: all of them are looked at.
    const people = [...new Set([person, ...(await holdersNow(tx, post))])]
    for (const id of await asksPost(tx, post)) {
      const order = await holdOrder(tx, id)
      if (order?.state !== 'asked') continue
      const todos = await lockOpen(tx, id)
      for (const one of people) await stand(tx, { person: one, order, todo: todos.find((todo) => todo.person === one) ?? null })
    }
    const next = await nextChange(tx, { person, post })
    if (next)
      await tx.setTimer({ key: `${holderTimer}:${post}:${person}`, kind: holderTimer, dueAt: next, body: { person, post } })
  }

  async function stand(
    tx: Tx,
    { person, order, todo }: { person: string; order: TodoOrder; todo: TodoRow | null },
  ): Promise<void> {
    const isAsked = await asksPerson(tx, { order: order.id, person })
    if (!isAsked && todo) await change(tx, todo, { what: 'withdrawn', order })
    const made = isAsked && !todo ? await insertTodo(tx, { order: order.id, event: order.event, person }) : null
    if (made) await open(tx, made, order)
  }

  return {
    onHolder: ({ body }: RecordedFact<'appointment.made' | 'appointment.delegated' | 'appointment.ended'>, tx: Tx) =>
      follow(tx, body),
    onMoment: (body: Record<string, unknown>, tx: Tx) => follow(tx, body as Changed),
  }
}
