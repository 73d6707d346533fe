import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { plainText } from './plain-text.ts'

describe('plain text', () => {
  it('loses what no database takes, and keeps lines', () => assert.equal(plainText('a\u0000b\u001b[31m\nc\td'), 'ab[31m\nc\td'))
  it('holds no half characters', () => assert.equal(plainText('x\ud842y'), 'x\ufffdy'))
})
