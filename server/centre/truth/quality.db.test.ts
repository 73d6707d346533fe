import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it, type TestContext } from 'node:test'
import type { DetectionMatter, DetectionQuality } from '../../../contract/detection-quality.ts'
import type { TruthLine } from '../../../contract/truth.ts'
import { addDistricts, neighbours } from '../../../test/scenario/districts.ts'
import { startStory } from '../../../test/story.ts'
import { truthFile } from './file.ts'

const dir = mkdtempSync(join(tmpdir(), 'zhili-quality-'))
after(() => rmSync(dir, { recursive: true }))
const story = await startStory({ after } as unknown as TestContext, { env: { DATA_DIR: dir } })
await addDistricts(story)

const hour = 3_600_000
const began = story.now().getTime()
const at = (hours: number): string => new Date(began + hours * hour).toISOString()
const { loading, dumping } = neighbours
const areaOf = ({ code }: { code: string }): string => `50/${code}/`
const plate = '渝X00009'

await thing('tank-loading', 'septic-tank', loading)
await thing('tank-dumping', 'septic-tank', dumping)
// It is registered where it loads, and seen where it dumps.
await thing('truck-9', 'spoil-truck', loading, plate)
await alarm('tank-dumping', 1)
await alarm('tank-dumping', 4)
await seen(1)
await thing('site-dumping', 'spoil-site', dumping)
// Every check counts, of trucks and of sites, from the moment it came before people: one of what is so, one for nothing.
await haulFinding('route', 'truck-9', { at: 1, found: 1.02 })
await haulFinding('route', 'truck-9', { at: 3, found: 3 })
await haulFinding('volume', 'site-dumping', { at: 0, found: 2 })
const haul = (matter: string, of: string, hours: number): TruthLine => ({
  ...{ id: `${matter}-${of}`, pack: 'spoil-truck', matter: `spoil-truck.${matter}`, of, cause: matter },
  ...{ from: at(hours), due: at(hours), until: at(hours + 0.5) },
})
const truth = [
  ...[haul('route', 'truck-9', 1), haul('volume', 'site-dumping', 1.9), haul('unwashed', 'truck-9', 1)],
  ...[gas('tank-loading', 1), gas('tank-dumping', 1), gas('tank-nowhere', 1)],
  { ...gas('truck', 1), pack: 'spoil-truck', matter: 'spoil-truck.uncovered', of: plate, cause: 'uncovered' },
]
writeFileSync(truthFile(dir), truth.map((line) => `${JSON.stringify(line)}\n`).join(''))
await story.pass({ h: 5 })

describe('detection quality as far as one sees', () => {
  it('shows the city everything, what stands nowhere among it', async () => {
    assert.deepEqual(await figuresOf('shenlan', 'gas'), { true: 3, caught: 1, looks: 2, right: 1 })
    assert.deepEqual(await casesOf('shenlan', 'gas'), ['false tank-dumping', 'missed tank-loading', 'missed tank-nowhere'])
  })

  it('shows a district only its own: what was missed at its objects, and what was found for nothing in it', async () => {
    assert.deepEqual(await figuresOf(loading.duty, 'gas'), { true: 1, caught: 0, looks: 0, right: 0 })
    assert.deepEqual(await casesOf(loading.duty, 'gas'), ['missed tank-loading'])
    assert.deepEqual(await figuresOf(dumping.duty, 'gas'), { true: 1, caught: 1, looks: 2, right: 1 })
    assert.deepEqual(await casesOf(dumping.duty, 'gas'), ['false tank-dumping'])
  })

  it('counts a truck where it was found, not where it is registered', async () => {
    assert.deepEqual(await figuresOf(dumping.duty, 'spoil-truck.uncovered'), { true: 1, caught: 1, looks: 1, right: 1 })
    assert.equal(await matterOf(loading.duty, 'spoil-truck.uncovered'), undefined)
  })

  it('counts every check of haulage, when it came before people', async () => {
    const [route, volume, unwashed] = await Promise.all(
      ['route', 'volume', 'unwashed'].map((check) => matterOf('shenlan', `spoil-truck.${check}`)),
    )
    const figures = (one: DetectionMatter | undefined) => [one!.true, one!.caught, one!.looks, one!.right]
    assert.deepEqual([figures(route), route!.delayMedianS], [[1, 1, 2, 1], 72])
    assert.deepEqual([figures(volume), volume!.delayMedianS], [[1, 1, 1, 1], 360])
    assert.deepEqual(figures(unwashed), [1, 0, 0, 0])
  })

  it('shows a district without any of it nothing, and nobody outside it a name', async () => {
    const { simulated, matters } = await qualityOf('chenli')
    assert.deepEqual([simulated, matters], [true, []])
  })
})

describe('a city begun anew', () => {
  it('is held against what was found since then: nobody wrote what was so before', async () => {
    appendFileSync(truthFile(dir), `${JSON.stringify({ begun: at(3) })}\n`)
    const { since } = await qualityOf('shenlan')
    assert.equal(since, at(3))
    assert.deepEqual((await figuresOf('shenlan', 'gas')).looks, 1, 'the alarm after it, not the one before')
  })
})

async function qualityOf(account: string): Promise<DetectionQuality> {
  const { status, body } = await story.as(account).get<DetectionQuality>('/api/v1/detection-quality')
  assert.equal(status, 200, JSON.stringify(body))
  return body
}
const matterOf = async (account: string, matter: string): Promise<DetectionMatter | undefined> =>
  (await qualityOf(account)).matters.find((one) => one.matter === matter)

async function figuresOf(account: string, matter: string) {
  const { true: all, caught, looks, right } = (await matterOf(account, matter))!
  return { true: all, caught, looks, right }
}
const casesOf = async (account: string, matter: string): Promise<string[]> =>
  (await matterOf(account, matter))!.cases.map(({ what, of }) => `${what} ${of}`).toSorted()

/** Gas rises at an object for an hour, and a faultless detector says it ten minutes later. */
function gas(of: string, hours: number): TruthLine {
  const times = { from: at(hours - 0.2), due: at(hours), until: at(hours + 1) }
  return { id: `gas-${of}`, pack: 'septic-gas', matter: 'gas', of, cause: 'gas', ...times }
}

async function thing(id: string, kind: string, district: { code: string }, code = id): Promise<void> {
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat) values ($1, 'test', $2, $3, $1, $4, 106.5, 29.5)`,
    [...[id, kind, code, areaOf(district)]],
  )
}

/** An alarm that called people for half an hour. */
async function alarm(object: string, hours: number): Promise<void> {
  await story.sql(
    `with made as (insert into alarms (id, object, family, pack, severity, peak, since, cleared_at, area, label)
       values (gen_random_uuid(), $1, 'gas', 'septic-gas', 'yellow', 'yellow', $2, $2::timestamptz + interval '30 min', $3, '甲烷') returning id)
     insert into alarm_changes (alarm, at, to_severity, device, rule) select id, $2, 'yellow', 'hf-test', 'gas' from made`,
    [object, at(hours), areaOf(dumping)],
  )
}

/** A camera saw the truck, and somebody is to look at it. */
async function seen(hours: number): Promise<void> {
  await story.sql(
    `insert into suspicions (id, protocol, number, camera, label, type, thing, area, lon, lat, demo, n, first_at, last_at, received_at, look)
     values (gen_random_uuid(), 'gat1400', 'p', 'c', '渣土车未密闭', 'spoil-truck.uncovered', $1, $2, 106.5, 29.5, true, 1, $3, $3, $3, 'open')`,
    [plate, areaOf(dumping), at(hours)],
  )
}

/** A finding of haulage: when it was so by the device, and when it came before people. */
async function haulFinding(check: string, object: string, { at: hours, found }: { at: number; found: number }): Promise<void> {
  await story.sql(
    `insert into haul_findings (id, pack, key, check_id, type, object, area, lon, lat, at, found_at, evidence, demo)
     values (gen_random_uuid(), 'spoil-truck', $1, $2, 'spoil-truck.' || $2, $3, $4, 106.5, 29.5, $5, $6, '{}', true)`,
    [`${check}:${object}:${hours}`, check, object, areaOf(dumping), at(hours), at(found)],
  )
}
