import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asHappened, newestFirst } from './fact-order.ts'

const fact = (position: string, occurred: string, recorded = occurred) => ({
  ...{ position, occurredAt: `2026-03-02T${occurred}Z`, recordedAt: `2026-03-02T${recorded}Z` },
})
const sorted = (facts: ReturnType<typeof fact>[], by: typeof asHappened) => facts.toSorted(by).map(({ position }) => position)

describe('facts of a timeline', () => {
  it('stand as they happened, whatever was recorded late', () => {
    const late = fact('9.30', '01:00:00.000', '01:30:00.000')
    assert.deepEqual(sorted([fact('7.20', '01:10:00.000'), late], asHappened), ['9.30', '7.20'])
  })

  it('of one second stand as they were recorded: the opening before its dispatch', () => {
    const opened = fact('100.9', '01:00:05.900', '01:00:06.000')
    const asked = fact('100.10', '01:00:05.100', '01:00:06.000')
    const called = fact('99.12', '01:00:05.000', '01:00:06.200')
    assert.deepEqual(sorted([called, asked, opened], asHappened), ['100.9', '100.10', '99.12'])
    assert.deepEqual(sorted([opened, asked, called], newestFirst), ['99.12', '100.10', '100.9'])
  })
})
