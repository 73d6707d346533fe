import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { onlyKnown } from './only-known.ts'
import { hazardSearch, mapSearch, readSearch } from './search.ts'

/** As the router does it: what a screen read lies over what stood in the address. */
const onScreen = (read: (raw: Readonly<Record<string, unknown>>) => object, text: string): Record<string, unknown> => {
  const raw = readSearch(text)
  return { ...raw, ...onlyKnown(read)(raw) }
}

describe('an address somebody guessed', () => {
  it('opens the first view where its own is unknown, and keeps what is known', () => {
    const { view, hazard } = onScreen(hazardSearch, '?view=ledger&hazard=h-1')
    assert.deepEqual([view, hazard], [undefined, 'h-1'])
    assert.equal(onScreen(hazardSearch, '?view=overdue').view, 'overdue')
    assert.deepEqual(onScreen(mapSearch, '?hide=9&utm=x'), { hide: undefined, utm: undefined })
  })
  it('keeps its area, which is read for all screens', () => {
    assert.equal(onScreen(hazardSearch, '?view=x&area=50/500105/').area, '50/500105/')
  })
})
