import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cityDay } from '../../../../kernel/calendar.ts'
import { standingOn, tellMoments } from './standing.ts'

const zone = 'Asia/Shanghai'
const at = (text: string) => new Date(text)

describe('a paper by its last day', () => {
  it('is valid through it, about to expire from thirty days before, expired the day after', () => {
    assert.equal(standingOn('2026-11-27', null), 'undated')
    assert.equal(standingOn('2026-11-27', '2026-12-28'), 'valid')
    assert.equal(standingOn('2026-11-27', '2026-12-27'), 'soon')
    assert.equal(standingOn('2026-11-27', '2026-11-27'), 'soon')
    assert.equal(standingOn('2026-11-27', '2026-11-26'), 'expired')
  })

  it('is reckoned in the city’s days', () => {
    assert.equal(cityDay(at('2026-11-26T16:00:00Z'), zone), '2026-11-27')
    assert.equal(cityDay(at('2026-11-26T15:59:59Z'), zone), '2026-11-26')
  })

  it('is told of at nine, a month ahead and the morning after', () => {
    assert.deepEqual(tellMoments('2027-03-31', at('2026-11-27T03:00:00Z'), zone), {
      soon: at('2027-03-01T01:00:00Z'),
      expired: at('2027-04-01T01:00:00Z'),
    })
  })

  it('is told of at once when it comes late, and not at all when it is long over', () => {
    const now = at('2026-11-27T03:00:00Z')
    assert.deepEqual(tellMoments('2026-12-01', now, zone), { soon: now, expired: at('2026-12-02T01:00:00Z') })
    assert.deepEqual(tellMoments('2026-11-26', now, zone), { soon: null, expired: null })
  })
})
