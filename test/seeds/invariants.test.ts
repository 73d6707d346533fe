import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { followBalance } from '../../server/flow/7-evaluate/on-balance.ts'
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
  ['a timer that is due and waits', `update timers set due_at = '2026-03-02T00:00:00Z'`],
  ['work that failed five times', `update timers set tries = 5`],
]

describe('the invariants of the seeded city', () => {
  it('hold in a red case, and each sees what is planted against it', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 55 })
    await story.receipts(firstDevice)
    const none = { events: new Set<string>(), devices: new Set<string>(), timers: new Set<string>() }
    const check = () => checkInvariants(story.zhili.spine, { now: story.now(), spoiled: none, quiet: true })
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
