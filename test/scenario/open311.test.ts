import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readOpen311 } from '../../protocols/open311/read.ts'
import { open311Faults } from '../open311-schema.ts'
import { type Story, startStory } from '../story.ts'

const base = '/api/open311/v2'
const who = { first_name: '嘉𠮷', last_name: '㐂', phone: '13000001234', email: 'jiaji@example.org', device_id: 'phone-7' }
const manhole = { service_code: 'city.manhole', lat: '31.5069', long: '105.5072', description: '路口井盖没了', ...who }
const secrets = /嘉𠮷|㐂|13000001234|jiaji|phone-7|路口井盖没了/
type Receipt = { service_request_id: string; service_notice: string; token?: string; account_id?: string }
type Row = { service_request_id: string; status: string; status_notes: string; agency_responsible?: string; lat?: number }
type Fault = { code: number; description: string }

async function keyOf(story: Story): Promise<string> {
  const made = await story
    .as('nijie')
    .post('/api/v1/admin/keys', { name: '随手拍', kind: 'system', unit: 'unit-linjiang-safety-law' })
  return `${made.body.id}.${made.body.secret}`
}

const post = <T = Receipt[]>(story: Story, form: Record<string, string>, { format = 'json', headers = {} } = {}) =>
  story.public('POST', `${base}/requests.${format}`, Buffer.from(new URLSearchParams(form).toString()), {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    ...headers,
  }) as Promise<{ status: number; body: T }>
const get = <T>(story: Story, path: string, headers: Record<string, string> = {}) =>
  story.public('GET', `${base}/${path}`, undefined, headers) as Promise<{ status: number; body: T }>
const list = async (story: Story, query = ''): Promise<Row[]> => (await get<Row[]>(story, `requests.json${query}`)).body

describe('an app of Open311', () => {
  it('finds its door, what can be reported, and what is asked, valid and in both languages', async (t) => {
    const story = await startStory(t)
    const found = await story.public('GET', '/api/open311/discovery.json')
    const { endpoints } = found.body as { endpoints: { url: string; type: string }[] }
    assert.match(endpoints[0]!.url, /^http:\/\/.+\/api\/open311\/v2$/)
    const services = await get<{ service_code: string; service_name: string }[]>(story, 'services.json')
    assert.deepEqual(open311Faults(services.body, 'services.json'), [])
    assert.ok(services.body.some((one) => one.service_name === '井盖缺失、移位'))
    const english = await get<{ service_name: string }[]>(story, 'services.json', { 'accept-language': 'en-GB,zh' })
    assert.doesNotMatch(JSON.stringify(english.body), /\p{Script=Han}/u)
    const asked = await get(story, 'services/city.manhole.json')
    assert.deepEqual(open311Faults(asked.body, 'service-definition.json'), [])
    for (const path of ['services.xml', 'services/city.manhole.xml', 'requests.xml'])
      assert.ok(readOpen311(Buffer.from((await get<string>(story, path)).body)).ok, path)
    for (const path of [
      'services/none.json',
      'services.pdf',
      'requests/none.json',
      'nothing.json',
      'services.json?jurisdiction_id=else',
    ])
      assert.equal((await get<Fault[]>(story, path)).status, 404, path)
    assert.equal((await get(story, 'services.json?jurisdiction_id=99')).status, 200)
    const missing = await get<Fault[]>(story, 'services/none.json')
    assert.deepEqual(
      missing.body.map(({ code }) => code),
      [404],
    )
    await story.end()
  })

  it('says where by coordinates, by the code of an area, or by words that name one', async (t) => {
    const story = await startStory(t)
    const api_key = await keyOf(story)
    const { lat: _, long: __, ...words } = manhole
    const named = await post(story, { api_key, ...words, address_string: '北岸区临江街道渡口路 1 号' })
    assert.equal(named.status, 200, JSON.stringify(named.body))
    const [placed] = await story.sql<{ area: string; address: string }>('select area, address from reports')
    assert.ok(placed!.area.startsWith('99/990101/990101001/') && placed!.address.includes('渡口路'), JSON.stringify(placed))
    assert.equal((await post(story, { api_key, ...words, address_string: '某处' })).status, 400)
    // Another district has a town of that name: the district, or the zone, that is named says which is meant.
    await story.sql(
      `insert into operating_districts (code, name, sort, kind) values ('990102', '南岸区', 2, 'division'), ('z-new', '滨江新区', 3, 'zone')`,
    )
    await story.sql(`insert into areas (code, tier, name, kind, path, parent, operating_district, lon, lat, valid_from)
      select o.code, o.tier, o.name, o.kind, o.path, o.parent, '990102', a.lon, a.lat, a.valid_from from areas a join (values
        ('990102', 'district', '南岸区', '区', '99/990102/', '99'), ('990102001', 'town', '临江街道', '街道', '99/990102/990102001/', '990102')) as o(code, tier, name, kind, path, parent) on a.code = '990101001'`)
    const at = async (address_string: string) => (await post(story, { api_key, ...words, address_string })).status
    assert.deepEqual([await at('临江街道渡口路 2 号'), await at('北岸区临江街道渡口路 2 号')], [400, 200])
    assert.equal(await at('滨江新区临江街道渡口路 3 号'), 400, 'no town of the zone')
    await story.sql(`update areas set operating_district = 'z-new' where code = '990101001'`)
    assert.equal(await at('滨江新区临江街道渡口路 3 号'), 200)
    await story.end()
  })

  it('sends a report once however often it sends it, and follows it to its end', async (t) => {
    const story = await startStory(t)
    const api_key = await keyOf(story)
    const sent = await post(story, { api_key, ...manhole, account_id: 'u1' })
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    const [receipt] = sent.body
    assert.deepEqual([receipt!.token, receipt!.account_id], [undefined, 'u1'])
    const id = receipt!.service_request_id
    const again = await Promise.all([1, 2, 3].map(() => post(story, { ...manhole, account_id: 'u1', api_key })))
    assert.deepEqual(
      again.map(({ body }) => body),
      [sent.body, sent.body, sent.body],
    )
    assert.equal((await story.sql('select 1 from reports')).length, 1)
    await story.pass({ h: 25 })
    const later = await post(story, { api_key, ...manhole, account_id: 'u1' })
    assert.notEqual(later.body[0]!.service_request_id, id, 'after a day the same words are a new report')
    await story.acknowledge()

    const rows = await list(story)
    assert.deepEqual(open311Faults(rows, 'requests.json'), [])
    assert.deepEqual(
      rows.map((row) => row.status),
      ['open', 'open'],
    )
    const code = /[0-9A-Z]{10}/.exec(receipt!.service_notice)![0]
    const token = await get<Receipt[]>(story, `tokens/${code.toLowerCase()}.json`)
    assert.deepEqual(token.body, [{ service_request_id: id, token: code.toLowerCase() }])
    const followed = await story.public('GET', `/api/v1/public/reports/${code}`)
    assert.equal(followed.body.state, 'received')

    const [signal] = await story.sql<{ id: string }>('select id from signals where report = $1', [id])
    assert.equal((await story.as('chenli').post(`/api/v1/signals/${signal!.id}/reject`, { reason: '已由他人处理' })).status, 200)
    assert.deepEqual(
      (await list(story, '?status=closed')).map((row) => [row.service_request_id, row.status_notes]),
      [[id, '未予立案']],
    )
    assert.equal((await list(story, '?status=open')).length, 1)
    assert.equal((await list(story, `?service_request_id=${id}&status=open`)).length, 1, 'ids override all else')
    assert.equal((await list(story, '?service_code=city.garbage')).length, 0)
    assert.equal((await list(story, '?page_size=1&page=2')).length, 1)
    await story.end()
  })

  it('sees a disputed end as open until somebody has ruled, and takes two who say nothing for two', async (t) => {
    const story = await startStory(t)
    const api_key = await keyOf(story)
    const [receipt] = (await post(story, { api_key, ...manhole })).body
    const id = receipt!.service_request_id
    const code = /[0-9A-Z]{10}/.exec(receipt!.service_notice)![0]
    const [signal] = await story.sql<{ id: string }>('select id from signals where report = $1', [id])
    const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal!.id}/open`)
    await story.as('chenli').post(`/api/v1/events/${opened.body.event}/false-alarm`, { reason: '系相邻路口' })
    const seen = async () => (await list(story, `?service_request_id=${id}`)).map((row) => [row.status, row.status_notes])
    assert.deepEqual(await seen(), [['closed', '已办结']])
    const disputed = await story.public('POST', `/api/v1/public/reports/${code}/dispute`, { reason: '还是没有井盖' })
    assert.equal(disputed.status, 200, JSON.stringify(disputed.body))
    assert.deepEqual(await seen(), [['open', '有异议，重新查看中']])
    assert.deepEqual([(await list(story, '?status=open')).length, (await list(story, '?status=closed')).length], [1, 0])
    const [{ dispute }] = (await story.sql<{ dispute: string }>('select id as dispute from disputes')) as [{ dispute: string }]
    await story.as('luoyifan').post(`/api/v1/disputes/${dispute}/refuse`, { reason: '现场复核完好' })
    assert.deepEqual(await seen(), [['closed', '已办结']])

    const bare = { api_key, service_code: 'city.manhole', lat: '31.5069', long: '105.5072' }
    const two = [(await post(story, bare)).body[0]!, (await post(story, bare)).body[0]!]
    assert.notEqual(two[0]!.service_request_id, two[1]!.service_request_id, 'nobody gets the look-up code of somebody else')
    await story.acknowledge()
    await story.end()
  })

  it('gets nobody’s words, name or number back, nor the place of a matter that is not public', async (t) => {
    const story = await startStory(t)
    const api_key = await keyOf(story)
    const [open] = (await post(story, { api_key, ...manhole })).body
    const [kept] = (await post(story, { api_key, ...manhole, service_code: 'city.noise' })).body
    const texts = await Promise.all([
      list(story),
      get(story, `requests/${open!.service_request_id}.xml`),
      get(story, `requests/${kept!.service_request_id}.json`),
    ])
    assert.doesNotMatch(JSON.stringify(texts), secrets)
    assert.deepEqual(
      (await list(story)).map((row) => row.service_request_id),
      [open!.service_request_id],
    )
    const [noise] = await list(story, `?service_request_id=${kept!.service_request_id}`)
    assert.deepEqual([noise!.status, noise!.lat], ['open', undefined])

    const told = JSON.stringify(await story.facts())
    assert.doesNotMatch(told, secrets)
    const { body } = await story.as('chenli').post(`/api/v1/reports/${open!.service_request_id}/reveal`, { purpose: '回访' })
    assert.deepEqual(body, { contactName: '㐂嘉𠮷', phone: who.phone, email: who.email })
    await story.acknowledge()
    await story.end()
  })

  it('is refused in the shape of the standard, and nothing of it is kept', async (t) => {
    const story = await startStory(t)
    const api_key = await keyOf(story)
    const device = 'gw-990101.zhili-demo-gateway-990101'
    const faults: [status: number, form: Record<string, string>][] = [
      [403, manhole],
      [403, { ...manhole, api_key: `${api_key}x` }],
      [403, { ...manhole, api_key: device }],
      [404, { ...manhole, api_key, jurisdiction_id: 'elsewhere' }],
      [400, { api_key, lat: '31.5', long: '105.5' }],
      [400, { ...manhole, api_key, service_code: 'septic-gas.over-limit' }],
      [400, { ...manhole, api_key, lat: '0', long: '0' }],
      [400, { ...manhole, api_key, lat: '91' }],
      [400, { ...manhole, api_key, description: '长'.repeat(4_001) }],
      [400, { ...manhole, api_key, phone: '<script>' }],
    ]
    for (const [status, form] of faults) {
      const { status: got, body } = await post<Fault[]>(story, form)
      assert.deepEqual([got, body[0]?.code], [status, status], JSON.stringify([form, body]).slice(0, 300))
      assert.deepEqual(Object.keys(body[0]!).sort(), ['code', 'description'])
    }
    const headers = { 'content-type': 'application/json' }
    assert.equal(
      (await post(story, { api_key, ...manhole }, { headers: { ...headers, authorization: `Bearer ${api_key}` } })).status,
      400,
    )
    const xml = await post<string>(story, manhole, { format: 'xml' })
    assert.match(xml.body, /^<\?xml[^>]*>\n<errors><error><code>403<\/code>/)
    for (const query of [
      'start_date=2026-01-01',
      'status=lost',
      'start_date=2025-01-01T00:00:00Z&end_date=2026-01-01T00:00:00Z',
      'page=0',
      'page_size=1001',
    ])
      assert.equal((await get<Fault[]>(story, `requests.json?${query}`)).body[0]?.code, 400, query)
    assert.equal((await story.sql('select 1 from reports union all select 1 from open311_posts')).length, 0)
    // what no database holds is left out, as everywhere
    const odd = await post(story, { api_key, ...manhole, description: '井盖\u0000没了' })
    assert.equal(odd.status, 200, JSON.stringify(odd.body))
    await story.acknowledge()
    await story.end()
  })
})
