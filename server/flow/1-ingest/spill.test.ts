import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { openSpill, type Spill } from './spill.ts'

function folder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'zhili-spill-'))
  t.after(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}
const message = (n: number, size = 10) => ({ device: `d${n}`, via: 'g', kind: 'k', payload: 'x'.repeat(size) })
function takeAll(spill: Spill): string[] {
  const got: string[] = []
  for (let next = spill.next(7); next; next = spill.next(7)) {
    got.push(...next.messages.map(({ device }) => device))
    next.done()
  }
  return got
}
const named = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `d${from + n}`)

describe('messages put aside on the disk', () => {
  it('come back in order, and leave nothing behind', async (t) => {
    const dir = folder(t)
    const spill = openSpill(dir)
    assert.equal(spill.next(7), null)
    assert.ok((await Promise.all(named(0, 100).map((_, n) => spill.put(message(n))))).every(Boolean))
    assert.deepEqual(takeAll(spill), named(0, 100))
    assert.equal(spill.bytes(), 0)
    assert.deepEqual(readdirSync(dir), ['place'])
    await spill.put(message(100))
    assert.deepEqual(takeAll(spill), ['d100'])
    await spill.close()
  })
  it('survive the end of the process; what was done with is not given again, what was torn is cut off', async (t) => {
    const dir = folder(t)
    const before = openSpill(dir)
    for (let n = 0; n < 20; n++) await before.put(message(n))
    before.next(7)!.done()
    before.next(7) // taken, but the process ends before it is done
    appendFileSync(join(dir, readdirSync(dir).find((name) => name.endsWith('.jsonl'))!), '{"device":"half')
    const after = openSpill(dir)
    await after.put(message(20))
    assert.deepEqual(takeAll(after), named(7, 21))
    await Promise.all([before.close(), after.close()])
  })
  it('go on over many files', async (t) => {
    const dir = folder(t)
    const spill = openSpill(dir, 1_000)
    for (let n = 0; n < 5; n++) await spill.put(message(n, 700))
    assert.ok(readdirSync(dir).length > 1)
    const again = openSpill(dir)
    assert.deepEqual(takeAll(again), named(0, 5))
    assert.equal(again.bytes(), 0)
    await Promise.all([spill.close(), again.close()])
  })
})
