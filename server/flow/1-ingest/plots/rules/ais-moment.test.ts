import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { aisMoment, receivedAt } from './ais-moment.ts'

const at = (text: string): Date => new Date(`2026-03-02T${text}Z`)

describe('the moment of a position of AIS', () => {
  const cases: [received: string, second: number | null, moment: string][] = [
    ['01:30:12.400', 10, '01:30:10.000'],
    ['01:30:02.000', 58, '01:29:58.000'],
    ['00:00:01.000', 59, '23:59:59.000-1'],
    // our clock is two seconds slow, also over the turn of a minute
    ['01:30:12.400', 14, '01:30:14.000'],
    ['01:29:58.400', 1, '01:30:01.000'],
    // six seconds ahead is a minute ago
    ['01:30:12.000', 18, '01:29:18.000'],
    ['01:30:12.345', null, '01:30:12.345'],
    ['01:30:12.345', 61, '01:30:12.345'],
  ]
  for (const [received, second, moment] of cases)
    it(`received ${received}, second ${second} → ${moment}`, () => {
      const expected = moment.endsWith('-1') ? new Date(at(moment.slice(0, -2)).getTime() - 86_400_000) : at(moment)
      assert.equal(aisMoment(at(received), second).toISOString(), expected.toISOString())
    })

  it('is the same for two receivers, however late they are', () => {
    const moments = ['01:30:10.900', '01:30:31.000', '01:31:04.999'].map((time) => aisMoment(at(time), 10).toISOString())
    assert.deepEqual(new Set(moments), new Set(['2026-03-02T01:30:10.000Z']))
  })
})

describe('when a sentence was received', () => {
  const now = at('01:30:00')
  it('is what its station says, as far back as it says', () => {
    assert.equal(receivedAt('2026-03-01T22:00:00Z', now).toISOString(), '2026-03-01T22:00:00.000Z')
    assert.equal(receivedAt('2026-03-02T01:30:59Z', now).toISOString(), '2026-03-02T01:30:59.000Z')
  })
  it('is now where it says nothing, or lies ahead', () => {
    assert.equal(receivedAt(null, now), now)
    assert.equal(receivedAt('2026-03-02T01:31:01Z', now), now)
  })
})
