import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { type Entry, readTar, tarEnd, tarEntry } from './tar.ts'

const at = new Date('2026-03-02T01:30:00Z')
const files: Entry[] = [
  { name: 'head.json', body: Buffer.from('{"㐂": 1}') },
  { name: 'tables/facts/000001', body: Buffer.alloc(5000, 0x61) },
  { name: 'empty', body: Buffer.alloc(0) },
]
const archive = Buffer.concat([...files.map((file) => tarEntry(file.name, file.body, at)), tarEnd()])

async function all(entries: AsyncIterable<Entry>): Promise<Entry[]> {
  const found: Entry[] = []
  for await (const entry of entries) found.push(entry)
  return found
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

describe('an archive', () => {
  it('is read back as it was written, however it arrives', async () => {
    for (const size of [1, 511, 512, 100_000]) assert.deepEqual(await all(readTar(pieces(archive, size))), files)
  })
  it('can be opened by any tar', (test) => {
    const listed = spawnSync('tar', ['tf', '-'], { input: archive, encoding: 'utf8' })
    if (listed.error) return test.skip('no tar on this machine')
    assert.deepEqual(
      listed.stdout.trim().split('\n'),
      files.map((file) => file.name),
    )
  })
  it('that is cut or damaged says so', async () => {
    await assert.rejects(all(readTar(pieces(archive.subarray(0, 3000), 512))), /cut/)
    const damaged = Buffer.from(archive)
    damaged[5] = damaged[5]! ^ 1
    await assert.rejects(all(readTar(pieces(damaged, 512))), /damaged/)
  })
})
