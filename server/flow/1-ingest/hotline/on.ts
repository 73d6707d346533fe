import type { Flow, RecordedFact } from '../../../kernel/facts.ts'
import type { Message, Outcome } from '../../../kernel/outbox.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { onDueSoon, onOverdue, setLimit } from './limit.ts'
import { isTold, messageOf } from './rules/message-of.ts'
import { answerReached, endDispute, insertMessage, lockOnly, settleMessage, voidReturns } from './store.ts'

type Said = Omit<Parameters<typeof messageOf>[1], 'seq' | 'at'>
/** `owner`: who looks after messages the hotline did not take. */
type Deps = { hotlines: readonly { name: string; owner: string }[] }

/** What becomes of a hotline's order goes back to it, with a receipt for every word of it. */
export function hotlineHandlers({ hotlines }: Deps) {
  async function tell(tx: Tx, report: string, fact: Pick<RecordedFact, 'id' | 'recordedAt'>, said: Said): Promise<void> {
    const order = await lockOnly(tx, report)
    if (!order) return
    const key = `hotline:${report}:${fact.id}`
    const seq = await insertMessage(tx, { key, report, what: said.what })
    if (seq === null) return
    const owner = hotlines.find(({ name }) => name === order.hotline)?.owner ?? order.hotline
    const body = messageOf(order, { ...said, seq, at: fact.recordedAt })
    await tx.send({ key, channel: 'hotline', address: order.hotline, owner, body, urgent: order.urgent })
  }

  const after = {
    'reporter.told': {
      hotline: (fact: RecordedFact<'reporter.told'>, tx: Tx) =>
        isTold(fact.body.outcome) ? tell(tx, fact.body.report, fact, { what: fact.body.outcome }) : Promise.resolve(),
    },
    'hotline.asked': {
      hotline: (fact: RecordedFact<'hotline.asked'>, tx: Tx) => {
        const { report, what, ask, reason, until } = fact.body
        return tell(tx, report, fact, { what, ask, reason, until: until ? new Date(until) : null })
      },
    },
    'hotline.answered': {
      hotline: (fact: RecordedFact<'hotline.answered'>, tx: Tx) =>
        tell(tx, fact.body.report, fact, { what: 'answer', text: fact.body.text }),
    },
  } satisfies Flow['after']
  return {
    onDueSoon,
    onOverdue,
    /** Nobody wants to give back what was taken up here; a dispute that is ruled on lets the order be answered. */
    async onTold({ body: { report, outcome } }: RecordedFact<'reporter.told'>, tx: Tx): Promise<void> {
      await voidReturns(tx, report)
      if (outcome === 'reopened' || outcome === 'dispute-refused')
        await endDispute(tx, report, { goesOn: outcome === 'reopened' })
    },

    // Without a hotline nothing need be looked at.
    after: (hotlines.length > 0 ? after : {}) as Flow['after'],

    async onSettled(message: Message, outcome: Outcome, tx: Tx): Promise<void> {
      if (outcome.state === 'called-off') return
      const sent = outcome.state === 'sent'
      const [receipt, error] = sent ? [outcome.said ?? null, null] : [null, outcome.error.slice(0, 300)]
      const was = await settleMessage(tx, message.key, { state: outcome.state, receipt, error })
      if (was?.what !== 'answer') return
      await answerReached(tx, was.report, sent)
      // Its clock goes on; where the limit has passed meanwhile, the desk hears so at once.
      const order = sent ? null : await lockOnly(tx, was.report)
      if (order) await setLimit(tx, was.report, order.reply_by)
    },
  }
}
