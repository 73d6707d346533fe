import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { wrap } from '../../../../protocols/hj212/encode.ts'
import { encode } from '../../../../protocols/jt808/encode.ts'
import type { Message } from '../../../../protocols/jt808/types.ts'
import { showBytes } from './show-bytes.ts'

const frame = (id: string, hex: string): Uint8Array =>
  encode({
    ...{ id, version: 2013, protocolVersion: 0, phone: '13912345678', serial: 1, encryption: 0 },
    ...{ name: 'opaque', body: { hex } },
  } as Message)[0]!

describe('bytes as a person may see them', () => {
  it('are those of a heartbeat, also one with a wrong checksum; never of a sign-in or of something unknown', () => {
    const heartbeat = frame('0002', '')
    assert.equal(showBytes('jt808', heartbeat), Buffer.from(heartbeat).toString('hex'))
    assert.notEqual(showBytes('jt808', heartbeat.with(-2, heartbeat.at(-2)! ^ 1)), null)
    assert.equal(showBytes('jt808', frame('0102', '736563726574')), null)
    assert.equal(showBytes('jt808', frame('0f00', '313233')), null)
    assert.equal(showBytes('jt808', Uint8Array.of(0x7e)), null)
  })

  it('have stars for passwords, old and new, also where the checksum is wrong', () => {
    const raw = wrap('ST=39;CN=1072;PW=123456;MN=D1;Flag=4;CP=&&NewPW=654321&&')
    for (const one of [raw, raw.with(raw.length - 3, 0x30)]) {
      const text = Buffer.from(showBytes('hj212', one)!, 'hex').toString()
      assert.match(text, /PW=\*{6};MN=D1.*NewPW=\*{6}&&/)
    }
  })
})
