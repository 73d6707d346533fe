import assert from 'node:assert/strict'
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { admin, deliveries, feedOf, makeFeed, readAll, readings } from '../mapped-feed.ts'
import { type Story, startStory } from '../story.ts'

const good = '设备号,时间,甲烷\nhf-990101-0001,2026-03-02 09:29,4\n'
const mixed = '设备号,时间,甲烷\nhf-990101-0001,2026-03-02 09:29,4\nhf-990101-0002,2026-03-02 09:29,<5\n'
const none = '设备号,时间,甲烷\nnobody,2026-03-02 09:29,4\n'

async function begin(t: TestContext) {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'zhili-drop-')))
  const story = await startStory(t, { env: { FILE_DROP_DIR: dir } })
  const mapping = {
    device: { column: '设备号' },
    time: { column: '时间', format: 'local' },
    wide: [{ column: '甲烷', reading: 'ch4' }],
  }
  const feed = await makeFeed(story, { mapping })
  const look = (): Promise<boolean> => story.zhili.mapped.look()
  await look()
  const at = (...names: string[]): string => join(dir, feed, ...names)
  /** Waits until what lies there is still, and brings it to its end. */
  const settle = async (): Promise<void> => {
    await look()
    await story.pass({ s: 10 })
    await look()
    await readAll(story)
    await look()
  }
  return { story, dir, feed, look, at, settle }
}

const counts = async (story: Story, feed: string) =>
  (await deliveries(story, feed)).map(({ name, state, kept, duplicates, refused }) => [name, state, kept, duplicates, refused])
const plain = (names: string[]): string[] => names.map((name) => name.replace(/^\d{8}T\d{6}Z-[0-9a-f]{8}-/, '')).sort()

describe('a watched folder', () => {
  it('takes a file once it is still, and puts it away with its sheet of errors beside it', async (t) => {
    const { story, feed, look, at, settle } = await begin(t)
    assert.deepEqual(readdirSync(at()).sort(), ['done', 'refused', 'taking'])
    writeFileSync(at('日报.csv'), '设备号,时间,甲烷\n')
    writeFileSync(at('later.csv.part'), good)
    await look()
    await story.pass({ s: 9 })
    writeFileSync(at('日报.csv'), mixed)
    await look()
    await story.pass({ s: 9 })
    await look()
    assert.ok(existsSync(at('日报.csv')), 'it changed nine seconds ago')
    await story.pass({ s: 1 })
    await look()
    assert.deepEqual([existsSync(at('日报.csv')), existsSync(at('later.csv.part'))], [false, true])
    await look()
    await readAll(story)
    await look()
    assert.deepEqual(await counts(story, feed), [['日报.csv', 'done', 1, 0, 1]])
    assert.deepEqual(plain(readdirSync(at('done'))), ['日报.csv', '日报.csv.errors.csv'])
    const sheet = readdirSync(at('done')).find((name) => name.endsWith('.errors.csv'))!
    assert.match(readFileSync(at('done', sheet), 'utf8'), /hf-990101-0002,2026-03-02 09:29,<5,3,/)
    assert.deepEqual([readdirSync(at('taking')), (await readings(story)).length], [[], 1])

    renameSync(at('later.csv.part'), at('later.csv'))
    writeFileSync(at('none.csv'), none)
    writeFileSync(at('empty.csv'), '')
    writeFileSync(at('big.csv'), Buffer.alloc(20 * 1_048_576 + 1))
    await settle()
    await look()
    assert.deepEqual(
      (await counts(story, feed)).sort().map((row) => row.join(' ')),
      [
        ...['big.csv refused 0 0 0', 'empty.csv refused 0 0 0', 'later.csv done 0 1 0', 'none.csv done 0 0 1'],
        '日报.csv done 1 0 1',
      ],
    )
    assert.deepEqual(plain(readdirSync(at('done'))), ['later.csv', '日报.csv', '日报.csv.errors.csv'])
    assert.deepEqual(plain(readdirSync(at('refused'))), [
      ...['big.csv', 'big.csv.errors.txt', 'empty.csv', 'empty.csv.errors.txt', 'none.csv', 'none.csv.errors.csv'],
    ])
    assert.deepEqual(readdirSync(at('taking')), [])
    for (const name of ['20260129T000000Z-00000000-old.csv', 'somebody’s.csv']) writeFileSync(at('refused', name), '')
    await story.zhili.mapped.prune()
    assert.equal(readdirSync(at('refused')).length, 7, 'kept as long as deliveries are listed, and what was not put there by us')
    assert.ok(!existsSync(at('refused', '20260129T000000Z-00000000-old.csv')))
    await story.acknowledge()
    await story.end()
  })

  it('reads a file again that goes on after a stalled upload, before or after it was put away; nothing is kept twice', async (t) => {
    const { story, feed, look, at, settle } = await begin(t)
    const row = (minute: number): string => `hf-990101-0001,2026-03-02 09:${minute},5\n`
    writeFileSync(at('day.csv'), good.replace('9:29', '9:20'))
    writeFileSync(at('empty.csv'), '')
    await look()
    await story.pass({ s: 11 })
    await look()
    const inTaking = (name: string): string => at('taking', readdirSync(at('taking')).find((one) => one.endsWith(name))!)
    appendFileSync(inTaking('day.csv'), row(21))
    appendFileSync(inTaking('empty.csv'), good.replace('9:29', '9:23'))
    await readAll(story)
    await look()
    assert.deepEqual([plain(readdirSync(at('done'))), plain(readdirSync(at('refused')))], [[], []], 'it is not what was read')
    await settle()
    assert.deepEqual(plain(readdirSync(at('done'))), ['day.csv', 'empty.csv'])
    assert.equal((await readings(story)).length, 3)

    const [done] = readdirSync(at('done')).filter((name) => name.endsWith('day.csv'))
    appendFileSync(at('done', done!), row(22))
    await settle()
    assert.deepEqual(
      (await deliveries(story, feed)).map(({ name, by, kept, duplicates }) => [name, by, kept, duplicates]).sort(),
      [
        ['day.csv', 'folder', 1, 0],
        ['day.csv', 'folder-again', 1, 1],
        ['day.csv', 'folder-again', 1, 2],
        ['empty.csv', 'folder', 0, 0],
        ['empty.csv', 'folder-again', 1, 0],
      ],
    )
    assert.deepEqual([plain(readdirSync(at('done'))), readdirSync(at('taking'))], [['day.csv', 'empty.csv'], []])
    await story.acknowledge()
    await story.end()
  })

  it('is not held up by a thousand unfinished files, and forgets old ones however many lie there', async (t) => {
    const { story, at, settle } = await begin(t)
    const many = Array.from({ length: 1_200 }, (_, n) => String(n))
    for (const n of many) {
      writeFileSync(at(`${n}.part`), '')
      writeFileSync(at('done', `20260129T000000Z-00000000-${n}.csv`), '')
    }
    writeFileSync(at('day.csv'), good)
    await settle()
    assert.equal((await readings(story)).length, 1)
    await story.zhili.mapped.prune()
    assert.deepEqual(plain(readdirSync(at('done'))), ['day.csv'])
    await story.acknowledge()
    await story.end()
  })

  it('follows no link, and leaves what is not of a feed alone', async (t) => {
    const { story, dir, feed, at, settle } = await begin(t)
    const outside = mkdtempSync(join(tmpdir(), 'zhili-outside-'))
    writeFileSync(join(outside, 'secret.csv'), good)
    symlinkSync(join(outside, 'secret.csv'), at('link.csv'))
    linkSync(join(outside, 'secret.csv'), at('second.csv'))
    symlinkSync(outside, at('folder'))
    mkdirSync(at('sub.csv'))
    writeFileSync(join(dir, 'beside.csv'), good)
    const other = await makeFeed(story, { name: '另一份' })
    symlinkSync(outside, join(dir, other))
    await settle()
    assert.deepEqual([await counts(story, feed), await counts(story, other)], [[], []])
    assert.deepEqual(readdirSync(outside), ['secret.csv'], 'nothing was made or moved there')
    await story.end()
  })

  it('takes every file exactly once, whenever it is killed', async (t) => {
    const { story, feed, look, at } = await begin(t)
    writeFileSync(at('day.csv'), good)
    await look()
    await story.pass({ s: 10 })
    await look()
    await look()
    const [taken] = readdirSync(at('taking'))
    assert.match(taken!, /~day\.csv$/)
    await story.restart()
    for (let n = 0; n < 2; n++) await story.zhili.mapped.look()
    assert.equal((await deliveries(story, feed)).length, 1, 'taken, kept, and killed before it was read')
    await readAll(story)
    await story.restart()
    await story.zhili.mapped.look()
    assert.deepEqual(plain(readdirSync(at('done'))), ['day.csv'], 'read, and killed before it was put away')

    // Killed between its new name and its delivery: the name alone says which delivery it will be.
    const id = '019cac00-0000-7000-8000-000000000001'
    writeFileSync(at('taking', `${id}~more.csv`), good.replace('9:29', '9:28'))
    const first = (await deliveries(story, feed))[0]!.id
    await story.zhili.mapped.look()
    await Promise.all([readAll(story), story.zhili.mapped.look(), story.zhili.mapped.look()])
    await story.zhili.mapped.look()
    assert.deepEqual((await deliveries(story, feed)).map((one) => one.id).sort(), [id, first].sort())
    assert.deepEqual(plain(readdirSync(at('done'))), ['day.csv', 'more.csv'])
    assert.equal((await readings(story)).length, 2)
    await story.acknowledge()
    await story.end()
  })

  it('waits while a feed is off', async (t) => {
    const { story, feed, at, settle } = await begin(t)
    writeFileSync(at('day.csv'), good)
    const { name, kind, unit, mapping, version } = await feedOf(story, feed)
    assert.equal(
      (await admin(story).post(`/api/v1/mapped-feeds/${feed}`, { name, kind, unit, mapping, version, on: false })).status,
      200,
    )
    await settle()
    assert.ok(existsSync(at('day.csv')))
    await story.end()
  })
})
