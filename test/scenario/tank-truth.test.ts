import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { showTruth } from '../../server/commands/truth.ts'
import { roofTransmitter } from '../../simulator/field-fire.ts'
import { vesselOf } from '../../simulator/model/roof-tank.ts'
import { openTruth } from '../../simulator/truth.ts'
import { highRisePacks } from '../demo-packs.ts'
import { peer } from '../field-peer.ts'
import { vesselPlay } from '../shipped-plays.ts'
import { startStory } from '../story.ts'

const hourMs = 3_600_000
const tower = 'tower-linjiang'

it('a simulated tank leaks, and what was found is held against what was so', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'zhili-truth-'))
  t.after(() => rmSync(dir, { recursive: true }))
  const path = join(dir, 'truth.jsonl')
  const story = await startStory(t, { packs: highRisePacks })
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat) select $1, 'high-rise-fire', 'building', 'GL-1', '临江大厦', area, lon, lat from objects where id = 'tank-990101-0001'`,
    [tower],
  )
  await story.sql(
    `insert into devices (id, object, kind, pack, name, interval_s) values ('ut-1', $1, 'fire-transmitter', 'fire-alarm', '传输装置', 600)`,
    [tower],
  )
  await story.sql(`insert into senders (protocol, number, device) values ('gb26875', '010203040506', 'ut-1')`)
  const line = await peer(t, await story.zhili.gateways.listen('gb26875', { port: 0, host: '127.0.0.1' }))
  const beganMs = story.now().getTime() + hourMs
  const leak = { kind: 'leak-fast' as const, fromMs: beganMs, untilMs: beganMs + 2 * hourMs }
  const device = { number: '010203040506', id: 'ut-1', object: tower }
  const tank = roofTransmitter(device, '1', vesselOf(vesselPlay), {
    ...{ troubles: [leak], written: { truth: openTruth(path), sinceMs: beganMs } },
  })
  for (let minutes = 0; minutes < 5 * 60; minutes += 10) {
    for (const frame of tank.beat(story.now().getTime())) line.send(frame)
    await line.reads(30)
    await story.pass({ m: 10 })
  }
  const said: string[] = []
  assert.equal(await showTruth(story.zhili.spine, readFileSync(path, 'utf8'), (one) => said.push(one)), 0)
  assert.equal(said.length, 2, said.join('\n'))
  assert.match(said[1]!, /fire-alarm tank-low: 准确 precision 1\/1 = 1\.000 · 查全 recall 1\/1 = 1\.000 · 用时 delay \d+\.\d min/)
  const minutes = Number(/delay ([\d.]+)/.exec(said[1]!)![1])
  assert.ok(minutes >= 5 && minutes <= 25, `the rule holds five minutes, the device speaks every ten: ${minutes}`)
  assert.equal(await showTruth(story.zhili.spine, '', () => undefined), 1, 'no city wrote anything')
  await story.end()
})
