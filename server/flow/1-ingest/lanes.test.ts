import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLanes, type Lanes } from './lanes.ts'
import type { Lane } from './types.ts'

/** `r1@a` is a red message of device 1 that came over gateway a. */
const push = (lanes: Lanes<string>, ...messages: string[]): void => {
  const names: Record<string, Lane> = { r: 'red', o: 'orange', y: 'open', c: 'calm' }
  for (const message of messages) {
    const [, lane, device, via] = /^([royc])(\w+)@(\w+)/.exec(message)!
    lanes.push(message, { device: device!, via: via!, lane: names[lane!]! })
  }
}
const take = (lanes: Lanes<string>, most: number, heavy?: number): string[] => {
  const { items, done } = lanes.take(most, { heavy })
  done()
  return items
}
const takeAll = (lanes: Lanes<string>, most = 1_000): string[][] => {
  const batches: string[][] = []
  while (lanes.size() > 0) batches.push(take(lanes, most))
  return batches
}

describe('the lanes of what waits', () => {
  it('red before orange in a batch of their own, the lowest last', () => {
    const lanes = createLanes<string>()
    push(lanes, 'c1@a', 'y2@a', 'o3@a', 'r4@a', 'c5@a')
    assert.deepEqual(takeAll(lanes), [
      ['r4@a', 'o3@a'],
      ['y2@a', 'c1@a', 'c5@a'],
    ])
  })
  it('a device’s messages never overtake each other: all before its red one go with it', () => {
    const lanes = createLanes<string>()
    push(lanes, 'c9@a', 'c1@a.1', 'y1@a.2', 'r1@a.3', 'c1@a.4')
    assert.deepEqual(takeAll(lanes), [
      ['c1@a.1', 'y1@a.2', 'r1@a.3'],
      ['c9@a', 'c1@a.4'],
    ])
  })
  it('gateways take turns, and the devices of a gateway', () => {
    const lanes = createLanes<string>()
    push(lanes, 'y1@a.1', 'y1@a.2', 'y1@a.3', 'y2@a', 'y3@b', 'y3@b.2')
    assert.deepEqual(takeAll(lanes), [['y1@a.1', 'y3@b', 'y2@a', 'y3@b.2', 'y1@a.2', 'y1@a.3']])
  })
  it('calm ones go eight a turn: a batch of a long line holds few devices', () => {
    const lanes = createLanes<string>()
    for (let n = 0; n < 20; n++) for (const device of ['1@a', '2@a', '3@b']) push(lanes, `c${device}.${n}`)
    const devices = (batch: string[]) => batch.map((message) => message.slice(0, 4)).join(' ')
    const run = (device: string, n: number) => Array.from({ length: n }, () => device).join(' ')
    assert.equal(
      devices(take(lanes, 200)),
      [run('c1@a', 8), run('c3@b', 8), run('c2@a', 8), run('c3@b', 5), run('c1@a', 5), run('c2@a', 5)].join(' '),
    )
    assert.equal(devices(take(lanes, 10)), [run('c1@a', 5), run('c3@b', 5)].join(' '))
  })
  it('each device’s first of a lane is told without having its turn', () => {
    const lanes = createLanes<string>()
    push(lanes, 'c1@a.1', 'r1@a.2', 'c1@a.3', 'c2@a', 'r3@b')
    assert.deepEqual(lanes.firstOf('calm'), ['c1@a.1', 'c2@a'])
    assert.deepEqual(lanes.firstOf('red'), ['r1@a.2', 'r3@b'])
    assert.deepEqual(lanes.firstOf('orange'), [])
    lanes.take(3)
    assert.deepEqual(
      [lanes.firstOf('red'), lanes.firstOf('calm')],
      [[], ['c2@a', 'c1@a.3']].map((all) => all.toSorted()),
    )
  })
  it('a storm of one device leaves room in every batch', () => {
    const lanes = createLanes<string>()
    for (let n = 0; n < 100; n++) push(lanes, `c1@a.${n}`)
    push(lanes, 'c2@b')
    const first = take(lanes, 64)
    assert.ok(first.includes('c2@b'))
    assert.equal(first.length, 9) // its share of a batch is eight
  })
  it('takes only so many that may raise something, and fills up with calm ones', () => {
    const lanes = createLanes<string>()
    push(lanes, 'y1@a', 'y2@a', 'y3@a', 'c4@a', 'c5@a')
    assert.deepEqual(take(lanes, 4, 2), ['y1@a', 'y2@a', 'c4@a', 'c5@a'])
  })
  it('a storm of red keeps the others waiting for no more than a batch', () => {
    const lanes = createLanes<string>()
    for (let n = 0; n < 100; n++) push(lanes, `r1@a.${n}`)
    push(lanes, 'c2@b')
    take(lanes, 64)
    assert.ok(take(lanes, 64).includes('c2@b'))
  })
  it('gives nothing more of a device until the batch it is in is done', () => {
    const lanes = createLanes<string>()
    push(lanes, 'c1@a.1', 'c2@a.1')
    const first = lanes.take(1)
    assert.deepEqual(first.items, ['c1@a.1'])
    push(lanes, 'r1@a.2', 'c1@a.3')
    assert.deepEqual(take(lanes, 10), ['c2@a.1'])
    assert.deepEqual([take(lanes, 10), lanes.size(), lanes.waiting('red')], [[], 2, 1])
    first.done()
    assert.deepEqual(takeAll(lanes), [['r1@a.2'], ['c1@a.3']])
  })
  it('loses, doubles and reorders nothing while batches overlap', () => {
    const lanes = createLanes<string>()
    const [sent, got]: [string[], string[]] = [[], []]
    const open: { items: string[]; done(): void }[] = []
    const end = (): void => {
      const { items, done } = open.shift()!
      got.push(...items)
      done()
    }
    for (let n = 0; n < 5_000; n++) {
      const message = `${n % 11 === 0 ? 'r' : 'c'}${(n * 31) % 7}@g${n % 3}.${n}`
      sent.push(message)
      push(lanes, message)
      if (n % 13 === 0) open.push(lanes.take(17))
      if (open.length === 3) end()
    }
    while (open.length > 0) end()
    got.push(...takeAll(lanes).flat())
    assert.deepEqual(got.toSorted(), sent.toSorted())
    const of = (list: string[], device: number) => list.filter((message) => message[1] === String(device))
    for (let device = 0; device < 7; device++) assert.deepEqual(of(got, device), of(sent, device))
  })
  it('one device that cries red leaves an orange one its place, also where few may be heavy', () => {
    const lanes = createLanes<string>()
    for (let n = 0; n < 100; n++) push(lanes, `r1@a.${n}`)
    push(lanes, 'o2@a')
    assert.deepEqual(take(lanes, 64, 8), ['r1@a.0', 'r1@a.1', 'r1@a.2', 'r1@a.3', 'o2@a'])
  })
  it('many devices that cry red for ever keep nobody waiting for more than two batches', () => {
    for (const [most, heavy] of [
      [64, 64],
      [64, 16],
      [1_000, 1_000],
      [1_000, 16],
    ] as const) {
      const lanes = createLanes<string>()
      for (let device = 0; device < 200; device++) for (let n = 0; n < 20; n++) push(lanes, `r${device}@a.${n}`)
      push(lanes, 'o2x@a', 'y2y@a', 'c2z@a')
      const taken = [...take(lanes, most, heavy), ...take(lanes, most, heavy)]
      for (const one of ['o2x@a', 'y2y@a', 'c2z@a']) assert.ok(taken.includes(one), `${one} of ${most}, ${heavy}`)
      assert.ok(taken.filter((one) => one.startsWith('r')).length > heavy, 'red goes on')
    }
  })
  it('loses and doubles nothing, whatever comes in between', () => {
    const lanes = createLanes<string>()
    const sent: string[] = []
    const got: string[] = []
    for (let n = 0; n < 5_000; n++) {
      // a fixed mixture: 7 devices of 3 gateways, one of 11 red
      const device = (n * 31) % 7
      const message = `${n % 11 === 0 ? 'r' : 'c'}${device}@g${device % 3}.${n}`
      sent.push(message)
      push(lanes, message)
      if (n % 13 === 0) got.push(...take(lanes, 17))
    }
    got.push(...takeAll(lanes).flat())
    assert.deepEqual(got.toSorted(), sent.toSorted())
    const of = (list: string[], device: number) => list.filter((message) => message.slice(1).startsWith(`${device}@`))
    for (let device = 0; device < 7; device++) assert.deepEqual(of(got, device), of(sent, device))
    assert.deepEqual([lanes.waiting('red'), lanes.waiting('calm')], [0, 0])
  })
})
