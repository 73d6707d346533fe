import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
  it('go on behind a line that was garbled, and tell of it', async (t) => {
    const dir = folder(t)
    const before = openSpill(dir)
    for (let n = 0; n < 4; n++) await before.put(message(n))
    await before.close()
    const file = join(dir, readdirSync(dir).find((name) => name.endsWith('.jsonl'))!)
    const lines = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, [lines[0], lines[1]!.replaceAll('"', '?'), '{"device":7}', ...lines.slice(2)].join('\n'))
    const after = openSpill(dir)
    const next = after.next(10)!
    assert.deepEqual(
      next.messages.map(({ device }) => device),
      ['d0', 'd2', 'd3'],
    )
    assert.deepEqual(
      next.garbled.map((line) => line.slice(0, 12)),
      ['{?device?:?d', '{"device":7}'],
    )
    next.done()
    assert.equal(after.next(10), null)
    await after.close()
  })
  it('come to an end also where the end of a line was lost', async (t) => {
    const dir = folder(t)
    const spill = openSpill(dir)
    await spill.put(message(0))
    const file = join(dir, readdirSync(dir)[0]!)
    writeFileSync(file, readFileSync(file, 'utf8').replace('\n', ' '))
    const next = spill.next(10)!
    assert.equal(next.messages.length + next.garbled.length, 1)
    next.done()
    assert.equal(spill.next(10), null)
    await spill.close()
  })
  it('are answered for when a file cannot be written, and those that come later find another', async (t) => {
    const dir = folder(t)
    const spill = openSpill(dir)
    // No file: it can neither be opened nor cut back.
    mkdirSync(join(dir, '00000001.jsonl'))
    assert.deepEqual(await Promise.all([spill.put(message(0)), spill.put(message(1))]), [false, true])
    assert.equal(await spill.put(message(2)), true)
    assert.deepEqual(takeAll(spill), ['d1', 'd2'])
    await spill.close()
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
