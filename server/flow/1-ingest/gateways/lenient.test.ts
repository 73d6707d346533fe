import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decoded, rejected } from '../../../../protocols/decoded.ts'
import { isForgiven, noteFaultless, readDespite } from './lenient.ts'
import type { Proof, Sender, Tolerance } from './types.ts'

const sender: Sender = {
  ...{ device: 'd', kind: 'k', pack: 'p', area: '50/', crs: null },
  ...{ code: null, lenient: true },
}

describe('a frame with a fault', () => {
  it('is read despite a wrong check sum, declared length or line end: one of them, and nothing else', () => {
    const asked: Tolerance[] = []
    const read = (tolerance: Tolerance) => {
      asked.push(tolerance)
      return decoded('said')
    }
    for (const error of ['bad-checksum', 'bad-length', 'bad-end'] as const)
      assert.equal(readDespite(rejected(error), read), 'said')
    assert.deepEqual(asked, [{ checksum: true }, { length: true }, { crlf: true }])
    assert.equal(readDespite(rejected('bad-header'), read), null)
    assert.equal(
      readDespite(rejected('bad-checksum'), () => rejected('bad-length')),
      null,
    )
    assert.equal(asked.length, 3)
  })

  it('is of a lenient sender that proves itself, whoever else speaks on the line', () => {
    const shared = new Set(['1', '2'])
    const proofs: [Proof, Partial<Sender>, boolean][] = [
      [{ by: 'signed-in' }, {}, true],
      [{ by: 'sign-in', code: 'c' }, {}, true],
      [{ by: 'password', code: 'c' }, { code: 'c' }, true],
      [{ by: 'password', code: 'c' }, {}, false],
      [{ by: 'register', terminal: 't' }, {}, false],
      [{ by: 'none' }, {}, false],
    ]
    for (const [proof, own, forgiven] of proofs) {
      const said = { number: '3', proof }
      assert.equal(isForgiven(said, { ...sender, ...own }, shared), forgiven, proof.by)
      assert.equal(isForgiven(said, { ...sender, ...own }, new Set()), true, `${proof.by} alone`)
      assert.equal(isForgiven(said, { ...sender, ...own, lenient: false }, new Set()), false, `${proof.by} strict`)
      assert.equal(isForgiven(said, null, new Set()), false)
    }
  })

  it('of a number nothing proves is believed only where no other number speaks without a fault', () => {
    const said = { number: '1', proof: { by: 'none' } as const }
    const faultless = new Set<string>()
    noteFaultless(faultless, '1')
    assert.equal(isForgiven(said, sender, faultless), true)
    noteFaultless(faultless, '2')
    assert.equal(isForgiven(said, sender, faultless), false)
    for (const number of ['3', '4', '5']) noteFaultless(faultless, number)
    assert.equal(faultless.size, 2, 'bounded')
  })
})
