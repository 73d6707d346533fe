import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { followBalance } from '../../server/flow/7-evaluate/on-balance.ts'
import { untilSafe } from '../safe-facts.ts'
import { firstDevice, startStory } from '../story.ts'
import { checkInvariants } from './invariants.ts'
import { zone } from './world.ts'

/** What breaks, and the name of the invariant that must see it. */
const planted: [fault: string, sql: string][] = [
  ['a case in hand without exactly one lead', `update work_orders set state = 'excused' where role = 'lead'`],
  ['a lead order in hand without a running clock', `delete from timers where kind = 'order.accept-due'`],
  ['a notice without its fact', `delete from notices where kind = 'inform'`],
  [
    'a call without a notice',
    `with gone as (delete from notices where kind = 'order' returning id) delete from facts where kind = 'notice.sent' and body->>'notice' in (select id::text from gone)`,
  ],
  ['an event whose state is not what its facts say', `update events set state = 'checking'`],
  [
    'an alarm kept quiet that is red, over, or looked at no more',
    `insert into muted_alarms (id, alarm, object, label, area, pack, family, type, severity, mode, rule, reasons, since)
     select gen_random_uuid(), id, object, label, area, pack, family, 't', severity, 'auto', 'ch4', '[]', since from alarms`,
  ],
  ['a standing red alarm that nobody has', `update events set family = 'other'`],
  [
    'a deadline that rang twice',
    `insert into facts (recorded_at, occurred_at, kind, subject, actor, body) select accept_by, accept_by, 'work-order.overdue', event::text, '{}',
     jsonb_build_object('event', event, 'order', id, 'clock', 'accept', 'due', accept_by) from work_orders, generate_series(1, 2) where role = 'lead'`,
  ],
  ['a red call that nobody answers and that climbs no more', `delete from timers where kind = 'call.next-due'`],
  ['a red order nobody has accepted that is looked at no more', `delete from timers where kind = 'call.round-due'`],
  [
    'a red call that was never tried',
    `with tried as (delete from call_attempts), clocks as (delete from timers where kind = 'call.next-due') delete from facts where kind = 'call.attempted'`,
  ],
  ['an attempt without its fact', `delete from facts where kind = 'call.attempted'`],
  ['a message sent that never reached its gateway', sentTo(1)],
  [
    'a message handed over twice and not marked as a repeat',
    `with o as (${sentTo(1)}) insert into sent_messages (key, channel, masked_phone, text, times, first_at, last_at) values ('k', 'sms', '1', '', 2, now(), now())`,
  ],
  ['a command without a clock or an answer', `update commands set state = 'sent'`],
  ['a command whose state is not what its facts say', `update commands set state = 'unanswered'`],
  ['an alarm whose state is not what its facts say', `update alarms set cleared_at = since`],
  ['a device whose newest reading is not among those kept', `delete from readings`],
  [
    'a deadline that rang before its time',
    `insert into facts (recorded_at, occurred_at, kind, subject, actor, body) select asked_at, asked_at, 'work-order.overdue', event::text, '{}',
     jsonb_build_object('event', event, 'order', id, 'clock', 'accept', 'due', accept_by) from work_orders where role = 'lead'`,
  ],
  ['a case played from its facts is not what its rows say', `update work_orders set arrive_by = arrive_by + interval '1 hour'`],
  ['a timer that is due and waits', `update timers set due_at = '2026-03-02T00:00:00Z'`],
  ['work that failed five times', `update timers set tries = 5`],
]

function sentTo(tries: number): string {
  return `insert into outbox (id, key, channel, address, body, state, tries, next_at, made_at)
    values ('019cac38-0000-7000-8000-000000000000', 'k', 'sms', 'p', '{}', 'sent', ${tries}, now(), now())`
}

describe('the invariants of the seeded city', () => {
  it('hold in a red case, and each sees what is planted against it', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 55 })
    await story.receipts(firstDevice)
    const none = { events: new Set<string>(), devices: new Set<string>(), timers: new Set<string>() }
    const check = () => checkInvariants(story.zhili.spine, { now: story.now(), spoiled: none, quiet: true })
    await untilSafe(story.zhili.spine)
    while (await followBalance(story.zhili.spine, zone));
    await check()
    for (const [fault, sql] of planted) {
      // Broken in a transaction that is undone: the next one finds a whole city again.
      await story.zhili.spine
        .transaction({ kind: 'system', id: 'test' }, async (tx) => {
          await tx.query(sql)
          const seen = await checkInvariants(tx, { now: story.now(), spoiled: none, quiet: true }).then(
            () => 'nothing',
            (error: Error) => error.message,
          )
          assert.match(seen, new RegExp(fault), fault)
          throw new Undone()
        })
        .catch((error: Error) => {
          if (!(error instanceof Undone)) throw error
        })
    }
    await check()
  })
})

class Undone extends Error {}
