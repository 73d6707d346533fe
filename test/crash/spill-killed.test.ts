import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, it } from 'node:test'
import { openSpill } from '../../server/flow/1-ingest/spill.ts'
import { chanceOfRun } from './chance.ts'

const rounds = 8
const writer = join(import.meta.dirname, 'spill-writer.ts')

type Told = { kept: number[]; took: number[] }

/** One life of a process that puts messages aside, killed after it has said so often that one is kept. */
async function life(dir: string, from: number, lines: number): Promise<Told> {
  const child = spawn(process.execPath, [writer, dir, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const told: Told = { kept: [], took: [] }
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, n] = line.split(' ') as [keyof Told, string]
    told[word].push(Number(n))
    if (told.kept.length >= lines) child.kill('SIGKILL')
  }
  return told
}

describe('messages on the disk when their process is killed', () => {
  it('are all there that were said to be kept, in order, and hardly any twice', async (t) => {
    const dir = mkdtempSync(join(tmpdir(), 'zhili-spill-'))
    t.after(() => rmSync(dir, { recursive: true, force: true }))
    const chance = chanceOfRun('spill')
    t.diagnostic(`CRASH_SEED=${chance.seed}`)
    const all: Told = { kept: [], took: [] }
    for (let round = 0; round < rounds; round++) {
      const told = await life(dir, round * 1_000_000, 20 + chance.below(300))
      all.kept.push(...told.kept)
      all.took.push(...told.took)
    }
    const spill = openSpill(dir)
    for (let next = spill.next(50); next; next = spill.next(50)) {
      all.took.push(...next.messages.map(({ payload }) => Number(payload)))
      assert.deepEqual(next.garbled, [])
      next.done()
    }
    await spill.close()
    assert.equal(spill.bytes(), 0)
    const took = new Set(all.took)
    assert.deepEqual(
      all.kept.filter((n) => !took.has(n)),
      [],
      'kept, and gone after the kill',
    )
    assert.deepEqual(
      [...took],
      [...took].sort((a, b) => a - b),
      'out of order',
    )
    // A kill between taking and noting gives the few of that moment again.
    assert.ok(all.took.length - took.size <= rounds * 3, `${all.took.length - took.size} given again`)
  })
})
