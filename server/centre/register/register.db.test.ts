import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { z } from 'zod'
import type { ObjectChanges, ObjectEntry, ObjectKinds, ObjectList } from '../../../contract/register.ts'
import { truckPack } from '../../../test/demo-packs.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { firstDevice, type Story, startStory } from '../../../test/story.ts'

const first = 'tank-990101-0001'
const tank = { kind: 'septic-tank', code: '0012', name: '渡口小区 9 号化粪池', lon: 105.5072, lat: 31.5069 }
type Answer = { id: string; version: number; changed: boolean; code: string; details: Record<string, unknown> }
type Entry = z.infer<typeof ObjectEntry>
const keeper = (story: Story) => story.as('baining')
const post = (story: Story, path: string, body: unknown) => keeper(story).post<Answer>(`/api/v1/${path}`, body)
const entry = async (story: Story, id: string, as = 'baining') =>
  (await story.as(as).get<Entry>(`/api/v1/objects/${id}/entry`)).body
const list = async (story: Story, query = '', as = 'baining') =>
  (await story.as(as).get<z.infer<typeof ObjectList>>(`/api/v1/objects${query}`)).body
const history = async (story: Story, id: string) =>
  (await keeper(story).get<z.infer<typeof ObjectChanges>>(`/api/v1/objects/${id}/history`)).body.rows

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext, { packs: [truckPack] })

describe('the register of objects', () => {
  it('is paged by code, counted by kind and filtered by area, risk and words', async () => {
    const all = await list(story, '?kind=septic-tank&limit=200', 'wenkexin')
    assert.equal(all.total, 20)
    const codes: string[] = []
    let cursor = ''
    do {
      const page = await list(story, `?kind=septic-tank&limit=7${cursor}`, 'wenkexin')
      codes.push(...page.rows.map(({ code }) => code))
      cursor = page.next ? `&cursor=${page.next}` : ''
    } while (cursor)
    assert.deepEqual(
      codes,
      all.rows.map(({ code }) => code),
    )
    const town = await list(story, '?area=990101001&limit=200', 'wenkexin')
    assert.deepEqual(
      town.rows.map(({ id }) => id),
      (await list(story, '?limit=200')).rows.map(({ id }) => id),
    )
    assert.equal((await list(story, '?risk=red')).total, 0)
    assert.deepEqual((await list(story, `?q=${encodeURIComponent('%')}`)).rows, [])
    const kinds = (await keeper(story).get<z.infer<typeof ObjectKinds>>('/api/v1/object-kinds')).body.rows
    const tanks = kinds.find(({ kind }) => kind === 'septic-tank')!
    assert.deepEqual(
      [tanks.objects, tanks.risks, tanks.modelled],
      [town.total, {}, true],
      'nobody has rated a tank yet: no level is told',
    )
    assert.equal((await list(story, '?risk=green')).total, 0)
    assert.equal((await story.as('xieran').post('/api/v1/objects', tank)).status, 403)
    assert.ok((await list(story, '', 'xieran')).rows.length > 0)
  })

  it('takes nothing from outside one’s areas, nothing unknown and nothing out of range', async () => {
    const reason = async (body: object) => {
      const { status, body: told } = await post(story, 'objects', { ...tank, ...body })
      return `${status} ${told.details?.path} ${told.details?.reason}`
    }
    const zhuxi = (await list(story, '', 'wenkexin')).rows.find(({ area }) => area.startsWith('99/990101/990101002/'))!
    assert.equal(await reason({ lon: zhuxi.lon, lat: zhuxi.lat }), '400 /lon place.outside')
    assert.equal(await reason({ lon: 0, lat: 0 }), '400 /lon place.outside')
    assert.equal(await reason({ kind: 'camera-platform-x' }), '400 /kind name.unknown')
    assert.equal(await reason({ details: { volume: 99_999 } }), '400 /details/volume most.number')
    assert.equal(await reason({ details: { other: 1 } }), '400 /details/other name.unknown')
    assert.equal(await reason({ dutyUnit: 'unit-nowhere' }), '400 /dutyUnit name.unknown')
    assert.equal(await reason({ dutyUnit: 'unit-zhuxi' }), '400 /dutyUnit unit.not-there')
    assert.equal((await post(story, `objects/${zhuxi.id}/change`, { version: 1, name: '越界' })).status, 404)
    assert.equal((await post(story, `objects/${zhuxi.id}/end`, { version: 1, reason: '越界' })).status, 404)
    assert.equal((await post(story, `objects/${first}/change`, { version: 1, lon: zhuxi.lon, lat: zhuxi.lat })).status, 400)
    const both = [
      { id: first, version: 1 },
      { id: zhuxi.id, version: 1 },
    ]
    assert.equal((await post(story, 'objects/change', { objects: both, change: { owner: '甲' } })).status, 404)
    assert.equal((await entry(story, first)).owner, null)
    assert.deepEqual(await story.facts('object.changed'), [])
  })

  it('changes one field of chosen objects, all or none', async () => {
    const { rows } = await list(story, '?limit=3')
    const objects = rows.map(({ id, version }) => ({ id, version }))
    const done = await post(story, 'objects/change', {
      objects,
      change: { details: { 'dredge-cycle': 7 } },
      reason: '按新的清掏合同改',
    })
    assert.deepEqual(done.body, { changed: 3, unchanged: 0, waiting: 0 })
    assert.equal((await post(story, 'objects/change', { objects, change: { owner: '甲' } })).body.code, 'version.stale')
    assert.equal((await list(story)).rows.filter(({ details }) => details['dredge-cycle'] === 7).length, 3)
  })

  it('registers, changes and ends an object, each with a fact that says what changed', async () => {
    const made = (await post(story, 'objects', { ...tank, details: { volume: 30, vent: false } })).body
    const seen = await entry(story, made.id)
    assert.deepEqual([seen.code, seen.version, seen.details], ['0012', 1, { volume: 30, vent: false }])
    assert.match(seen.area, /^99\/990101\/990101001\//)
    assert.match(seen.areaName, /^北岸区 临江街道 /)
    const changed = await post(story, `objects/${made.id}/change`, { version: 1, owner: '渡口物业', details: { volume: null } })
    assert.deepEqual(changed.body, { id: made.id, version: 2, changed: true, waits: false })
    const again = await post(story, `objects/${made.id}/change`, { version: 2, owner: '渡口物业' })
    assert.deepEqual(again.body, { id: made.id, version: 2, changed: false, waits: false })
    assert.deepEqual((await entry(story, made.id)).details, { vent: false })
    assert.equal((await post(story, `objects/${made.id}/end`, { version: 2, reason: '已填埋' })).status, 200)
    const told = await history(story, made.id)
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['object.ended', 'object.changed', 'object.risk-changed', 'object.registered'],
    )
    assert.deepEqual(told[1]?.body.changes, [
      { field: 'owner', personal: false, from: null, to: '渡口物业' },
      { field: 'details/volume', personal: false, from: 30, to: null },
    ])
    assert.equal((await post(story, `objects/${made.id}/change`, { version: 3, name: '再来' })).body.code, 'object.ended')
    assert.ok(!(await list(story)).rows.some(({ id }) => id === made.id))
    assert.deepEqual(
      (await list(story, '?view=ended')).rows.map(({ id }) => id),
      [made.id],
    )
    const found = (await story.as('chenli').get<{ objects: { id: string }[] }>('/api/v1/search?q=0012')).body.objects
    assert.deepEqual(found, [])
  })

  it('keeps who answers for an object, from when to when; people outside are masked until a purpose is given', async () => {
    const outside = { role: 'maintainer', holder: { kind: 'outside', name: '欧阳芷兰', phone: '13000008888' } }
    const charge = (await post(story, `objects/${first}/charges`, outside)).body
    assert.equal((await post(story, `objects/${first}/charges`, outside)).body.code, 'charge.standing')
    const person = { role: 'responsible', holder: { kind: 'person', id: 'p-zhoumin' } }
    assert.equal((await post(story, `objects/${first}/charges`, person)).status, 200)
    const foreign = { role: 'responsible', holder: { kind: 'person', id: 'p-suhe' } }
    assert.equal((await post(story, `objects/${first}/charges`, foreign)).status, 400)
    for (const account of ['baining', 'chenli', 'xieran']) {
      const { charges } = await entry(story, first, account)
      assert.deepEqual(
        charges.map(({ role, name, phone }) => [role, name, phone]),
        [
          ['responsible', '周敏', null],
          ['maintainer', '欧***', '130****8888'],
        ],
        account,
      )
    }
    assert.equal((await post(story, `objects/${first}/reveal`, { purpose: ' ' })).body.code, 'personal.purpose')
    const shown = (await post(story, `objects/${first}/reveal`, { purpose: '联系维保' })).body as unknown as { phones: object }
    assert.deepEqual(shown.phones, { [charge.id]: '13000008888' })
    assert.equal((await story.facts('personal.revealed')).length, 1)
    assert.equal((await post(story, `charges/${charge.id}/end`, {})).status, 200)
    assert.equal((await post(story, `charges/${charge.id}/end`, {})).body.code, 'charge.ended')
    assert.deepEqual(
      (await entry(story, first)).charges.map(({ to }) => to === null),
      [true, false],
    )
    const facts = JSON.stringify([...(await story.facts('object.charged')), ...(await history(story, first))])
    assert.ok(!facts.includes('欧阳') && !facts.includes('8888'), 'a person outside stands in a fact')
  })

  it('marks somebody outside as a firm afterwards: named in full from then on, and masked again when it was a mistake', async () => {
    const holder = { kind: 'outside', name: '云庭物业', phone: null }
    const { id } = (await post(story, `objects/${first}/charges`, { role: 'manager', holder })).body
    const mark = (firm: boolean) => post(story, `charges/${id}/firm`, { firm })
    const named = async () => (await entry(story, first, 'xieran')).charges.find((one) => one.id === id)
    assert.deepEqual([(await named())?.name, (await named())?.firm], ['云***', false])
    assert.equal((await mark(true)).status, 200)
    assert.equal((await mark(true)).status, 200, 'once more changes nothing')
    assert.deepEqual([(await named())?.name, (await named())?.firm], ['云庭物业', true])
    assert.equal((await mark(false)).status, 200)
    assert.equal((await named())?.name, '云***')
    const kinds = (await story.facts()).filter(({ body }) => body.charge === id).map(({ kind }) => kind)
    assert.deepEqual(kinds, ['object.charged', 'object.holder-made-firm', 'object.holder-made-person'])
    assert.ok(!JSON.stringify(await history(story, first)).includes('云庭'), 'no name in what happened')
    const staff = (await post(story, `objects/${first}/charges`, { role: 'grid', holder: { kind: 'person', id: 'p-xieran' } }))
      .body
    assert.equal((await post(story, `charges/${staff.id}/firm`, { firm: true })).body.code, 'charge.inside')
    for (const one of [id, staff.id]) await post(story, `charges/${one}/end`, {})
    assert.equal((await mark(true)).body.code, 'charge.ended')
  })

  it('lets a charge begin later, and never before now', async () => {
    const charge = (from: Date) =>
      post(story, `objects/${first}/charges`, {
        role: 'manager',
        from: from.toISOString(),
        holder: { kind: 'outside', name: '云庭物业', phone: null },
      })
    const [day, now] = [86_400_000, story.now()]
    assert.equal((await charge(new Date(now.getTime() + 400 * day))).body.details?.path, '/from')
    const later = new Date(now.getTime() + 3 * day)
    const { id } = (await charge(later)).body
    const found = (await entry(story, first)).charges.find((one) => one.id === id)
    assert.deepEqual([found?.from, found?.to], [later.toISOString(), null])
    await keeper(story).post(`/api/v1/charges/${id}/end`)
    assert.equal((await entry(story, first)).charges.find((one) => one.id === id)?.to, later.toISOString(), 'it never began')
    const again = (await charge(new Date(now.getTime() - day))).body.id
    assert.equal((await entry(story, first)).charges.find((one) => one.id === again)?.from, story.now().toISOString())
  })

  it('masks personal details everywhere, and says of them only that they changed', async () => {
    const truck = { kind: 'spoil-truck', code: 'T1', name: '渣土车 1', lon: tank.lon, lat: tank.lat }
    const made = (await post(story, 'objects', { ...truck, details: { plate: '渝A00001', driver: '欧阳芷兰' } })).body
    await post(story, `objects/${made.id}/change`, { version: 1, details: { driver: '欧阳若兰' } })
    const texts = JSON.stringify([
      await entry(story, made.id),
      await list(story, '?kind=spoil-truck'),
      await history(story, made.id),
      await story.facts(),
    ])
    assert.ok(texts.includes('欧***') && !texts.includes('欧阳'), texts)
    assert.deepEqual((await history(story, made.id))[0]?.body.changes, [
      { field: 'details/driver', personal: true, from: null, to: null },
    ])
  })

  it('of two people at once lets one change it, and shows the other what it is now', async () => {
    const { version } = await entry(story, first)
    const before = (await story.facts('object.changed')).length
    const answers = await Promise.all(['甲', '乙'].map((owner) => post(story, `objects/${first}/change`, { version, owner })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
    const late = answers.find(({ status }) => status === 409)!.body
    assert.deepEqual([late.code, late.details.version], ['version.stale', version + 1])
    assert.equal((await story.facts('object.changed')).length, before + 1)
    const codes = await Promise.all([1, 2].map(() => post(story, 'objects', { ...tank, code: '0013' })))
    assert.deepEqual(codes.map(({ status }) => status).sort(), [200, 400])
  })

  it('ends nothing while a case of it is open; afterwards its alarms are taken back and its devices heard no more', async () => {
    await goRed(story)
    await story.acknowledge()
    const { version } = await entry(story, first)
    const end = (reason: string) => post(story, `objects/${first}/end`, { version, reason })
    assert.deepEqual([(await end('拆除')).body.code, (await end('拆除')).body.details.count], ['object.in-use', 1])
    const { id } = await story.as('chenli').event()
    assert.equal((await story.as('chenli').post(`/api/v1/events/${id}/false-alarm`, { reason: '拆除施工所致' })).status, 200)
    assert.equal((await end('拆除')).status, 200)
    assert.deepEqual(await story.sql('select severity from alarms where cleared_at is null and object = $1', [first]), [])
    assert.equal((await story.reads(firstDevice, { ch4: 60 })).status, 403)
    await story.pass({ h: 1 })
    assert.deepEqual(await story.sql('select 1 from alarms where cleared_at is null and object = $1', [first]), [])
    await story.acknowledge()
  })
})
