import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createNodes, mostNodes } from '../nodes.ts'
import type { MetricIn, PayloadIn } from '../types.ts'
import { follow as followIn, type Message, mostAliases, mostChars, newNode } from './follow-node.ts'
import { goneAfter } from './gone.ts'
import { metricRows, unnamedFaults } from './metric-rows.ts'

const metric = (more: Partial<MetricIn>): MetricIn => ({
  ...{ name: null, alias: null, timestamp: null, value: 1 },
  ...more,
})
const payload = (seq: number | null, ...metrics: MetricIn[]): PayloadIn => ({ seq, metrics })
const room = () => ({ names: 50_000, chars: 2_000_000 })
const follow = (node: ReturnType<typeof newNode>, message: Message, given: PayloadIn) => followIn(node, message, given, room)
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

describe('names of a node', () => {
  const named = (count: number, length: number, from = 0) =>
    Array.from({ length: count }, (_, n) => metric({ name: String(n).padStart(length, 'x'), alias: from + n }))

  it('are bounded by their number and their length, and given back with what had them', () => {
    const node = newNode()
    assert.equal(follow(node, of('NBIRTH'), payload(0, ...named(mostAliases + 1, 5))).full, true)
    assert.equal(node.aliases.size, 0)
    assert.equal(follow(node, of('NBIRTH'), payload(0, ...named(1_000, 200))).full, false)
    assert.equal(node.chars, mostChars)
    assert.equal(follow(node, of('DBIRTH', 'm'), payload(1, ...named(1, 5, 9_000))).full, true)
    assert.equal(follow(node, of('NBIRTH'), payload(0, ...named(500, 200))).full, false)
    for (const seq of [1, 2, 3])
      assert.equal(follow(node, of('DBIRTH', 'm'), payload(seq, ...named(499, 200, 9_000))).full, false)
    follow(node, of('DDEATH', 'm'), payload(4))
    assert.equal(node.chars, mostChars / 2)
  })

  it('too long for any mapping are left out, and not asked for', () => {
    const node = newNode()
    follow(node, of('NBIRTH'), payload(0, metric({ name: 'x'.repeat(65_000), alias: 1 })))
    const data = follow(node, of('NDATA'), payload(1, metric({ alias: 1 })))
    assert.deepEqual([names(data), data.ask, node.chars], [[''], false, 0])
  })

  it('and nodes are of one feed: others lose nothing', () => {
    const nodes = createNodes()
    const alive = (feed: string, name: string, now: number) => {
      const node = nodes.hear(feed, name, now)
      if (node) followIn(node, of('NBIRTH'), payload(0, ...named(100, 20)), () => nodes.roomFor(feed, node))
      return node
    }
    const own = alive('b', 'pump', 0)!
    for (let n = 0; n < mostNodes; n++) assert.ok(alive('a', `invented-${n}`, n))
    assert.equal(alive('a', 'one more', 2_000), null)
    assert.equal(nodes.hear('b', 'pump', 2_000), own)
    assert.equal(own.aliases.size, 100)
    assert.equal(
      [...Array(mostNodes).keys()].filter((n) => nodes.hear('a', `invented-${n}`, 2_000)!.aliases.size > 0).length,
      500,
    )
    assert.ok(alive('a', 'one more', 2_000 + 3_600_000), 'in the place of one long unheard')
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
    assert.deepEqual(cells, [[3, 'p/m', 'ch4', '1', 'then']])
    const [fault, ...others] = unnamedFaults(given, { device: 'p/m', timestamp: 'now', n: 3 })
    assert.deepEqual(fault!.cells, ['p/m', '7', '18446744073709551615', 'now'])
    assert.deepEqual([fault!.refusal.details, others], [{ path: 'metric', reason: 'metric.unnamed', alias: '7' }, []])
  })
})
