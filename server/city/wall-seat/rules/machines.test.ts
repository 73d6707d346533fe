import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { browserWords, twoInUse } from './machines.ts'

const at = (time: string) => new Date(`2026-04-10T${time}:00+08:00`)
const machine = (address: string, first: string, last: string) => ({
  ...{ address, agent: 'Chrome', firstAt: at(first), lastAt: at(last), told: false },
})
const two = (machines: Parameters<typeof twoInUse>[0], now: string, rate = 1) =>
  twoInUse(machines, { now: at(now), rate })?.map(({ address }) => address) ?? null

describe('two machines of a seat', () => {
  it('are in use where each came while the other was there', () => {
    assert.deepEqual(two([machine('b', '09:00', '10:00'), machine('a', '08:00', '10:01')], '10:02'), ['a', 'b'])
    assert.equal(two([machine('a', '08:00', '10:00')], '10:00'), null)
  })

  it('are not where one took the place of the other, as when an address changes', () => {
    assert.equal(two([machine('a', '08:00', '10:00'), machine('b', '10:01', '10:05')], '10:05'), null)
  })

  it('are not any more once one is silent', () => {
    const both = [machine('a', '08:00', '10:00'), machine('b', '09:00', '09:50')]
    assert.equal(two(both, '10:00'), null)
    assert.deepEqual(two(both, '10:00', 60), ['a', 'b'], 'a demo that runs faster')
  })
})

it('a browser is named in short', () => {
  const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'
  assert.equal(browserWords(chrome), 'Chrome 126 · Windows')
  assert.equal(browserWords(`${chrome} Edg/126.0.1`), 'Edge 126 · Windows')
  assert.equal(browserWords('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'), 'Firefox 128 · Linux')
  assert.equal(browserWords('lightMyRequest'), 'lightMyRequest')
  assert.equal(browserWords(''), '—')
})
