import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import type { DetectionQuality } from '../../contract/detection-quality.ts'
import { showTruth } from '../../server/commands/truth.ts'
import { addsTo, type SlopeStory, slopeTruth, storyOf } from '../../simulator/model/slope.ts'
import { openTruth } from '../../simulator/truth.ts'
import { slopePlay } from '../shipped-plays.ts'
import { acceptAll, alarmOf, first, point, second, shaking, startRock } from './rock.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const [other, loose] = ['point-beian', 'rk-990101-c9']

it('a simulated slope fails and a sensor elsewhere is knocked: red comes before the failure, yellow for nothing is counted', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'zhili-rock-truth-'))
  t.after(() => rmSync(dir, { recursive: true }))
  const story = await startRock(t, { DATA_DIR: dir })
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat) select $1, 'rock-hazard', 'hazard-point', 'WY-9', '北岸危岩', area, lon + 0.02, lat from objects where id = $2`,
    [other, point],
  )
  await story.sql(
    `insert into devices (id, object, kind, pack, gateway, name, interval_s) values ($1, $2, 'rock-sensor', 'rock-hazard', 'gw-990101', $1, 3600)`,
    [loose, other],
  )
  const beganMs = story.now().getTime()
  const fails = storyOf(slopePlay.model, { point, kind: 'fails', fromMs: beganMs + 10 * minuteMs })
  const stories = [fails, storyOf(slopePlay.model, { point: other, kind: 'knocked', fromMs: beganMs + hourMs })]
  const sensors: [device: string, story: SlopeStory, serial: number][] = [
    [first, fails, 1],
    [second, fails, 2],
    [loose, stories[1]!, 1],
  ]
  const valueAt = ([, of, serial]: (typeof sensors)[number], nowMs: number): number | null => {
    const adds = addsTo(slopePlay.model, of, { says: 'crack', serial }, nowMs)
    return adds === null ? null : Number((30 + shaking((nowMs / hourMs) * 3) + adds).toFixed(2))
  }
  // A logger sends what it kept in one message: without its own times there would be no growth of a day before half a day is over.
  for (const sensor of sensors) {
    const readings = Array.from({ length: 72 }, (_, i) => beganMs - (71 - i) * 30 * minuteMs).map((ms) => ({
      at: new Date(ms).toISOString(),
      values: { crack: valueAt(sensor, ms)! },
    }))
    const sent = { device: sensor[0], channel: 'mqtt' as const, source: 'gw-990101', payload: '', readings }
    assert.deepEqual(await story.zhili.ingest.accept(sent), { ok: true, stored: 72, duplicates: 0 })
  }
  const truth = openTruth(join(dir, 'truth.jsonl'))
  truth.watch({ pack: 'rock-hazard', matter: 'rock', watched: 2, from: new Date(beganMs).toISOString() })
  const colours = new Set<string>()
  while (story.now().getTime() < fails.untilMs + 30 * minuteMs) {
    const nowMs = story.now().getTime()
    for (const sensor of sensors) {
      const crack = valueAt(sensor, nowMs)
      if (crack !== null) await story.reads(sensor[0], { crack })
    }
    for (const line of slopeTruth(slopePlay.model, stories, nowMs)) truth.tell(line)
    // Called people answer: an alarm nobody takes rings on and on, which is not what is looked at here.
    await story.pass({ m: 5 })
    await acceptAll(story)
    await story.pass({ m: 40 })
    colours.add((await alarmOf(story)) ?? 'none')
  }
  const order = ['none', 'blue', 'yellow', 'orange', 'red']
  assert.deepEqual(
    [...colours],
    order.filter((one) => colours.has(one)),
    'it worsens step by step',
  )
  assert.ok(colours.size >= 4, [...colours].join())

  const said: string[] = []
  assert.equal(await showTruth(story.zhili.spine, readFileSync(join(dir, 'truth.jsonl'), 'utf8'), (line) => said.push(line)), 0)
  const rock = said.findIndex((line) => line.includes('rock-hazard rock:'))
  assert.match(said[rock]!, /准确 precision 1\/2 = 0\.500 · 查全 recall 1\/1 = 1\.000/)
  const [, lead] = /红色先于失稳 red before the failure 1\/1 = 1\.000 · 提前 lead ([\d.]+) h/.exec(said[rock + 1]!) ?? []
  assert.ok(Number(lead) >= 1 && Number(lead) < (fails.untilMs - fails.fromMs) / hourMs, said[rock + 1])
  assert.match(
    said[rock + 1]!,
    /红色落空 false red 0\/1 · 黄色以上落空 false yellow 1\/2 · 观察 observed 1\.1 点天 point-days（2 点 points）/,
  )

  const quality = async (account: string) => (await story.as(account).get<DetectionQuality>('/api/v1/detection-quality')).body
  const city = await quality('chenli')
  const own = city.matters.find(({ matter }) => matter === 'rock')!
  assert.deepEqual(
    [own.true, own.caught, own.looks, own.right, own.lead?.called, own.lead?.redFalse],
    [1, 1, 2, 1, 1, 0],
    'the page counts as the command does',
  )
  const [wrong] = own.cases
  assert.deepEqual([wrong?.what, wrong?.of, wrong?.name], ['false', other, '北岸危岩'])
  const [event] = await story.sql<{ id: string }>(`select id::text from events where object = $1`, [other])
  assert.equal(wrong?.event, event!.id, 'the row opens the event it sent people to')
  await story.acknowledge()
  await story.end()
})
