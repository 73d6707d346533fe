import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { PackPage } from '../../contract/packs.ts'
import { askFor, deviceOf, fileOf, people, trust } from '../scenario/pack-steps.ts'
import { startStory } from '../story.ts'

describe('a process killed between putting a pack in force and following it', () => {
  it('has put it in force: another process takes it with its next batch, once', async (test) => {
    const story = await startStory(test, { at: new Date() })
    await trust(story)
    const { no } = (await askFor(story, fileOf())).body
    const dir = mkdtempSync(join(tmpdir(), 'pack-killed-'))
    test.after(() => rmSync(dir, { recursive: true, force: true }))
    const file = fileURLToPath(new URL('./pack-publisher.ts', import.meta.url))
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', file, story.url, 'wet-road', String(no), dir],
      {
        stdio: 'inherit',
      },
    )
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
    assert.deepEqual([code, signal], [null, 'SIGKILL'], 'it was killed at its first look after the commit')
    const device = await deviceOf(story)
    await story.reads(device, { level: 60 })
    await story.pass({ m: 2 })
    const alarms = await story.sql<{ family: string }>(`select family from alarms where pack = 'wet-road'`)
    assert.deepEqual(alarms, [{ family: 'level' }])
    const page = (await story.as(people.author).get<PackPage>('/api/v1/packs/wet-road')).body
    assert.deepEqual([page.version, page.releases.map(({ state }) => state)], [1, ['live']])
    assert.equal((await story.facts('pack.published')).length, 1)
    await story.acknowledge()
    await story.end()
  })
})
