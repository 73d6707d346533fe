import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bcdDigits, fromHex, Reader, toBcd, toHex, Writer } from './bytes.ts'
import { chinaTime, chinaTimeOf, clockDigits } from './china-time.ts'
import { fromGbk, toGbk } from './gbk.ts'

describe('bytes', () => {
  it('read back as they were written, in both byte orders', () => {
    const bytes = new Writer().u8(1).u16(0xfffe).u32(0xfffffffd).uint(6, 0x123456789abc).uintLe(3, 0x010203).done()
    assert.equal(toHex(bytes), '01fffefffffffd123456789abc030201')
    const from = new Reader(bytes)
    assert.deepEqual(
      [from.u8(), from.u16(), from.u32(), from.uint(6), from.uintLe(3), from.left, from.failed],
      [1, 0xfffe, 0xfffffffd, 0x123456789abc, 0x010203, 0, false],
    )
  })

  it('beyond the end are zero, and the reader says so', () => {
    const from = new Reader(Uint8Array.of(1, 2, 3))
    assert.equal(from.u32(), 0)
    assert.equal(from.failed, true)
    assert.equal(from.left, 0)
    assert.equal(from.slice(1).length, 0)
  })

  it('grow as they are written and keep a fixed width', () => {
    const to = new Writer()
    for (let i = 0; i < 100; i++) to.putFixed(Uint8Array.of(7, 8, 9), 2)
    assert.equal(to.done().length, 200)
    assert.equal(toHex(new Writer().putFixed(Uint8Array.of(7), 3, 0x20).done()), '072020')
  })

  it('are read from hex of either case, with blanks and 0x; nothing else is hex', () => {
    assert.deepEqual(fromHex(' 0x7E 0a\tFF'), Uint8Array.of(0x7e, 10, 255))
    assert.equal(fromHex('7e0'), undefined)
    assert.equal(fromHex('7g'), undefined)
  })

  it('are digits only where every half byte is one', () => {
    assert.equal(bcdDigits(Uint8Array.of(0x20, 0x99)), '2099')
    assert.equal(bcdDigits(Uint8Array.of(0x2a)), undefined)
    assert.equal(bcdDigits(Uint8Array.of(0xa2)), undefined)
    assert.equal(toHex(toBcd(123, 3)), '000123')
    assert.equal(toHex(toBcd('12345678', 3)), '345678')
  })
})

describe('a device clock', () => {
  it('is Beijing time, and an impossible one is no other day', () => {
    assert.equal(chinaTimeOf('181015101010'), '2018-10-15T10:10:10+08:00')
    assert.equal(chinaTimeOf('20240229235959'), '2024-02-29T23:59:59+08:00')
    for (const none of [
      '230229000000',
      '181315101010',
      '180015101010',
      '181000101010',
      '181015240000',
      '181015106000',
      '18101510',
    ])
      assert.equal(chinaTimeOf(none), null, none)
    assert.equal(chinaTime({ year: 2026, month: 2, day: 30, hour: 0, minute: 0, second: 0 }), null)
  })

  it('is written from any offset', () => {
    assert.equal(clockDigits('2018-10-15T10:10:10+08:00'), '20181015101010')
    assert.equal(clockDigits('2018-10-15T02:10:10Z'), '20181015101010')
    assert.equal(clockDigits(null), '00000000000000')
  })
})

describe('GBK', () => {
  it('is written and read, four-byte GB18030 is read', () => {
    assert.equal(toHex(toGbk('测A888888')), 'b2e241383838383838')
    assert.equal(fromGbk(toGbk('渝A·12345 渣土车')), '渝A·12345 渣土车')
    assert.equal(fromGbk(fromHex('8139ee39')!), '㐀')
    assert.equal(toHex(toGbk('😀')), '3f')
    assert.equal(fromGbk(Uint8Array.of(65, 0, 66)), 'A')
  })
})
