import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  flat as flatBlock,
  ineffective as ineffectiveBlock,
  noReceipt as noReceiptBlock,
  rate as rateBlock,
  silence as silenceBlock,
} from '../../../../contract/pack.ts'
import type { Look, Looker, RuleState, Verdict } from '../types.ts'
import * as command from './command.ts'
import { flat as readyFlat } from './flat.ts'
import { rate as readyRate } from './rate.ts'
import { silence as readySilence } from './silence.ts'

/** A rule made ready and asked at once; nothing said is the same as before. */
const asked =
  <R>(ready: (rule: R) => Looker) =>
  (rule: R, before: RuleState, look: Look): Verdict =>
    ready(rule)(before, look) ?? { state: before, change: null, wakeAt: null }
const [ineffective, noReceipt] = [asked(command.ineffective), asked(command.noReceipt)]
const [flat, rate, silence] = [asked(readyFlat), asked(readyRate), asked(readySilence)]

const head = { id: 'x', family: 'f', name: { zh: '规则', en: 'rule' } }
const fresh: RuleState = { level: null }
const look = (now: number, extra: Partial<Look> = {}): Look => ({ now: now * 1000, values: null, lastAt: null, ...extra })

describe('silence', () => {
  const rule = silenceBlock({ ...head, for: '3m', severity: 'blue' })
  it('is not raised for a device never heard', () => assert.equal(silence(rule, fresh, look(9999)).change, null))
  it('wants to be asked when the time is up', () =>
    assert.equal(silence(rule, fresh, look(60, { lastAt: 60_000 })).wakeAt, 240_000))
  it('is raised at the very moment, not before', () => {
    assert.equal(silence(rule, fresh, look(239, { lastAt: 60_000 })).change, null)
    assert.equal(silence(rule, fresh, look(240, { lastAt: 60_000 })).change?.to, 'blue')
  })
  it('ends with the first reading', () =>
    assert.equal(silence(rule, { level: 'blue' }, look(500, { lastAt: 500_000, values: { ch4: 1 } })).change?.to, null))
})

describe('a stuck sensor', () => {
  const rule = flatBlock({ ...head, reading: 'ch4', for: '10m', severity: 'blue' })
  const play = (values: [number, number][]): (string | null | undefined)[] => {
    let state = fresh
    return values.map(([second, value]) => {
      const seen = flat(rule, state, look(second, { values: { ch4: value } }))
      state = seen.state
      return seen.change ? seen.change.to : undefined
    })
  }
  it('is told after the time and at least four equal readings', () =>
    assert.deepEqual(
      play([
        [0, 5],
        [200, 5],
        [400, 5],
        [600, 5],
      ]),
      [undefined, undefined, undefined, 'blue'],
    ))
  it('is not told from two equal readings however far apart', () =>
    assert.deepEqual(
      play([
        [0, 5],
        [3600, 5],
      ]),
      [undefined, undefined],
    ))
  it('is over with the first other value', () =>
    assert.deepEqual(
      play([
        [0, 5],
        [200, 5],
        [400, 5],
        [600, 5],
        [660, 5.1],
      ]).at(-1),
      null,
    ))
})

describe('a rate', () => {
  const rule = rateBlock({
    ...head,
    reading: 'ch4',
    perMinute: 2,
    window: '5m',
    severity: 'yellow',
    hold: '60s',
    clearHold: '5m',
  })
  it('needs half a window before it believes a slope', () => {
    const first = rate(rule, fresh, look(0, { values: { ch4: 0 } }))
    const second = rate(rule, first.state, look(60, { values: { ch4: 30 } }))
    assert.equal(second.state.since, null)
  })
  it('sees the slope of a device that speaks every second', () => {
    let state = fresh
    for (let second = 0; second <= 300; second++) state = rate(rule, state, look(second, { values: { ch4: second / 10 } })).state
    assert.ok(state.window!.length < 100)
    assert.equal(state.level, 'yellow')
  })
  it('is raised after its hold and falls after its clear hold', () => {
    let state = fresh
    const changes: string[] = []
    for (let minute = 0; minute <= 20; minute++) {
      const value = minute <= 6 ? minute * 3 : 18
      const seen = rate(rule, state, look(minute * 60, { values: { ch4: value } }))
      state = seen.state
      if (seen.change) changes.push(`${minute}:${seen.change.to ?? 'clear'}`)
    }
    assert.deepEqual(changes, ['4:yellow', '13:clear'])
  })
})

describe('a command without effect', () => {
  const rule = ineffectiveBlock({ ...head, command: 'fan.on', reading: 'ch4', within: '10m', fall: 0.2, severity: 'orange' })
  const started = ineffective(rule, fresh, look(0, { receipt: { command: 'fan.on', ok: true, values: { ch4: 20 } } }))
  it('is not judged before its time', () =>
    assert.equal(ineffective(rule, started.state, look(599, { values: { ch4: 20 } })).change, null))
  it('calls a person at its minute, even without a new reading', () =>
    assert.equal(ineffective(rule, started.state, look(600)).change?.to, 'orange'))
  it('is content with a fall by a fifth', () => {
    const fallen = ineffective(rule, started.state, look(300, { values: { ch4: 16 } }))
    assert.equal(fallen.change, null)
    assert.equal(fallen.state.running, null)
  })
  it('is over when the value has fallen after all', () => {
    const raised = ineffective(rule, started.state, look(600))
    assert.equal(ineffective(rule, raised.state, look(700, { values: { ch4: 15 } })).change?.to, null)
  })
})

describe('the effect of a command that is due before the device measures again', () => {
  const rule = ineffectiveBlock({ ...head, command: 'fan.on', reading: 'ch4', within: '45s', fall: 0.2, severity: 'orange' })
  const started = ineffective(rule, fresh, look(0, { receipt: { command: 'fan.on', ok: true, values: { ch4: 20 } } }))
  it('is not judged by the value before, and is judged after three minutes if none comes', () => {
    assert.equal(started.wakeAt, 180_000)
    assert.equal(ineffective(rule, started.state, look(179)).change, null)
    assert.equal(ineffective(rule, started.state, look(180)).change?.to, 'orange')
  })
  it('is judged by the next value at once: fallen calls nobody, not fallen calls people', () => {
    const fallen = ineffective(rule, started.state, look(60, { values: { ch4: 9 } }))
    assert.deepEqual([fallen.change, fallen.state.running, fallen.wakeAt], [null, null, null])
    assert.equal(ineffective(rule, started.state, look(60, { values: { ch4: 19 } })).change?.to, 'orange')
  })
  it('takes no value of another reading for one', () => {
    const other = ineffective(rule, started.state, look(60, { values: { h2s: 1 } }))
    assert.deepEqual([other.change, other.wakeAt], [null, 180_000])
  })
  it('waits no longer than its time once the device has told a value', () => {
    const early = ineffective(rule, started.state, look(20, { values: { ch4: 20 } }))
    assert.deepEqual([early.change, early.wakeAt], [null, 45_000])
    assert.equal(ineffective(rule, early.state, look(45)).change?.to, 'orange')
  })
})

describe('a command without receipt', () => {
  const rule = noReceiptBlock({ ...head, command: 'fan.on', severity: 'orange', clearOnReceipt: true })
  it('is an alarm of its own', () =>
    assert.equal(noReceipt(rule, fresh, look(5, { unanswered: { command: 'fan.on' } })).change?.to, 'orange'))
  it('is one when the device refuses', () =>
    assert.equal(noReceipt(rule, fresh, look(5, { receipt: { command: 'fan.on', ok: false } })).change?.to, 'orange'))
  it('ends with a good receipt', () =>
    assert.deepEqual(noReceipt(rule, { level: 'orange', since: 1 }, look(9, { receipt: { command: 'fan.on', ok: true } })), {
      ...{ state: { level: null, since: null }, change: { from: 'orange', to: null, value: null, limit: null }, wakeAt: null },
    }))
  it('does not listen to other commands', () =>
    assert.equal(noReceipt(rule, fresh, look(5, { unanswered: { command: 'pump.on' } })).change, null))
})
