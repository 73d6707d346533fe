import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import type { MappedFeedList } from '../../contract/mapped-feed.ts'
import { admin, deliveries, feedOf, fileFeed, makeFeed, readAll, readings } from '../mapped-feed.ts'
import { type Receiver, startReceiver } from '../receiver.ts'
import { type Story, startStory } from '../story.ts'

const secret = 'the-word-of-both-sides'
const mapping = {
  device: { column: 'device' },
  time: { column: 'at', format: 'iso' },
  list: 'data',
  wide: [{ column: 'ch4', reading: 'ch4' }],
}
const polled = { ...fileFeed, kind: 'poll', mapping, pull: { name: 'bureau', path: '/v1/latest?n=2', everyS: 60 } }
const answer = (at: string, ch4: unknown) => JSON.stringify({ data: [{ device: 'hf-990101-0001', at, ch4 }] })

/** A bureau with an interface of its own, and a city that may ask it. */
async function begin(test: TestContext): Promise<{ story: Story; bureau: Receiver }> {
  const bureau = await startReceiver(test)
  const file = join(mkdtempSync(join(tmpdir(), 'zhili-pulls-')), 'channels.json')
  const source = {
    name: 'bureau',
    owner: '环保局',
    origin: bureau.url,
    headers: { authorization: 'Bearer {secret}' },
    secret: 'CHANNEL_BUREAU',
  }
  writeFileSync(file, JSON.stringify({ pulls: [source] }))
  return { bureau, story: await startStory(test, { env: { CHANNELS_FILE: file, CHANNEL_BUREAU: secret } }) }
}

async function poll(story: Story): Promise<void> {
  await story.zhili.mapped.poll()
  await readAll(story)
}

describe('a source that is asked', () => {
  it('is asked by its interval with its secret, and what has not changed is not read again', async (t) => {
    const { story, bureau } = await begin(t)
    bureau.say({
      body: answer('2026-03-02T01:29:00Z', 4),
      headers: { etag: '"one"', 'last-modified': 'Mon, 02 Mar 2026 01:29:00 GMT' },
    })
    const feed = await makeFeed(story, polled)
    await poll(story)
    await poll(story)
    assert.equal(bureau.got.length, 1, 'not before its time')
    assert.deepEqual([bureau.got[0]!.url, bureau.got[0]!.headers.authorization], ['/v1/latest?n=2', `Bearer ${secret}`])
    assert.deepEqual(
      (await readings(story)).map(({ values }) => values),
      [{ ch4: 4 }],
    )

    bureau.say({ status: 304 }, { body: answer('2026-03-02T01:29:00Z', 4) }, { body: answer('2026-03-02T01:31:00Z', 5) })
    for (let i = 0; i < 3; i++) {
      await story.pass({ s: 60 })
      await poll(story)
    }
    assert.deepEqual(bureau.got[1]!.headers['if-none-match'], '"one"')
    assert.deepEqual(
      (await deliveries(story, feed)).map(({ kept, by }) => [kept, by]),
      [
        [1, 'bureau'],
        [1, 'bureau'],
      ],
    )
    assert.equal((await readings(story)).length, 2)
    assert.equal((await feedOf(story, feed)).health, 'well')

    const shown = await story.as('zouhaining').get<MappedFeedList>('/api/v1/mapped-feeds')
    assert.doesNotMatch(shown.bytes.toString(), new RegExp(secret))
    assert.deepEqual(shown.body.pulls, [{ name: 'bureau', origin: bureau.url.slice(0, -1) }])
    assert.doesNotMatch(JSON.stringify(await story.sql('select * from mapped_feeds')), new RegExp(secret))
    await story.acknowledge()
    await story.end()
  })

  it('that fails is left in peace for longer and longer, and shows why until it answers', async (t) => {
    const { story, bureau } = await begin(t)
    const feed = await makeFeed(story, polled)
    bureau.always({ status: 503, body: 'later' })
    await poll(story)
    for (let minute = 0; minute < 10; minute++) {
      await story.pass({ s: 60 })
      await poll(story)
    }
    assert.equal(bureau.got.length, 3, 'after 0, 2 and 6 minutes')
    const ill = await feedOf(story, feed)
    assert.deepEqual([ill.health, ill.failure?.zh], ['failing', '对方答复 503'])
    bureau.always({ body: answer('2026-03-02T01:44:00Z', 4) })
    await story.pass({ m: 5 })
    await poll(story)
    assert.equal((await feedOf(story, feed)).health, 'well')
    await story.pass({ m: 4 })
    assert.equal((await feedOf(story, feed)).health, 'silent', 'the same for three times its interval')
    const kinds = (await story.facts()).map(({ kind }) => kind).filter((kind) => kind.startsWith('mapped-feed.'))
    assert.deepEqual(kinds, ['mapped-feed.saved', 'mapped-feed.failed', 'mapped-feed.recovered'])
    await story.acknowledge()
    await story.end()
  })

  it('cannot lead elsewhere, send without end, or be one nobody configured', async (t) => {
    const { story, bureau } = await begin(t)
    const other = await startReceiver(t)
    const feed = await makeFeed(story, polled)
    bureau.say({ status: 302, headers: { location: other.url } })
    await poll(story)
    assert.equal((await feedOf(story, feed)).failure?.zh, '对方要转到别的地址，没有跟去')
    assert.deepEqual(other.got, [])
    bureau.say({ body: 'x'.repeat(21 * 1_048_576) })
    await story.pass({ m: 3 })
    await poll(story)
    assert.equal((await feedOf(story, feed)).failure?.zh, '内容太大，最多 20 MB')
    for (const pull of [
      { name: 'nobody', path: '/', everyS: 60 },
      { name: 'bureau', path: '//elsewhere.example/', everyS: 60 },
      { name: 'bureau', path: 'http://elsewhere.example/', everyS: 60 },
      { name: 'bureau', path: '/\\elsewhere.example/', everyS: 60 },
      { name: 'bureau', path: '/', everyS: 1 },
    ])
      assert.equal((await admin(story).post('/api/v1/mapped-feeds', { ...polled, pull })).status, 400, JSON.stringify(pull))
    await story.acknowledge()
    await story.end()
  })

  it('whose device is registered later brings its rows then, though it answers the same', async (t) => {
    const { story, bureau } = await begin(t)
    const row = (device: string) => ({ device, at: '2026-03-02T01:29:00Z', ch4: 4 })
    bureau.always({ body: JSON.stringify({ data: [row('new-1')] }), headers: { etag: '"one"' } })
    const feed = await makeFeed(story, { ...polled, expectS: 600 })
    const again = async () => {
      await story.pass({ s: 60 })
      await poll(story)
    }
    await poll(story)
    await again()
    const ill = await feedOf(story, feed)
    assert.deepEqual([ill.health, ill.failure?.zh], ['failing', '未登记的设备“new-1”'])
    assert.equal(bureau.got[1]!.headers['if-none-match'], undefined, 'it is asked for all of it')
    assert.equal((await story.sql('select 1 from delivery_faults')).length, 1, 'the same refused row once')
    await story.sql(
      `insert into devices (id, object, kind, pack, name, interval_s)
       select 'new-1', object, kind, pack, 'new-1', interval_s from devices where id = 'hf-990101-0001'`,
    )
    await again()
    await again()
    assert.deepEqual(
      (await deliveries(story, feed)).map(({ kept, refused }) => [kept, refused]),
      [
        [1, 0],
        [0, 1],
        [0, 1],
      ],
      'and once all are taken, the same answer is not read again',
    )
    assert.deepEqual([(await readings(story)).length, (await feedOf(story, feed)).health], [1, 'well'])
    const kinds = (await story.facts()).map(({ kind }) => kind).filter((kind) => kind.startsWith('mapped-feed.'))
    assert.deepEqual(kinds, ['mapped-feed.saved'], 'its source never failed')
    await story.acknowledge()
    await story.end()
  })

  it('whose answer does not fit stays failing although it answers', async (t) => {
    const { story, bureau } = await begin(t)
    bureau.always({ body: '{"data": [{"x": 1}]}' })
    const feed = await makeFeed(story, polled)
    await poll(story)
    await story.pass({ s: 60 })
    await poll(story)
    const { health, failure } = await feedOf(story, feed)
    assert.deepEqual([health, failure?.zh], ['failing', '请求内容有误：文件 没有名为“device”的列'])
    assert.equal(
      (await admin(story).post(`/api/v1/mapped-feeds/${feed}/files`, Buffer.from('x'))).status,
      409,
      'it takes no files',
    )
    await story.end()
  })
})
