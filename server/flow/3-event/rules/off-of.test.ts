import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HaulCheck } from '../../../../contract/haulage.ts'
import { truckPack } from '../../../../test/demo-packs.ts'
import { endsByItself, offOf } from './off-of.ts'

const check = (kind: HaulCheck['kind']): HaulCheck => truckPack.haulage!.checks.find((one) => one.kind === kind)!
const reasonOf = (...of: Parameters<typeof offOf>) => offOf(...of)?.reason ?? null

describe('what is put off', () => {
  it('a truck that stood at the wash by its own places, but for the sample; it ends by itself', () => {
    const off = offOf(check('unwashed'), { washed: false, stood: 100 }, null)
    assert.deepEqual([off?.reason, off?.forMs, off?.ends], ['stood-at-wash', 24 * 3_600_000, true])
    assert.equal(reasonOf(check('unwashed'), { washed: false, stood: 100, sampled: true }, null), null)
    assert.equal(reasonOf(check('unwashed'), { washed: false }, null), null)
    assert.deepEqual(['stood-at-wash', 'ticket-late', null].map(endsByItself), [true, false, false])
  })

  it('a trip without a ticket waits for one, and comes before a person after that', () => {
    assert.deepEqual([offOf(check('no-ticket'), {}, null)?.ends, reasonOf(check('dump'), {}, null)], [false, null])
  })

  it('a volume the loads without a ticket make up for; those of more than is missing do not hide an excess', () => {
    const under = { taken: 880, permitted: 1_000, limit: 10 }
    assert.equal(reasonOf(check('volume'), under, { untold: 2, each: 15, before: null }), 'loads-known')
    assert.equal(reasonOf(check('volume'), under, { untold: 1, each: 15, before: null }), null, '895 is not 900')
    assert.equal(reasonOf(check('volume'), { ...under, taken: 1_101 }, { untold: 90, each: 15, before: null }), null)
  })

  it('a volume found before, until it changed by as much as a volume may differ', () => {
    const over = { taken: 1_250, permitted: 1_000, limit: 10 }
    assert.equal(reasonOf(check('volume'), over, { untold: 0, each: 15, before: 1_150 }), 'as-before')
    assert.equal(reasonOf(check('volume'), over, { untold: 0, each: 15, before: 1_149 }), null)
    assert.equal(reasonOf(check('volume'), over, { untold: 0, each: 15, before: null }), null)
  })
})
