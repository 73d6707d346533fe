import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isTold, messageOf } from './message-of.ts'

const at = new Date('2026-03-02T01:30:00Z')

it('a message names the order by the number of the hotline and says only what there is to say', () => {
  const about = { no: '12345-2026-0001', code: 'ABCDEFGHJK', event_no: null }
  assert.deepEqual(messageOf(about, { seq: 1, what: 'accepted', at }), {
    ...{ no: '12345-2026-0001', code: 'ABCDEFGHJK', seq: 1, what: 'accepted', at: '2026-03-02T01:30:00.000Z' },
  })
  const asked = messageOf(
    { ...about, event_no: 'JB1' },
    { seq: 2, what: 'extension', at, ask: 'a-1', reason: '须等雨停', until: at },
  )
  assert.deepEqual(
    [asked.event, asked.ask, asked.reason, asked.until, asked.text],
    ['JB1', 'a-1', '须等雨停', '2026-03-02T01:30:00.000Z', undefined],
  )
})

it('what was settled on the spot is no news for a hotline', () => {
  assert.equal(isTold('closed'), true)
  assert.equal(isTold('self-handled'), false)
})
