import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Heard } from './hub.ts'
import { inOrder } from './stream.ts'

const at = new Date('2026-03-02T01:30:00Z')
const fact = (id: number, kind: string, body: Record<string, unknown> = {}): Heard =>
  ({
    position: { tx: '7', id: String(id) },
    kind,
    subject: 's',
    area: null,
    recordedAt: at,
    occurredAt: at,
    body,
  }) as unknown as Heard
/** As a listener reads it: the kinds in their order, and the position it would go on behind after each. */
function read(facts: Heard[]): string[] {
  let last = ''
  return inOrder(facts).map((text) => {
    last = /^id: (\S+)/m.exec(text)?.[1] ?? last
    return `${/"kind":"([a-z.-]+)"/.exec(text)?.[1] ?? 'only an id'} ${last}`.trim()
  })
}
const red = (id: number) => fact(id, 'event.opened', { event: 'e', grade: 'extraordinary' })
const calm = (id: number) => fact(id, 'alarm.cleared')

describe('the order facts are told in', () => {
  it('red goes before what came earlier, and nobody resumes behind what was not told yet', () => {
    const facts = [calm(1), calm(2), red(3), fact(4, 'work-order.asked', { event: 'e' }), calm(5)]
    assert.deepEqual(read(facts), [
      'event.opened',
      'work-order.asked',
      'alarm.cleared 7.1',
      'alarm.cleared 7.2',
      'alarm.cleared 7.5',
    ])
  })
  it('when the last one went ahead, its position comes at the end', () => {
    assert.deepEqual(read([calm(1), red(2)]), ['event.opened', 'alarm.cleared 7.1', 'only an id 7.2'])
  })
  it('alone or first it is told like any other', () => {
    assert.deepEqual(read([red(1), calm(2)]), ['event.opened 7.1', 'alarm.cleared 7.2'])
    assert.deepEqual(read([red(1)]), ['event.opened 7.1'])
  })
})
