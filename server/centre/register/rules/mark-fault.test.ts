import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { foldCode, keyOfNumber, type Marks, markFault } from './mark-fault.ts'

const marks: Marks = {
  codes: new Map([
    ['r5c-2', [{ id: 'a', code: 'R5C-2', shown: true }]],
    ['x-1', [{ id: 'b', code: 'X-1', shown: false }]],
  ]),
  numbers: new Map([[keyOfNumber('plate', '渝A12345'), [{ id: 'a', districtName: '江北区' }]]]),
}
const entry = { code: 'NEW-1', details: { plate: '渝ａ·12345' } }
const fault = (more: object) => markFault({ numbers: ['plate'], id: null, entry, changes: null, ...more }, marks)
const change = (field: string) => [{ field, personal: false, from: null, to: null }]

describe('what one object alone bears', () => {
  it('is refused where another bears it, however it is written, by its district alone', () => {
    assert.deepEqual(fault({}), { field: 'details/plate', reason: 'number.taken', given: { name: '江北区' } })
    assert.equal(fault({ id: 'a' }), null, 'it is its own')
    assert.equal(fault({ numbers: [] }), null, 'no number of this kind')
    assert.equal(fault({ entry: { ...entry, details: { plate: ' · ' } } }), null)
  })
  it('may be a code that differs in more than case; of one elsewhere its code is not told', () => {
    assert.deepEqual(fault({ entry: { code: 'r5c-2', details: {} } }), {
      ...{ field: 'code', reason: 'code.case', given: { name: 'R5C-2' } },
    })
    assert.deepEqual(fault({ entry: { code: 'x-1', details: {} } })?.reason, 'name.taken')
    assert.equal(foldCode('Ｒ5Ｃ-2'), foldCode('r5c-2'))
  })
  it('is not asked about where it has not changed: old entries can be put right', () => {
    assert.equal(fault({ id: 'c', changes: change('name') }), null)
    assert.equal(fault({ id: 'c', changes: change('details/plate') })?.reason, 'number.taken')
  })
})
