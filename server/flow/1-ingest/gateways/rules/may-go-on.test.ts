import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Proof } from '../types.ts'
import { mayGoOn } from './may-go-on.ts'

describe('who may go on', () => {
  const cases: [Exclude<Proof, { by: 'register' }>, string | null, boolean, string][] = [
    [{ by: 'sign-in', code: 'a' }, 'a', false, 'yes'],
    [{ by: 'sign-in', code: 'b' }, 'a', true, 'wrong-code'],
    [{ by: 'sign-in', code: '' }, null, false, 'wrong-code'],
    [{ by: 'signed-in' }, 'a', true, 'yes'],
    [{ by: 'signed-in' }, 'a', false, 'not-signed-in'],
    [{ by: 'password', code: 'a' }, 'a', false, 'yes'],
    [{ by: 'password', code: 'b' }, 'a', false, 'wrong-code'],
    [{ by: 'password', code: 'b' }, null, false, 'yes'],
    [{ by: 'none' }, 'a', false, 'yes'],
  ]
  for (const [proof, code, signedIn, expected] of cases)
    it(`${JSON.stringify(proof)} ${code} ${signedIn} → ${expected}`, () =>
      assert.equal(mayGoOn(proof, { code, signedIn }), expected))
})
