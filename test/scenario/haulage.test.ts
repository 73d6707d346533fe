import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { CaseFile } from '../../contract/case-file.ts'
import type { HaulEffects } from '../../contract/haul-effect.ts'
import type { TicketDetail, TicketList } from '../../contract/ticket.ts'
import { promptTrucks } from '../demo-packs.ts'
import { startStory } from '../story.ts'

const night = new Date('2026-04-10T13:00:00Z')
const at = { site: { lon: 105.5072, lat: 31.5069 }, tip: { lon: 105.5272, lat: 31.5069 }, ditch: { lon: 105.5172, lat: 31.5069 } }

it('a load on its way, held against permits and tickets', async (t) => {
  const story = await startStory(t, { packs: [promptTrucks], at: night })
  const [tank] = await story.sql<{ area: string; gateway: string }>(
    'select o.area, d.gateway from objects o join devices d on d.object = o.id order by o.id limit 1',
  )
  const register = (kind: string, [code, name]: [string, string], place: { lon: number; lat: number }, details: object) =>
    story.as('baining').post<{ code?: string }>('/api/v1/objects', { kind, code, name, ...place, details })
  const made = async (...given: Parameters<typeof register>) => assert.equal((await register(...given)).status, 200)
  const key = (
    await story
      .as('nijie')
      .post<{ secret: string; id: string }>('/api/v1/admin/keys', { name: '工地门口', kind: 'system', unit: 'unit-linjiang' })
  ).body
  const gate = (tickets: object[]) =>
    story.public('POST', '/api/v1/tickets', { pack: 'spoil-truck', tickets }, { authorization: `Bearer ${key.id}.${key.secret}` })
  const ticket = (no: string, plate: string, more: object = {}) => ({
    ...{ no, from: 'GD-1', to: 'XN-1', plate, load: 15, openedAt: story.now().toISOString(), openedBy: '某某', ...more },
  })
  /** What a truck tells every ten seconds, and then everybody looks. */
  const drives = async (code: string, minutes: number, values: { lon: number; lat: number; speed: number; load: number }) => {
    for (let n = 0; n < minutes * 6; n++) {
      assert.equal((await story.reads(`jt-990101-${code}`, values)).status, 202)
      await story.pass({ s: 10 })
    }
    await story.zhili.watchHaulage()
  }
  const found = async () =>
    (
      await story.sql<{ check_id: string; code: string }>(
        'select f.check_id, o.code from haul_findings f left join objects o on o.id = f.object order by f.found_at, f.check_id',
      )
    ).map(({ check_id, code }) => `${code} ${check_id}`)

  await t.test('registers name each other by their codes, and what is named keeps its code', async () => {
    await made('haul-firm', ['QY-1', '临江运输'], at.site, { licence: 'JY-001' })
    await made('spoil-site', ['GD-1', '临江工地'], at.site, { radius: 150, volume: 30, 'valid-until': '2026-05-01' })
    await made('disposal-site', ['XN-1', '东山消纳场'], at.tip, { radius: 300 })
    assert.equal(
      (await register('spoil-truck', ['ZT-1', '渝X00001'], at.site, { plate: '渝X00001', firm: 'QY-9' })).body.code,
      'input.malformed',
    )
    for (const n of [1, 2]) await made('spoil-truck', [`ZT-${n}`, `渝X0000${n}`], at.site, { plate: `渝X0000${n}`, firm: 'QY-1' })
    const days = { 'valid-from': '2026-04-01', 'valid-until': '2026-04-30', 'hours-from': '20:00', 'hours-to': '06:00' }
    await made('spoil-permit', ['ZY-1', '临江工地准运证'], at.site, {
      truck: 'ZT-1',
      firm: 'QY-1',
      site: 'GD-1',
      disposal: 'XN-1',
      ...days,
    })
    const firm = (await story.sql<{ id: string }>(`select id from objects where code = 'QY-1'`))[0]!
    const end = await story.as('baining').post(`/api/v1/objects/${firm.id}/end`, { version: 1, reason: '注销' })
    assert.equal(end.body.code, 'object.referred')
    await story.sql(
      `insert into devices (id, object, kind, pack, name, interval_s, gateway)
       select 'jt-990101-' || right(o.code, 1), o.id, 'vehicle-terminal', 'spoil-truck', o.code, 10, $1 from objects o where o.kind = 'spoil-truck'`,
      [tank!.gateway],
    )
  })

  await t.test('with permit and ticket nothing is found; the gate closes the ticket, once', async () => {
    const opened = ticket('LD-1', '渝X·00001')
    assert.deepEqual((await gate([opened, ticket('LD-9', '渝X00001', { from: 'GD-9' })])).body, {
      ...{ opened: 1, closed: 0, righted: 0, unchanged: 0, refused: [{ no: 'LD-9', code: 'ticket.place' }] },
    })
    // A gate may put right what is open yet, and hears that it did: another plate is not "unchanged".
    for (const [plate, became] of [
      ['渝X00002', 'righted'],
      ['渝X00002', 'unchanged'],
      ['渝X00001', 'righted'],
    ] as const) {
      const counts = { opened: 0, closed: 0, righted: 0, unchanged: 0, refused: [] }
      assert.deepEqual((await gate([{ ...opened, plate }])).body, { ...counts, [became]: 1 })
    }
    await drives('1', 4, { ...at.ditch, speed: 40, load: 90 })
    await drives('1', 1, { ...at.tip, speed: 0, load: 0 })
    const closed = { ...opened, closedAt: story.now().toISOString(), closedLoad: 15, closedBy: '某甲' }
    assert.equal(((await gate([closed])).body as { closed: number }).closed, 1)
    assert.equal(((await gate([closed])).body as { unchanged: number }).unchanged, 1)
    assert.deepEqual(await found(), [])
    const rows = (await story.as('chenli').get<{ rows: { openedBy: string; fromName: string }[] }>('/api/v1/tickets')).body.rows
    assert.deepEqual([rows[0]?.openedBy, rows[0]?.fromName], ['某*', '临江工地'])
  })

  await t.test('without ticket and permit, tipped in a ditch: each is a signal with what it follows from, once', async () => {
    await drives('2', 4, { ...at.ditch, speed: 40, load: 90 })
    await drives('2', 1, { ...at.ditch, speed: 0, load: 0 })
    await story.zhili.watchHaulage()
    assert.deepEqual(await found(), ['ZT-2 no-permit', 'ZT-2 no-ticket', 'ZT-2 dump'])
    type Row = { title: string; grade: string; content: string }
    const inbox = (await story.as('chenli').get<{ rows: Row[] }>('/api/v1/signals?source=sensor')).body.rows
    assert.deepEqual(inbox.map(({ title, grade }) => `${title} ${grade}`).toSorted(), [
      '渝X00002 无有效准运证运输 ordinary',
      '渝X00002 无电子联单运输 ordinary',
      '渝X00002 疑似偷倒乱倒 serious',
    ])
    assert.match(
      inbox.find(({ grade }) => grade === 'serious')!.content,
      /装载 0 %，车速 0 km\/h，最近的东山消纳场，相距 9\d\d 米/,
    )
    assert.equal((await story.facts('event.opened')).length, 0, 'a person decides')
  })

  await t.test('a ticket not closed in four hours, and more than the site may give, are found', async () => {
    await gate([ticket('LD-2', '渝X00001', { load: 20 })])
    await story.pass({ h: 4, m: 1 })
    await story.zhili.watchHaulage()
    await story.zhili.watchHaulage()
    assert.deepEqual((await found()).slice(3).toSorted(), ['GD-1 volume', 'ZT-1 open-ticket'])
    // A month later the site is found anew. Nothing has changed since it came before somebody: it is put off, and ends by itself.
    await story.sql(`update haul_findings set key = key || ' of the month before' where check_id = 'volume'`)
    await story.zhili.watchHaulage()
    const volumes = `select state, reason from signals where type = 'spoil-truck.volume' order by received_at, id`
    assert.deepEqual(await story.sql(volumes), [
      { state: 'waiting', reason: null },
      { state: 'snoozed', reason: 'as-before' },
    ])
    type Row = { id: string; type: string }
    const dump = (await story.as('chenli').get<{ rows: Row[] }>('/api/v1/signals?source=sensor')).body.rows.find(({ type }) =>
      type.endsWith('.dump'),
    )!
    assert.equal((await story.as('chenli').post(`/api/v1/signals/${dump.id}/open`, {})).status, 200)
    const { rows } = (await story.as('chenli').get<HaulEffects>('/api/v1/haulage-effects')).body
    assert.deepEqual(rows[0]?.weeks, [{ from: '2026-04-06', opened: 1, closed: 0, falseAlarms: 0, hours: null }])
    const [firm] = rows[0]!.firms
    assert.deepEqual([firm?.name, firm?.cases, firm?.tickets, firm?.reasons[0]?.type], ['临江运输', 1, 2, 'spoil-truck.dump'])
    const { value, weighed, trips, cases } = firm!.rate!
    assert.deepEqual([value, weighed, trips, cases], [null, 5, 2, 1], 'two trips are too few for a rate, which is not zero')
    const detail = async () =>
      (await story.as('chenli').get<TicketDetail>('/api/v1/ticket-details?pack=spoil-truck&no=LD-1')).body
    const one = await detail()
    assert.deepEqual(
      [one.ticket.fromName, one.places.n > 20, one.places.toM, one.checks.length, one.mayVoid],
      ['临江工地', true, 0, 0, true],
    )
    const late = (await story.as('chenli').get<TicketDetail>('/api/v1/ticket-details?pack=spoil-truck&no=LD-2')).body
    assert.deepEqual(
      late.checks.map(({ type }) => type),
      ['spoil-truck.open-ticket'],
    )
    const away = (account: string) =>
      story.as(account).post<{ code?: string }>('/api/v1/tickets/void', { pack: 'spoil-truck', no: 'LD-2', reason: '录错车号' })
    assert.equal((await away('suhe')).status, 403)
    assert.equal((await away('chenli')).status, 200)
    assert.equal((await away('chenli')).body.code, 'ticket.void')
    const again = (await gate([ticket('LD-2', '渝X00001', { load: 20 })])).body as { refused: { code: string }[] }
    assert.equal(again.refused[0]?.code, 'ticket.void', 'a gate does not bring it back')
    const voids = (await story.as('chenli').get<TicketList>('/api/v1/tickets?void=yes')).body.rows
    assert.deepEqual(
      voids.map(({ no, void: gone }) => [no, gone?.reason]),
      [['LD-2', '录错车号']],
    )
    const opened = (await story.facts('event.opened')).at(-1)!.subject
    const { parts, places } = (await story.as('chenli').get<CaseFile>(`/api/v1/events/${opened}/case-file`)).body
    assert.deepEqual(
      [...new Set(parts.map(({ kind }) => kind))],
      ['event', 'signal', 'finding', 'positions', 'order', 'timeline'],
    )
    assert.ok(places.length > 20, `${places.length} places of the truck`)
    const [row] = rows[0]!.board
    assert.deepEqual([row?.before, row?.after?.found, row?.after?.handled], [null, 1, 0], 'nothing entered is nothing, not zero')
    const says = { pack: 'spoil-truck', district: '990101', from: '2025-01-01', to: '2025-12-31', found: 1000, handled: 200 }
    const put = (account: string, more: object = {}) =>
      story
        .as(account)
        .post<{ code?: string }>('/api/v1/haulage-baselines', { ...says, hours: 336, source: '2025 年渣土台账', ...more })
    assert.equal((await put('chenli', { handled: 1001 })).body.code, 'baseline.handled')
    assert.equal((await put('chenli', { to: '2027-01-01' })).body.code, 'baseline.days')
    assert.equal((await put('chenli', { district: '990102' })).status, 404)
    assert.equal((await put('zhoumin')).status, 403)
    for (const found of [900, 1000]) assert.equal((await put('chenli', { found })).status, 200)
    const board = (await story.as('chenli').get<HaulEffects>('/api/v1/haulage-effects')).body.rows[0]!.board
    const { byName, at: _, ...before } = board[0]!.before!
    assert.deepEqual(before, {
      from: '2025-01-01',
      to: '2025-12-31',
      found: 1000,
      handled: 200,
      hours: 336,
      source: '2025 年渣土台账',
    })
    assert.match(byName, /./)
    assert.equal((await story.facts('haul-baseline.set')).length, 2)
    await story.acknowledge()
    await story.end()
  })
})
