import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { LookUp } from '../../../../contract/look-up.ts'
import type { VitalDefinition } from '../../../../contract/vital.ts'
import { firstDevice, startStory } from '../../../../test/story.ts'
import { spell } from '../../../city/area/spell.ts'
import { spellNames } from '../../../city/spelling/spell-names.ts'
import { addVitals } from '../../../flow/7-evaluate/vitals/store-registry.ts'

// One city for all: a tank of 临江街道 calls. Names are spelled as the loop does it.
const story = await startStory({ after } as unknown as TestContext)
const words = (zh: string, en: string) => ({ zh, en })
const turbidity: VitalDefinition = {
  ...{
    code: 'water.turbidity',
    name: words('出厂水浊度', 'Turbidity'),
    board: 'facilities',
    track: 'water',
    unit: words('NTU', 'NTU'),
  },
  ...{
    aggregation: 'mean',
    decimals: 2,
    times: 1,
    tier: 'town',
    cadence: 'day',
    dueMinutes: 60,
    hysteresis: 0,
    source: words('水厂', 'works'),
  },
  normal: { most: 1 },
  // One of many stands for all in this story.
  opens: { hold: 1, causeHours: 24, covered: 1 },
}
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(
    tx,
    [{ definition: turbidity, state: 'connected', pinyin: 'chuchangshuizhuodu', initials: 'ccszd', owner: null }],
    'system',
    tx.now,
  ),
)
while (await spellNames(story.zhili.spine));
const hub = story.as('chenli')
const ask = async (q: string, as = hub) => (await as.get<LookUp>(`/api/v1/look-up?q=${encodeURIComponent(q)}`)).body
const [tank] = await story.sql<{ id: string; name: string; code: string; area: string }>(
  `select o.id, o.name, o.code, o.area from objects o join devices d on d.object = o.id where d.id = $1`,
  [firstDevice],
)

describe('一键查', () => {
  it('finds a vital by characters, pinyin, first letters and code, with its value, range, age and what is being done', async () => {
    const value = { vital: 'water.turbidity', area: '990101001', period: '2026-03-01', value: 1.4 }
    await hub.post('/api/v1/vitals/values', { values: [value] })
    while (await story.zhili.rollVitals());
    for (const q of ['浊度', 'zhuodu', 'szd', 'water.turb']) {
      const { vitals, area } = await ask(q)
      assert.deepEqual([q, area.name, vitals.map(({ code }) => code)], [q, '北岸区', ['water.turbidity']])
      const [{ cell, normal, trend, events, silent } = {}] = vitals
      assert.deepEqual(
        [cell?.value, cell?.standing, normal, trend?.at(-1), events, silent],
        [1.4, 'outside', { most: 1 }, 1.4, [], 0],
      )
    }
  })

  it('finds areas with how they stand, objects with their risk and cases, events with who leads, posts with who holds them', async () => {
    await story.reads(firstDevice, { ch4: 55 })
    await story.acknowledge()
    const { areas } = await ask('ljjd')
    const [town] = areas
    const [open] = await story.sql<{ n: number }>(
      `select count(*)::int as n from events where not exercise and starts_with(area, '99/990101/990101001/') and state <> all('{closed,merged,false-alarm,self-handled}')`,
    )
    assert.deepEqual([town?.name, town?.above, town?.open, town?.overdue], ['临江街道', ['北岸区'], open?.n, 0])
    assert.ok(open!.n > 0)
    const { objects } = await ask(tank!.name)
    const [found] = objects
    assert.deepEqual([found?.id, found?.kindName.zh, found?.open], [tank!.id, '化粪池', 1])
    const [event] = await story.sql<{ no: string }>('select no from events where object = $1', [tank!.id])
    const { events } = await ask(event!.no)
    assert.deepEqual(
      events.map(({ no }) => no),
      [event!.no],
    )
    assert.notEqual(events[0]?.unitName, null)
    // The tank as it is spelled, and what is the matter with it, whole or by first letters.
    const { pinyin, initials } = spell(tank!.name)
    for (const q of [pinyin, initials, 'zhaoqichaobiao', 'zqcb'])
      assert.deepEqual([q, (await ask(q)).events.map(({ no }) => no)], [q, [event!.no]])
    assert.deepEqual((await ask('zqcb', story.as('liangzhu'))).events, [], 'not of other areas')
    const { posts } = await ask('zhoumin')
    assert.deepEqual(
      posts.map(({ name, mayCall }) => [name, mayCall]),
      [['周敏', true]],
    )
  })

  it('narrows by each of several words, of the thing itself or of where it lies', async () => {
    const [event] = await story.sql<{ no: string; title: string }>('select no, title from events where object = $1', [tank!.id])
    const counted = async (q: string) => {
      const { vitals, areas, objects, events, posts } = await ask(q)
      return { vitals: vitals.length, areas: areas.length, objects: objects.length, events: events.length, posts: posts.length }
    }
    const found = async (q: string) => {
      const { vitals, areas, objects, events, posts } = await ask(q)
      return [...vitals, ...areas, ...objects, ...events, ...posts].map((one) =>
        'no' in one ? one.no : 'post' in one ? one.name : one.code,
      )
    }
    const half = [tank!.name.slice(0, 2), tank!.name.slice(2)].map((part) => part.trim())
    assert.ok((await found(half.join(' '))).includes(tank!.code), 'both in its name')
    assert.ok((await found(`临江\u3000${half[1]}`)).includes(tank!.code), 'one names where it stands')
    const { initials } = spell(tank!.name)
    assert.ok((await found(`lj ${initials}`)).includes(tank!.code), 'by letters')
    assert.deepEqual((await ask(`桥头 ${tank!.name}`)).objects, [], 'not elsewhere')
    assert.deepEqual(
      (await ask('出厂 zhuodu')).vitals.map(({ code }) => code),
      ['water.turbidity'],
    )
    assert.deepEqual(
      (await ask('北岸 浊度')).vitals.map(({ code }) => code),
      ['water.turbidity'],
    )
    assert.deepEqual((await ask('出厂 水压')).vitals, [])
    for (const q of ['临江 沼气', '北岸 沼气', '沼气 超标', 'lj zqcb', `${event!.no} 沼气`, '临江 zqcb'])
      assert.deepEqual([q, (await ask(q)).events.map(({ no }) => no)], [q, [event!.no]])
    assert.deepEqual((await ask('桥头 沼气')).events, [])
    assert.deepEqual(
      (await ask('北岸 临江')).areas.map(({ name }) => name),
      ['临江街道'],
    )
    assert.deepEqual(
      (await ask('lin jiang')).areas.map(({ name }) => name),
      ['临江街道'],
    )
    for (const q of ['周敏 临江', '临江 zhoumin', '周敏 平安'])
      assert.deepEqual([q, (await ask(q)).posts.map(({ name }) => name)], [q, ['周敏']])
    assert.deepEqual((await ask('周敏 桥头')).posts, [])
    assert.deepEqual(await counted('沼气 独角兽'), { vitals: 0, areas: 0, objects: 0, events: 0, posts: 0 })
  })

  it('shows nothing of other areas', async () => {
    const [event] = await story.sql<{ no: string }>('select no from events where object = $1', [tank!.id])
    const seen = async (as = hub) => {
      const asked = await Promise.all([tank!.code, event!.no, '周敏', '临江街道'].map((q) => ask(q, as)))
      return asked.map(({ objects, events, posts, areas }) => objects.length + events.length + posts.length + areas.length > 0)
    }
    assert.deepEqual(await seen(), [true, true, true, true])
    assert.deepEqual(await seen(story.as('liangzhu')), [false, false, false, false])
  })

  it('finds a thing by its new name once it is spelled, and never one that is gone', async () => {
    const spelled = async (q: string) => (await ask(q)).objects.map(({ id }) => id)
    await story.sql(`update objects set name = '桂花园三号池' where id = $1`, [tank!.id])
    assert.deepEqual(await spelled('ghysh'), [])
    assert.equal(await spellNames(story.zhili.spine), false)
    assert.deepEqual(await spelled('ghysh'), [tank!.id])
    assert.deepEqual(await spelled('guihuayuan'), [tank!.id])
    await story.sql('update objects set valid_to = now() where id = $1', [tank!.id])
    await spellNames(story.zhili.spine)
    assert.deepEqual(await spelled('ghysh'), [])
    const left = await story.sql(`select 1 from spellings where kind = 'object' and id = $1`, [tank!.id])
    assert.deepEqual(left, [])
  })

  it('finds the worst that one sees where a word is common, and first what is called just so', async () => {
    // 1,100 lids of another district, ten of this town; one of them orange, one called by the word itself.
    await story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, risk, rated)
       select 'lid-' || n, 'septic-gas', 'lid', 'LID-' || n, case n when 7 then '清源' else '清源井盖' || n end,
         case when n <= 10 then $1 else $2 end, 106, 29, case when n in (4, 900) then 'orange' else 'green' end, n in (4, 900)
       from generate_series(1, 1110) n`,
      [tank!.area, '99/990102/990102001/'],
    )
    while (await spellNames(story.zhili.spine));
    const found = async (q: string, as = hub) => (await ask(q, as)).objects.map(({ id }) => id)
    assert.deepEqual(await found('清源'), ['lid-7', 'lid-4', 'lid-1', 'lid-10', 'lid-2', 'lid-3'])
    assert.deepEqual(await found('qingyuan'), ['lid-4', 'lid-7', 'lid-1', 'lid-10', 'lid-2', 'lid-3'])
    assert.deepEqual((await found('qingyuan', story.as('tangke'))).includes('lid-4'), true, 'of a town as well')
    assert.deepEqual(await found('清源 桥头'), [], 'the other words narrow')
    // Whose unit keeps one up sees it, wherever it lies.
    await story.sql(
      `update objects set maintainer_unit = (select unit from posts where id = 'post-beian-duty') where id = 'lid-900'`,
    )
    assert.deepEqual((await found('qingyuan')).slice(0, 2), ['lid-4', 'lid-900'])
  })

  it('finds posts by a common word from the units one sees, the shortest name first', async () => {
    await story.sql(
      `insert into posts (id, unit, name, kind, sort, valid_from)
       select 'p-lid-' || n, p.unit, '清源岗' || n, 'district-seat', n, '2020-01-01' from generate_series(1, 2510) n, posts p where p.id = 'post-beian-duty'`,
    )
    while (await spellNames(story.zhili.spine));
    for (const q of ['清源岗', 'qingyuangang'])
      assert.deepEqual([q, (await ask(q)).posts.map(({ post }) => post)], [q, [1, 2, 3, 4, 5, 6].map((n) => `p-lid-${n}`)])
    assert.deepEqual((await ask('qingyuangang', story.as('liangzhu'))).posts, [])
  })
})
