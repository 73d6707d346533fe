import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLineFramer } from './lines.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function cut(text: string, size: number, most = 8): string[] {
  const framer = createLineFramer(most)
  const all = bytes(text)
  const answers = []
  for (let at = 0; at < all.length; at += size) answers.push(...framer.push(all.subarray(at, at + size)))
  answers.push(...framer.end())
  return answers.map((answer) => (answer instanceof Uint8Array ? new TextDecoder().decode(answer) : `!${answer.error}`))
}

describe('lines of a stream', () => {
  it('are the same wherever the chunks end', () => {
    const text = 'one\r\ntwo\n\n\rthree\n123456789 and more\nfour\n12345678\nlast'
    const whole = cut(text, text.length)
    assert.deepEqual(whole, ['one', 'two', 'three', '!too-long', 'four', '12345678', 'last'])
    for (let size = 1; size < text.length; size++) assert.deepEqual(cut(text, size), whole, `chunks of ${size}`)
  })

  it('never hold more than the longest', () => {
    const framer = createLineFramer(100)
    for (let i = 0; i < 10_000; i++) assert.equal(framer.push(bytes('x'.repeat(50))).length, i === 2 ? 1 : 0)
    assert.deepEqual(framer.push(bytes('\nfine\n')), [bytes('fine')])
  })
})
