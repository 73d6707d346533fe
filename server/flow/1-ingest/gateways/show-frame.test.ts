import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromHex } from '../../../../protocols/bytes.ts'
import { wrap } from '../../../../protocols/hj212/encode.ts'
import { encode } from '../../../../protocols/jt808/encode.ts'
import type { Message } from '../../../../protocols/jt808/types.ts'
import { showFrame } from './show-frame.ts'

const frame = (id: string, hex: string): Uint8Array =>
  encode({
    ...{ id, version: 2013, protocolVersion: 0, phone: '13912345678', serial: 1, encryption: 0 },
    ...{ name: 'opaque', body: { hex } },
  } as Message)[0]!

describe('a frame as a person may see it', () => {
  it('shows a heartbeat read, and of a sign-in who it was but no code', () => {
    assert.equal((showFrame('jt808', frame('0002', '')).value as Message).name, 'heartbeat')
    const shown = showFrame('jt808', frame('0102', Buffer.from('secret').toString('hex')))
    assert.equal((shown.value as Message).phone, '13912345678')
    assert.doesNotMatch(JSON.stringify(shown), /secret|736563726574/)
  })

  it('shows a message of a river station without its password', () => {
    // the worked example of the standard: password 03E8
    const raw = fromHex(
      '7e7e05001122334403e832002b020034170718110016f1f1001122334448f0f01707181100201900004026190000403923000104903812109903a421',
    )!
    const shown = showFrame('sl651', raw)
    assert.equal((shown.value as { station: string }).station, '0011223344')
    assert.doesNotMatch(JSON.stringify(shown), /03e8/)
  })

  it('shows a telegram without its passwords, read or not', () => {
    const raw = wrap('ST=39;CN=1072;PW=123456;MN=D1;Flag=4;CP=&&NewPW=654321&&')
    for (const one of [raw, raw.with(raw.length - 3, 0x30)])
      assert.doesNotMatch(JSON.stringify(showFrame('hj212', one)), /123456|654321|313233343536|363534333231/)
    assert.equal((showFrame('hj212', raw).value as { mn: string }).mn, 'D1')
  })
})
