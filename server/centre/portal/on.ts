import type { FactKind } from '../../../contract/fact.ts'
import type { PortalSettings } from '../../city/channel/types.ts'
import type { Flow, Handler, RecordedFact } from '../../kernel/facts.ts'
import type { Message, Outcome } from '../../kernel/outbox.ts'
import type { Tx } from '../../kernel/spine.ts'
import { holderHandlers } from './on-holders.ts'
import { asksFor, todoState } from './rules/todo.ts'
import { holdOrder, insertTodo, lockOpen, lockTodo, setSending, setState, settleTodo, type TodoOrder } from './store.ts'
import type { TodoRow, TodoState } from './types.ts'

/** After these an order may be somebody else's, or nobody's. */
const moves = [
  'work-order.accepted',
  'work-order.returned',
  'work-order.arbitrated',
  'work-order.transferred',
  'work-order.submitted',
  'work-order.passed',
  'work-order.excused',
  'work-order.cancelled',
] as const satisfies FactKind[]
type Move = (typeof moves)[number]

/**
 * 待办推送: what an order asks of a person stands in the office portal until it is done or not theirs any more. One message of a to-do is on
 * its way at a time, so the portal hears of them in their order, also after it was away.
 */
export function portalHandlers({ portal }: { portal: PortalSettings | null }) {
  async function onNotice({ body }: RecordedFact<'notice.sent'>, tx: Tx): Promise<void> {
    const order = body.order ? await holdOrder(tx, body.order) : null
    if (!order || !asksFor(order, body)) return
    const todo = await insertTodo(tx, { order: order.id, event: order.event, person: body.person })
    if (todo) await open(tx, todo, order)
  }

  async function onMove({ body }: RecordedFact<Move>, tx: Tx): Promise<void> {
    const order = await holdOrder(tx, body.order)
    if (!order) return
    for (const todo of await lockOpen(tx, order.id)) {
      const what = todoState(order, todo.person)
      if (what === 'open') continue
      await change(tx, todo, { what, order })
    }
  }

  async function change(tx: Tx, todo: TodoRow, { what, order }: { what: TodoState; order: TodoOrder }): Promise<void> {
    await setState(tx, todo.id, what)
    // What is on its way comes first; its outcome sends this one.
    if (!todo.sending) await send(tx, todo, { what, seq: await setSending(tx, todo.id, what), order })
  }

  const open = (tx: Tx, todo: TodoRow, order: TodoOrder): Promise<void> => send(tx, todo, { what: 'open', seq: 1, order })

  async function send(tx: Tx, todo: TodoRow, next: { what: TodoState; seq: number; order: TodoOrder }): Promise<void> {
    const { address, owner } = portal!
    const key = `portal:${todo.id}:${next.seq}`
    await tx.send({ key, channel: 'portal', address: 'portal', owner, body: messageOf(todo, { ...next, address, at: tx.now }) })
  }

  const { onHolder, onMoment } = holderHandlers({ open, change })
  const after = {
    'notice.sent': { portal: onNotice as Handler },
    'appointment.made': { portal: onHolder as Handler },
    'appointment.delegated': { portal: onHolder as Handler },
    'appointment.ended': { portal: onHolder as Handler },
    ...Object.fromEntries(moves.map((kind) => [kind, { portal: onMove as Handler }])),
  }
  return {
    // Without a portal nothing need be looked at.
    after: (portal ? after : {}) as Flow['after'],
    onHolderMoment: async (body: Record<string, unknown>, tx: Tx): Promise<void> => {
      if (portal) await onMoment(body, tx)
    },

    async onSettled(message: Message, outcome: Outcome, tx: Tx): Promise<void> {
      const { todo: id, what } = message.body as { todo: string; what: TodoState }
      const todo = await lockTodo(tx, id)
      if (!todo || outcome.state === 'called-off') return
      const sent = outcome.state === 'sent'
      const [told, receipt] = sent ? [what, outcome.said ?? null] : [null, null]
      await settleTodo(tx, id, { told, receipt, error: sent ? null : outcome.error.slice(0, 300) })
      const order = todo.state === what ? null : await holdOrder(tx, todo.work_order)
      if (order && portal) await send(tx, todo, { what: todo.state, seq: await setSending(tx, id, todo.state), order })
    },
  }
}

type About = { what: TodoState; seq: number; order: TodoOrder; address: string; at: Date }

/** What the portal is told: under whose account, which case, until when, and where to open it. Nobody's words, name or number. */
function messageOf(todo: TodoRow, { what, seq, order, address, at }: About): Record<string, unknown> {
  const base = { todo: todo.id, seq, what, at: at.toISOString(), account: todo.account }
  if (what !== 'open') return base
  const { no, title, unit_name: unit, due, id } = order
  return { ...base, no, title, unit, due: due.toISOString(), url: `${address}/field/#/order/${id}` }
}
