import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isLenient, isRefused, leniently, sayVerdict } from './verdict-words.ts'

describe('the verdict of a frame that was read despite its fault', () => {
  it('stands apart, and says so in the words of what became of it', () => {
    for (const verdict of ['taken', 'repeated', 'heard', 'waiting', 'position-untagged']) {
      const own = leniently(verdict)
      assert.equal(isLenient(own), true)
      assert.equal(isRefused(own), false)
      assert.equal(sayVerdict(own).zh, `${sayVerdict(verdict).zh}（校验从宽）`)
      assert.equal(sayVerdict(own).en, `${sayVerdict(verdict).en} (lenient)`)
    }
  })

  it('is the usual one where it was refused all the same', () => {
    for (const verdict of ['wrong-code', 'no-value', 'reading.future']) {
      assert.equal(leniently(verdict), verdict)
      assert.equal(isRefused(verdict), true)
    }
  })
})
