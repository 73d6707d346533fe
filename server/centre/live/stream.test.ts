import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { callerOfSeat } from '../../city/wall-seat/seat-caller.ts'
import type { Listener } from './hears.ts'
import type { Heard } from './hub.ts'
import { createStream, inOrder } from './stream.ts'

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

describe('a stream', () => {
  const listener = {
    caller: { permits: new Set(['event.read']), sight: 'area', until: null },
    scope: ['50/'],
    cases: new Set(),
  } as unknown as Listener
  const heard = (id: number): Heard => ({ ...calm(id), id: String(id), area: '50/' }) as Heard
  const of = (id: number) => ({ tx: '7', id: String(id) })
  function opened(from: number, resumes: boolean) {
    const written: string[] = []
    const clock = { now: () => at, rate: () => 1 } as unknown as Parameters<typeof createStream>[0]['clock']
    const line = { clock, who: async () => listener, write: (text: string) => void written.push(text), end: () => undefined }
    const stream = createStream(line, listener, { from: of(from), resumes })
    return {
      stream,
      /** the ids of all messages so far, and which were facts */
      told: () =>
        written
          .join('')
          .split('\n\n')
          .filter(Boolean)
          .map((text) => `${/event: (\w+)/.exec(text)![1]} ${/^id: (\S+)/m.exec(text)?.[1] ?? ''}`.trim()),
    }
  }

  it('says at once where it begins, so that who was told nothing can go on there', () => {
    assert.deepEqual(opened(4, false).told(), ['clock 7.4'])
  })
  it('that has to catch up says so only when it has', async () => {
    const { stream, told } = opened(4, true)
    assert.deepEqual(told(), ['clock'])
    stream.catchUp([heard(3), heard(4)])
    await undefined
    stream.beat()
    await new Promise(setImmediate)
    assert.deepEqual(told(), ['clock', 'fact 7.3', 'fact 7.4', 'clock 7.4'])
  })
  it('tells once what it caught up with before the reader of all facts came to it', async () => {
    const { stream, told } = opened(2, true)
    stream.catchUp([heard(3), heard(4)])
    stream.hear([heard(3), heard(4), heard(5)])
    await new Promise(setImmediate)
    assert.deepEqual(told(), ['clock', 'fact 7.3', 'fact 7.4', 'fact 7.5'])
  })
  it('keeps the place of what it may not tell', async () => {
    const { stream, told } = opened(2, false)
    stream.catchUp([])
    stream.hear([{ ...heard(9), area: '51/' }])
    stream.beat()
    await new Promise(setImmediate)
    assert.deepEqual(told(), ['clock 7.2', 'clock 7.9'])
  })
})

describe('a wall seat that was ended', () => {
  const caller = callerOfSeat({ id: 'seat', name: '丙', paths: ['50/'] })
  const ended = (subject: string): Heard => ({ ...fact(9, 'wall.seat-ended'), subject })
  /** What a seat hears that is no seat any more as soon as it is asked. */
  async function hearing(...facts: Heard[]): Promise<string[]> {
    const written: string[] = []
    const clock = { now: () => at, rate: () => 1 }
    const line = {
      clock,
      who: async () => null,
      write: (text: string) => void written.push(text),
      end: () => void written.push('end'),
    }
    const listener = { caller, scope: ['50/'], cases: new Set() } as unknown as Listener
    const stream = createStream(line as unknown as Parameters<typeof createStream>[0], listener, {
      from: { tx: '7', id: '2' },
      resumes: false,
    })
    stream.catchUp([])
    stream.hear(facts)
    await new Promise(setImmediate)
    return written.slice(1)
  }

  it('is told so before its line ends, without waiting for a heartbeat', async () => {
    assert.deepEqual(await hearing(ended('seat')), ['event: over\ndata: {}\n\n', 'end'])
  })
  it('hears nothing of the end of another', async () => assert.deepEqual(await hearing(ended('other')), []))
})
