import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maskBy, maskId, maskName, maskPhone } from './mask.ts'

describe('a personal field', () => {
  it('keeps of a phone what helps to recognise it', () => assert.equal(maskPhone('13000000042'), '130****0042'))
  it('keeps less of a short number', () =>
    assert.deepEqual([maskPhone('67891234'), maskPhone('12'), maskPhone('')], ['******34', '12', '']))
  it('keeps the family name, also where it is a rare character', () =>
    assert.deepEqual([maskName('谢然'), maskName('𠮷田花'), maskName('㐂')], ['谢*', '𠮷**', '㐂']))
  it('keeps of an identity number its region and its end', () =>
    assert.deepEqual([maskId('500105190001010009'), maskId('5001')], ['500***********0009', '****']))
  it('keeps of an e-mail its first letter and where it goes', () =>
    assert.deepEqual(
      [maskBy('email', 'lan.ouyang@example.org'), maskBy('email', 'nothing')],
      ['l*********@example.org', 'n******'],
    ))
  it('that is absent stays absent', () => assert.equal(maskBy('phone', null), null))
})
