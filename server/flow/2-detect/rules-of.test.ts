import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { definePack, type Pack, threshold } from '../../../contract/pack.ts'
import { gasPack } from '../../../test/demo-packs.ts'
import { createPacks } from '../../city/pack/packs.ts'
import { rulesOf } from './rules-of.ts'

const name = { zh: '规则', en: 'rule' }
const levels = [{ severity: 'red' as const, limit: 50, hold: '1m' }]
const packOf = (kind: number, rules: number): Pack =>
  definePack({
    ...{ ...gasPack, id: `pack-${kind}`, deviceKind: `kind-${kind}`, objects: [], acts: [] },
    detect: Array.from({ length: rules }, (_, i) =>
      threshold({
        id: `r${i}`,
        family: 'gas',
        name,
        reading: 'ch4',
        direction: 'above',
        levels,
        clearFactor: 0.8,
        clearHold: '1m',
      }),
    ),
  })

/** How often the rules of a kind ask for a value in a storm of a thousand messages of one device. */
function asked(packs: Pack[], kind: string): number {
  const rules = rulesOf(createPacks(packs, { demo: false }), 'Asia/Shanghai').now()
  let gets = 0
  const values = new Proxy({ ch4: 60 } as Record<string, number>, {
    get(target, key) {
      gets++
      return Reflect.get(target, key) as number
    },
  })
  let states = {}
  for (let now = 0; now < 1_000; now++) states = rules.device(kind)!.lookAll(states, { now, values, lastAt: now }).states
  return gets
}

describe('a storm of one device', () => {
  it('runs no rule of another kind, however many there are', () => {
    const own = packOf(0, 3)
    const others = Array.from({ length: 100 }, (_, i) => packOf(i + 1, 20))
    // Of each message: once for all limits on the reading, once by each rule whose limit is passed.
    assert.equal(asked([own, ...others], 'kind-0'), 4_000)
    assert.equal(asked([own], 'kind-0'), 4_000)
  })
  it('makes no rule ready again', () => {
    const rules = rulesOf(createPacks([packOf(0, 3)], { demo: false }), 'Asia/Shanghai')
    assert.equal(rules.now().device('kind-0'), rules.now().device('kind-0'))
    assert.equal(rules.now().device('kind-9'), undefined)
  })
})
