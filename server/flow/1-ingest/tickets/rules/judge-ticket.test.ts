import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judgeTicket, type Known } from './judge-ticket.ts'

const now = new Date('2026-04-10T13:00:00Z')
const told = {
  ...{
    no: 'LD-1',
    from: 'GD-1',
    to: 'XN-1',
    plate: '渝X00001',
    load: 15,
    openedAt: '2026-04-10T12:00:00Z',
    openedBy: null,
    washed: null,
  },
  ...{ closedAt: null, closedLoad: null, closedBy: null },
}
const known: Known = {
  ...{ from_code: 'GD-1', to_code: 'XN-1', plate: '渝X00001', load: 15, opened_at: new Date(told.openedAt), washed: null },
  ...{ closed_at: null, void_at: null },
}
const as = (more: object, before: Partial<Known> | null = null) =>
  judgeTicket({ ...told, ...more }, before && { ...known, ...before }, now).as

describe('a ticket that is told', () => {
  it('is opened when new, closed when it says so, put right when it differs', () => {
    assert.equal(as({}), 'opened')
    assert.equal(as({ closedAt: '2026-04-10T12:40:00Z' }), 'closed')
    assert.equal(as({ closedAt: '2026-04-10T12:40:00Z' }, {}), 'closed')
    assert.equal(as({}, {}), 'unchanged')
    for (const more of [{ load: 16 }, { to: 'XN-2' }, { plate: '渝X00002' }, { openedAt: '2026-04-10T12:01:00Z' }])
      assert.equal(as(more, {}), 'righted', JSON.stringify(more))
    assert.equal(as({ washed: false }, { washed: true }), 'righted')
    assert.equal(as({}, { washed: true }), 'unchanged', 'what is left out stays as it was told')
  })

  it('stays as it is once closed, and away once void', () => {
    const closedAt = '2026-04-10T12:40:00Z'
    assert.equal(as({ closedAt }, { closed_at: new Date(closedAt) }), 'unchanged')
    assert.equal(as({ closedAt }, { closed_at: now }), 'ticket.closed')
    assert.equal(as({}, { closed_at: now }), 'ticket.closed')
    assert.equal(as({}, { void_at: now }), 'ticket.void')
  })

  it('is refused for a plate that is none and for times that cannot be', () => {
    assert.equal(as({ plate: null }), 'ticket.plate')
    assert.equal(as({ openedAt: '2026-04-10T13:10:01Z' }), 'ticket.time')
    assert.equal(as({ openedAt: '2026-04-10T13:10:00Z' }), 'opened', 'a clock may be ten minutes ahead')
    assert.equal(as({ closedAt: '2026-04-10T11:59:59Z' }), 'ticket.time')
    assert.equal(as({ closedAt: '2026-04-10T14:00:00Z' }), 'ticket.time')
  })
})
