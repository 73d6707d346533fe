import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { broken } from './break-in.ts'
import { breaks } from './breaks.ts'

describe('the breaks planted by `npm run city -- --planted`', () => {
  it('each fit into the product as it is, in one place', () => {
    for (const one of breaks) {
      const text = readFileSync(new URL(`../../${one.file}`, import.meta.url), 'utf8')
      assert.notEqual(broken(text, one), text, one.name)
    }
    assert.equal(new Set(breaks.map(({ name }) => name)).size, breaks.length)
  })
})
