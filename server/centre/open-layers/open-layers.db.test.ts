import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { basicsPack, gasPack } from '../../../test/demo-packs.ts'
import { withoutTool } from '../../../test/foreign-tool.ts'
import { createPacks } from '../../city/pack/packs.ts'
import { manualClock } from '../../kernel/clock.ts'
import { readConfig } from '../../kernel/config.ts'
import { type App, createApp } from '../../kernel/http.ts'
import { createLog } from '../../kernel/log.ts'
import { createSpine, type Spine } from '../../kernel/spine.ts'
import { openLayerRoutes } from './routes.ts'

type Link = { rel: string; href: string; type: string }
type Answer = {
  links: Link[]
  features: { id: string; properties: Record<string, unknown>; geometry: { type: string; coordinates: [number, number] } }[]
  numberReturned: number
  numberMatched?: number
}
const base = '/api/ogc/features'

describe('public layers for a GIS', () => {
  let database: TestDatabase
  let spine: Spine
  let app: App
  const clock = manualClock(new Date('2026-03-02T01:30:00Z'))

  before(async () => {
    database = await testDatabase('town')
    spine = createSpine({ url: database.url, clock, log: createLog('silent') })
    app = await createApp({ spine, config: readConfig({ LOG_LEVEL: 'silent' }), identify: async () => null })
    await openLayerRoutes(app, { spine, packs: createPacks([basicsPack, gasPack], { demo: false }), free: () => true })
    // Three public matters a day apart, one that is not public, one merged away; the first is closed.
    await spine.query(
      `insert into events (id, no, type, pack, pack_version, grade, title, state, mode, source, area, lon, lat, content, opened_at, closed_at, lead_name, merged_into, changed_at)
       select ('0195560e-0000-7000-8000-00000000000' || n)::uuid, 'N' || n, case when n = 4 then 'city.noise' else 'city.manhole' end, 'city-basics', 1, 'ordinary',
         '张三家门口', case when n = 1 then 'closed' when n = 5 then 'merged' else 'open' end, 'triage', 'citizen', '99/990101/990101001/', 105.5 + n * 0.01, 31.5,
         '电话 13000001234', $1::timestamptz + n * interval '1 day', case when n = 1 then $1::timestamptz + interval '1 day 2 h' end, '周敏',
         case when n = 5 then '0195560e-0000-7000-8000-000000000001'::uuid end, $1
       from generate_series(1, 5) n`,
      [new Date('2026-02-01T00:00:00Z')],
    )
    await spine.query(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, owner, risk) select 'tank-' || n, 'septic-gas', 'septic-tank', 'C' || n,
         '渡口公厕 ' || n || ' 号池', '99/990101/990101001/', 105.5 + n * 0.01, 31.5, '张三物业', 'blue' from generate_series(1, 5) n`,
    )
  })
  after(async () => {
    await app.close()
    await spine.close()
    await database.drop()
  })

  const ask = async (path: string) => {
    const answer = await app.inject({ method: 'GET', url: `${base}${path}` })
    return {
      status: answer.statusCode,
      type: String(answer.headers['content-type']),
      body: answer.json() as Answer,
      text: answer.body,
    }
  }
  const ids = async (query: string): Promise<number[]> =>
    (await ask(`/collections/events/items${query}`)).body.features.map(({ id }) => Number(id.slice(-1)))

  it('are found from the landing page on: every link answers, and the standard’s parts are named', async () => {
    const { body } = await ask('')
    for (const rel of ['self', 'service-desc', 'conformance', 'data']) {
      const { href, type } = body.links.find((link) => link.rel === rel)!
      const answer = await app.inject({ method: 'GET', url: new URL(href).pathname })
      assert.equal(answer.statusCode, 200, rel)
      assert.ok(String(answer.headers['content-type']).startsWith(type.split(';')[0]!), rel)
    }
    const { conformsTo } = (await ask('/conformance')).body as unknown as { conformsTo: string[] }
    assert.ok(conformsTo.includes('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core'))
    const { collections } = (await ask('/collections')).body as unknown as { collections: { id: string; links: Link[] }[] }
    assert.deepEqual(
      collections.map(({ id }) => id),
      ['districts', 'towns', 'objects', 'events'],
    )
    const { paths } = (await ask('/api')).body as unknown as { paths: Record<string, unknown> }
    for (const { id, links } of collections) {
      assert.ok(`/collections/${id}/items` in paths)
      const items = await app.inject({ method: 'GET', url: new URL(links.find(({ rel }) => rel === 'items')!.href).pathname })
      assert.equal(items.headers['content-type'], 'application/geo+json; charset=utf-8')
      const { features, numberReturned } = items.json() as Answer
      assert.ok(features.length > 0 && numberReturned === features.length)
      const one = await ask(`/collections/${id}/items/${features[0]!.id}`)
      assert.deepEqual([one.status, (one.body as unknown as { id: string }).id], [200, features[0]!.id])
    }
  })

  it('hold public matters only, newest first, and nothing of words or people', async () => {
    const { body, text } = await ask('/collections/events/items')
    assert.deepEqual(await ids(''), [3, 2, 1])
    assert.equal(body.numberMatched, 3)
    assert.doesNotMatch(text, /张三|13000001234|周敏|citizen/)
    assert.deepEqual(
      body.features.map(({ properties }) => properties.state),
      ['open', 'open', 'closed'],
    )
    for (const n of [4, 5])
      assert.equal((await ask(`/collections/events/items/0195560e-0000-7000-8000-00000000000${n}`)).status, 404)
  })

  it('are narrowed by box and by time, and read page by page', async () => {
    assert.deepEqual(await ids('?bbox=105.515,31,105.525,32'), [2])
    assert.deepEqual(await ids('?bbox=170,31,105.525,32'), [2, 1], 'across the 180th meridian')
    assert.deepEqual(await ids('?datetime=../2026-02-02'), [1])
    assert.deepEqual(await ids('?datetime=2026-02-03T00:00:00Z/..'), [3, 2], 'the first was over by then')
    const seen: string[] = []
    for (let url: string | undefined = `${base}/collections/events/items?limit=2`; url; ) {
      const page: Answer = (await app.inject({ method: 'GET', url })).json()
      seen.push(...page.features.map(({ id }) => id.slice(-1)))
      const next = page.links.find(({ rel }) => rel === 'next')
      url = next && `${new URL(next.href).pathname}${new URL(next.href).search}`
    }
    assert.deepEqual(seen, ['3', '2', '1'])
    const towns = (await ask('/collections/towns/items?limit=1')).body
    const rest = await app.inject({ method: 'GET', url: towns.links.find(({ rel }) => rel === 'next')!.href })
    assert.ok((rest.json() as Answer).features[0]!.id > towns.features[0]!.id)
    assert.equal((await ask('/collections/districts/items?bbox=0,0,1,1')).body.numberMatched, 0)
  })

  it('refuse what they do not know, and know nothing of what is not there', async () => {
    for (const query of ['colour=red', 'bbox=1,2,3', 'limit=0', 'datetime=yesterday', 'f=html', 'cursor=made-up'])
      assert.equal((await ask(`/collections/events/items?${query}`)).status, 400, query)
    for (const path of [
      '/collections/persons',
      '/collections/persons/items',
      '/collections/events/items/none',
      '/collections/towns/items/1',
      '/none',
    ])
      assert.equal((await ask(path)).status, 404, path)
  })

  it('refuse what they do not know, everywhere', async () => {
    for (const path of [
      '?x=1',
      '/conformance?x=1',
      '/collections?x=1',
      '/collections/towns?limit=1',
      '/collections/events/items?x=1',
    ])
      assert.equal((await ask(path)).status, 400, path)
    assert.equal((await ask('/collections?f=json')).status, 200)
  })

  it('tell of risk objects whose pack shows them, and of nobody’s owner', async () => {
    const all = await ask('/collections/objects/items?limit=1000')
    assert.deepEqual([all.body.numberMatched, all.body.features.length], [5, 5], 'every tank')
    assert.doesNotMatch(all.text, /张三/)
    const [first] = all.body.features
    assert.deepEqual(Object.keys(first!.properties).sort(), ['code', 'district', 'kind', 'kindName', 'name', 'risk', 'town'])
    assert.equal(first!.properties.kindName, '化粪池')
    const seen: string[] = []
    for (let path: string | undefined = '/collections/objects/items?limit=2'; path; ) {
      const { body }: { body: Answer } = await ask(path)
      seen.push(...body.features.map(({ id }) => id))
      path = body.links.find(({ rel }) => rel === 'next')?.href.split(base)[1]
    }
    assert.deepEqual(
      seen,
      all.body.features.map(({ id }) => id),
      'page by page, each once',
    )
    const [lon, lat] = first!.geometry.coordinates
    const near = await ask(`/collections/objects/items?bbox=${lon - 1e-6},${lat - 1e-6},${lon + 1e-6},${lat + 1e-6}`)
    assert.ok(near.body.features.some(({ id }) => id === first!.id) && near.body.features.length === 1)
    const alone = await ask(`/collections/objects/items/${first!.id}`)
    assert.deepEqual([alone.status, (alone.body as unknown as { id: string }).id], [200, first!.id])
    await spine.query(`update objects set kind = 'fire-system' where id = $1`, [first!.id])
    assert.equal((await ask(`/collections/objects/items/${first!.id}`)).status, 404, 'of a kind nobody shows')
    assert.equal((await ask('/collections/objects/items?limit=1000')).body.numberMatched, 4)
  })

  it('are read by GDAL', { skip: withoutTool('ogrinfo', '--version', 'gdal-bin') }, async () => {
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const said = await new Promise<string>((done) => {
      const child = spawn('ogrinfo', ['-ro', '-al', '-so', `OAPIF:${address}${base}`])
      let text = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (text += String(piece)))
      child.on('close', () => done(text))
    })
    assert.match(said, /Layer name: events[\s\S]*Geometry: Point[\s\S]*Feature Count: 3/)
    assert.match(said, /Layer name: districts[\s\S]*Geometry: Multi Polygon/)
  })
})
