import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { problemOf } from './api.ts'
import { clockRate, serverNow } from './clock.ts'
import { deliver, type LiveFact, retryDelay, take, takes, waitFor } from './live.ts'

describe('a live handler', () => {
  it('takes one kind, one noun or everything', () => {
    assert.equal(takes('event.opened', 'event.opened'), true)
    assert.equal(takes('event.*', 'event.closed'), true)
    assert.equal(takes('event.*', 'eventual.closed'), false)
    assert.equal(takes('*', 'alarm.raised'), true)
    assert.equal(takes('event.opened', 'event.closed'), false)
  })
})

describe('a retry', () => {
  it('waits 1, 2, 4 … at most 30 seconds', () =>
    assert.deepEqual(
      [0, 1, 2, 9].map((n) => retryDelay(n, 0)),
      [1000, 2000, 4000, 30000],
    ))
  it('is spread by up to a quarter', () => assert.equal(retryDelay(2, 1), 3000))
  it('leaves nobody listening, whatever ended its wait', async () => {
    const page = new EventTarget()
    const listening = new Set<unknown>()
    const add = page.addEventListener.bind(page)
    page.addEventListener = (kind: string, on: EventListener) => {
      listening.add(on)
      add(kind, on)
    }
    const remove = page.removeEventListener.bind(page)
    page.removeEventListener = (kind: string, on: EventListener) => {
      listening.delete(on)
      remove(kind, on)
    }
    await waitFor(0, new AbortController().signal, page)
    assert.equal(listening.size, 0, 'its time was over')
    const back = waitFor(60_000, new AbortController().signal, page)
    page.dispatchEvent(new Event('online'))
    await back
    assert.equal(listening.size, 0, 'the network was back')
    const stop = new AbortController()
    const ended = waitFor(60_000, stop.signal, page)
    stop.abort()
    await ended
    assert.equal(listening.size, 0, 'nobody waited any more')
  })
})

describe('a problem body', () => {
  it('keeps code, words and details', () => {
    const e = problemOf(
      409,
      { code: 'work-order.already-accepted', message: '该工单已被韩青签收', details: { by: '韩青' } },
      false,
    )
    assert.deepEqual(
      [e.status, e.code, e.message, e.details],
      [409, 'work-order.already-accepted', '该工单已被韩青签收', { by: '韩青' }],
    )
  })
  it('takes the words of the language when both are sent', () => {
    const body = { code: 'x.y', message: { zh: '不行', en: 'No' } }
    assert.equal(problemOf(403, body, true).message, 'No')
    assert.equal(problemOf(403, body, false).message, '不行')
  })
  it('says the status when a proxy answered instead', () =>
    assert.equal(problemOf(502, undefined, true).message, 'The server answered 502'))
})

describe('a line', () => {
  const opened = (after: string | null) => {
    const line = { after, reloads: 0, tell: () => undefined, over: () => undefined, reload: () => void line.reloads++ }
    return line
  }
  const hello = (id: string) => ({ id, event: 'clock', data: '{"now":"2026-04-10T01:48:47Z","rate":1}' })

  it('goes on where the server said that all was told, also when it told nothing', () => {
    const line = opened('7.1')
    take(hello('9.3'), line)
    assert.equal(line.after, '9.3')
    take(hello(''), line)
    assert.equal(line.after, '9.3', 'a hello without a place takes none away')
    assert.equal(line.reloads, 0)
  })
  it('that began nowhere has what was read before it read again, once', () => {
    const line = opened(null)
    take(hello('9.3'), line)
    take(hello('9.4'), line)
    assert.equal(line.reloads, 1)
  })
})

describe('a message of the stream', () => {
  const heard: LiveFact[] = []
  let [reloads, overs] = [0, 0]
  const told = { tell: (fact: LiveFact) => void heard.push(fact), reload: () => void reloads++, over: () => void overs++ }
  const fact = {
    position: '7.1',
    kind: 'alarm.raised',
    subject: 'alarm:a',
    area: '50/',
    actor: { kind: 'system', id: 'zhili' },
    recordedAt: '',
    occurredAt: '',
    body: {},
  }

  it('is a fact, handed on whole', () => {
    deliver({ id: '7.1', event: 'fact', data: JSON.stringify(fact) }, told)
    assert.deepEqual(heard, [fact])
  })
  it('sets the clock and its rate without disturbing anyone', () => {
    deliver({ id: '', event: 'clock', data: '{"now":"2026-04-10T01:48:47Z","rate":60}' }, told)
    assert.equal(heard.length, 1)
    assert.equal(clockRate(), 60)
    assert.ok(serverNow() >= Date.parse('2026-04-10T01:48:47Z'))
  })
  it('asks for the lists when too much was missed', () => {
    deliver({ id: '', event: 'reload', data: '{}' }, told)
    assert.equal(reloads, 1)
  })
  it('says that nobody knows any longer who listens', () => {
    deliver({ id: '', event: 'over', data: '{}' }, told)
    assert.deepEqual([overs, reloads, heard.length], [1, 1, 1])
  })
  it('is dropped when it is broken', () => {
    deliver({ id: '8', event: 'fact', data: '{"kind":' }, told)
    assert.equal(heard.length, 1)
  })
})
