import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MetricIn, PayloadIn } from '../types.ts'
import { follow, type Message, newNode } from './follow-node.ts'
import { goneAfter } from './gone.ts'
import { metricRows } from './metric-rows.ts'

const metric = (more: Partial<MetricIn>): MetricIn => ({
  ...{ name: null, alias: null, timestamp: null, value: 1 },
  ...more,
})
const payload = (seq: number | null, ...metrics: MetricIn[]): PayloadIn => ({ seq, metrics })
const of = (type: Message['type'], device: string | null = null): Message => ({ type, device })
const life = (value: number) => metric({ name: 'bdSeq', value })

function born() {
  const node = newNode()
  follow(node, of('NBIRTH'), payload(0, life(1), metric({ name: 'level', alias: 1 })))
  follow(node, of('DBIRTH', 'm'), payload(1, metric({ name: 'ch4', alias: 2 })))
  return node
}
const names = (heard: ReturnType<typeof follow>) => heard.metrics.map(({ name }) => name)

describe('an edge node', () => {
  it('is understood by the aliases of its birth, each of its own device', () => {
    const node = born()
    const data = follow(node, of('DDATA', 'm'), payload(2, metric({ alias: 2 })))
    assert.deepEqual([names(data), data.ask], [['ch4'], false])
    const wrong = follow(node, of('NDATA'), payload(3, metric({ alias: 2 })))
    assert.deepEqual([names(wrong), wrong.ask], [[null], true], 'an alias of its device')
    assert.deepEqual(names(follow(node, of('NDATA'), payload(4, metric({ name: 'other' })))), ['other'])
  })

  it('is asked for its births when something is missing, or was never heard', () => {
    const node = born()
    assert.equal(follow(node, of('NDATA'), payload(3)).ask, true, '2 is missing')
    assert.equal(follow(node, of('NDATA'), payload(4)).ask, false, 'it goes on from there')
    assert.equal(follow(node, of('DDATA', 'x'), payload(5)).ask, true, 'a device that was never born')
    node.seq = 255
    assert.equal(follow(node, of('NDATA'), payload(0)).ask, false, 'after 255 comes 0')
    assert.equal(follow(newNode(), of('NDATA'), payload(1)).ask, true)
    assert.equal(follow(newNode(), of('NBIRTH'), payload(0)).ask, false)
  })

  it('goes with its aliases; the will of an earlier life means nothing', () => {
    const node = born()
    assert.equal(follow(node, of('NDEATH'), payload(null, life(0))).gone, false)
    assert.equal(follow(node, of('DDEATH', 'm'), payload(2)).gone, true)
    assert.deepEqual(names(follow(node, of('DDATA', 'm'), payload(3, metric({ alias: 2 })))), [null])
    assert.equal(follow(node, of('NDEATH'), payload(null, life(1))).gone, true)
    assert.equal(follow(node, of('NDATA'), payload(4)).ask, true)
  })

  it('is gone by its name, and what it has with it', () => {
    const all = goneAfter(goneAfter([], { name: 'a/m', gone: true }), { name: 'ab', gone: true })
    assert.deepEqual(goneAfter(all, { name: 'a', gone: true }), ['ab', 'a'])
    assert.deepEqual(goneAfter(all, { name: 'a', gone: false }), ['ab'])
  })
})

describe('metrics', () => {
  const mapping = {
    long: {
      name: 'metric',
      value: 'value',
      unit: null,
      names: [{ said: 'ch4', unit: null, reading: 'ch4', factor: 1, offset: 0 }],
    },
  }
  it('are rows where the mapping names them, and where nobody knows what they are', () => {
    const given = [
      { name: 'ch4', metric: metric({ value: true, timestamp: 'then' }) },
      { name: 'ch4', metric: metric({ value: null }) },
      { name: 'else', metric: metric({}) },
      { name: null, metric: metric({ alias: 7, value: '18446744073709551615' }) },
    ]
    const cells = metricRows(mapping, given, { device: 'p/m', timestamp: 'now', n: 3 }).map((row) => [row.n, ...row.cells])
    assert.deepEqual(cells, [
      [3, 'p/m', 'ch4', '1', 'then'],
      [3, 'p/m', 'alias 7', '18446744073709551615', 'now'],
    ])
  })
})
