import assert from 'node:assert/strict'
import { it } from 'node:test'
import { firstDevice, type Story, startStory } from '../story.ts'
import { goRed, uploadPhoto, work } from './septic.ts'

/** Words and ids that belong to the case in 临江街道 and to nobody in 竹溪街道. */
type Case = {
  event: string
  no: string
  signal: string
  smell: string
  order: string
  file: string
  object: string
  personal: string[]
}

/** People of the other town, and one of a department that has no part in the case. */
const outsiders = ['liangzhu', 'suhe', 'bailu', 'beian-housing-a']

/**
 * What every GET route is asked, as an outsider would who knows all the ids. A route that is missing here fails the test: whoever
 * adds one says what another town may see of it. `open`: public knowledge (areas, types, one's own things), asked all the same.
 */
const asked: Record<string, (one: Case) => string[]> = {
  '/api/v1/session': () => ['/api/v1/session'],
  '/api/v1/clock': () => ['/api/v1/clock'],
  '/api/v1/words': () => ['/api/v1/words'],
  '/api/v1/demo': () => ['/api/v1/demo'],
  '/api/v1/demo/clock': () => ['/api/v1/demo/clock'],
  // The simulator's list of its own devices and actors: demo mode only, and everything in it is invented.
  '/api/v1/demo/inventory': () => [],
  '/api/v1/reports/mine': () => ['/api/v1/reports/mine?limit=100'],
  '/api/v1/public/report-types': () => ['/api/v1/public/report-types'],
  // Whoever has the code has been given it; what they see names nobody (reports.db.test.ts).
  '/api/v1/public/reports/{code}': () => [],
  '/api/v1/files/{id}': ({ file }) => [`/api/v1/files/${file}`],
  '/api/v1/files/{id}/state': () => [],
  '/api/v1/signals': () =>
    ['inbox', 'waiting', 'snoozed', 'auto', 'handled'].flatMap((view) => [
      `/api/v1/signals?view=${view}`,
      `/api/v1/signals?view=${view}&area=990101001`,
      `/api/v1/signals?view=${view}&area=99/`,
    ]),
  '/api/v1/signals/{id}': ({ signal, smell }) => [`/api/v1/signals/${signal}`, `/api/v1/signals/${smell}`],
  // Names of offices: public.
  '/api/v1/units': () => ['/api/v1/units?area=99/', '/api/v1/units?q=板块'],
  '/api/v1/plans/try': () => ['/api/v1/plans/try?type=septic-gas.over-limit&area=990101001&grade=major'],
  '/api/v1/work-orders': () => ['/api/v1/work-orders', '/api/v1/work-orders?view=unit', '/api/v1/work-orders?view=done'],
  '/api/v1/work-orders/{id}': ({ order }) => [`/api/v1/work-orders/${order}`],
  '/api/v1/checks': () => ['/api/v1/checks'],
  '/api/v1/disputes': () => ['/api/v1/disputes'],
  '/api/v1/events': () =>
    [
      '',
      ...['mine', 'unit', 'overdue', 'checking', 'closed', 'open', 'all'].map((view) => `?view=${view}`),
      '?area=99/',
      '?area=990101001',
      '?q=SSHFZL',
      '?grade=extraordinary',
    ].map((query) => `/api/v1/events${query}`),
  '/api/v1/events.csv': () => ['/api/v1/events.csv', '/api/v1/events.csv?area=990101001'],
  '/api/v1/events/{id}': ({ event }) => [`/api/v1/events/${event}`],
  '/api/v1/search': ({ no }) =>
    ['临江', '塔', '周', no, firstDevice].map((words) => `/api/v1/search?q=${encodeURIComponent(words)}`),
  '/api/v1/areas': () => ['/api/v1/areas?q=%E4%B8%B4%E6%B1%9F'],
  '/api/v1/areas/{code}': () => ['/api/v1/areas/990101001'],
  '/api/v1/areas/{code}/children': () => ['/api/v1/areas/990101001/children'],
  '/api/v1/map/outlines': () => ['/api/v1/map/outlines?of=990101001'],
  '/api/v1/map/points': () => ['', '&area=990101001', '&area=99/'].map((area) => `/api/v1/map/points?bbox=105,31,106,32${area}`),
  '/api/v1/objects/{id}': ({ object }) => [`/api/v1/objects/${object}`],
  '/api/v1/devices/{id}/series': () => [`/api/v1/devices/${firstDevice}/series`],
  '/api/v1/cockpit': () => ['/api/v1/cockpit', '/api/v1/cockpit?area=990101001', '/api/v1/cockpit?area=99/'],
  '/api/v1/cockpit/event/{id}': ({ event }) => [`/api/v1/cockpit/event/${event}`],
  '/api/v1/leader': () => ['/api/v1/leader', '/api/v1/leader?area=990101001'],
  '/api/v1/feeds': () => ['/api/v1/feeds'],
  '/api/v1/quarantine': () => ['/api/v1/quarantine', '/api/v1/quarantine?decided=true'],
  '/api/v1/shed': () => ['/api/v1/shed'],
  '/api/v1/stuck': () => ['/api/v1/stuck'],
  '/api/v1/admin/units': () => ['/api/v1/admin/units'],
  '/api/v1/admin/posts': () => ['/api/v1/admin/posts'],
  '/api/v1/admin/people': () => ['/api/v1/admin/people?q=%E5%91%A8'],
  '/api/v1/admin/appointments': () => ['/api/v1/admin/appointments'],
  '/api/v1/admin/appointments/waiting': () => ['/api/v1/admin/appointments/waiting'],
  '/api/v1/admin/keys': () => ['/api/v1/admin/keys'],
  '/api/v1/audit': () => ['/api/v1/audit'],
  // A stream that never ends; what it lets through is tested beside it.
  '/api/v1/live': () => [],
}

/** Asks without letting the story settle after each answer: reading changes nothing. */
async function reader(story: Story, account: string): Promise<(url: string) => Promise<{ status: number; text: string }>> {
  const session = await story.public('POST', '/api/v1/demo/session', { account, tab: true })
  assert.equal(session.status, 200, account)
  const headers = { 'x-demo-session': String(session.body.tabSession) }
  return async (url) => {
    const answer = await story.zhili.app.inject({ url, headers })
    return { status: answer.statusCode, text: answer.body }
  }
}

async function makeCase(story: Story): Promise<Case> {
  await goRed(story)
  const event = await story.as('chenli').event()
  const smell = {
    type: 'city.gas-smell',
    content: '临江公厕边上臭',
    lon: Number(event.lon),
    lat: Number(event.lat),
    contactName: '谢小然',
    phone: '13000000042',
  }
  assert.equal((await story.public('POST', '/api/v1/reports', smell)).status, 200)
  await story.zhili.ingest.refuse({
    channel: 'mqtt',
    source: firstDevice,
    code: 'reading.malformed',
    details: { reason: 'x' },
    payload: 'secret-payload',
    area: String(event.area),
  })
  await story.zhili.ingest.refuse({
    channel: 'mqtt',
    source: 'gw-990101',
    code: 'reading.malformed',
    details: { reason: 'x' },
    payload: 'whose-is-it',
    area: null,
  })
  const file = await uploadPhoto(story, 'zhoumin')
  await work(story, 'zhoumin')
  const [signal] = await story.sql<{ id: string }>(`select id from signals where source = 'sensor'`)
  const [waiting] = await story.sql<{ id: string }>(`select id from signals where source = 'citizen'`)
  const [photo] = await story.sql<{ id: string }>('select file as id from evidence where file is not null limit 1')
  return {
    event: event.id,
    no: String(event.no),
    signal: signal!.id,
    smell: waiting!.id,
    order: event.workOrders[0]!.id,
    file: photo?.id ?? file,
    object: 'tank-990101-0001',
    personal: ['谢小然', '13000000042', 'secret-payload', '臭'],
  }
}

it('no GET route shows a case to people of another town, or to a unit that has no part in it', async (test) => {
  const story = await startStory(test)
  const one = await makeCase(story)
  const document = story.zhili.app.swagger() as { paths: Record<string, { get?: unknown }> }
  const routes = Object.entries(document.paths).flatMap(([path, verbs]) => (verbs.get ? [path] : []))
  assert.ok(routes.length > 30, `${routes.length} routes`)
  const secrets = [one.event, one.no, one.signal, one.smell, one.order, one.object, firstDevice, ...one.personal]
  const readers = await Promise.all(outsiders.map(async (account) => ({ account, read: await reader(story, account) })))
  let n = 0
  for (const path of routes) {
    const urls = asked[path]
    assert.ok(urls, `${path} is new: say here what an outsider asks of it`)
    for (const url of urls(one))
      for (const { account, read } of readers) {
        const { status, text } = await read(url)
        // An answer is either a refusal or free of the case; never a fault of ours.
        assert.ok(status < 500, `${account} ${url}: ${status} ${text}`)
        for (const secret of secrets)
          assert.equal(
            text.includes(secret) && !url.includes(encodeURIComponent(secret)),
            false,
            `${account} sees ${secret} at ${url}`,
          )
        n++
      }
  }
  assert.ok(n > 200, `${n} answers`)
  // The same questions do give the case to those it concerns, so that the test cannot pass by asking nothing.
  for (const url of [
    `/api/v1/events/${one.event}`,
    `/api/v1/signals/${one.smell}`,
    `/api/v1/objects/${one.object}`,
    `/api/v1/work-orders/${one.order}`,
    `/api/v1/files/${one.file}`,
  ]) {
    assert.equal((await story.as('chenli').get(url)).status, 200, url)
    for (const account of outsiders)
      assert.ok([403, 404].includes((await story.as(account).get(url)).status), `${account} ${url}`)
  }
})

it('no GET route answers anybody who is not signed in, except the public ones', async (test) => {
  const story = await startStory(test)
  const one: Case = {
    event: '019cac2a-9dc0-7048-87d1-7c7c9df79b68',
    no: 'x',
    signal: '019cac2a-9dc0-7048-87d1-7c7c9df79b68',
    smell: '019cac2a-9dc0-7048-87d1-7c7c9df79b68',
    order: '019cac2a-9dc0-7048-87d1-7c7c9df79b68',
    file: '019cac2a-9dc0-7048-87d1-7c7c9df79b68',
    object: 'x',
    personal: [],
  }
  const open = [
    '/api/v1/clock',
    '/api/v1/words',
    '/api/v1/map/outlines',
    '/api/v1/demo',
    '/api/v1/demo/clock',
    '/api/v1/public/report-types',
  ]
  for (const [path, urls] of Object.entries(asked))
    for (const url of urls(one)) assert.equal((await story.public('GET', url)).status, open.includes(path) ? 200 : 401, url)
})
