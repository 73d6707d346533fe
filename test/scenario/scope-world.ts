import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { TestContext } from 'node:test'
import { highRisePacks } from '../demo-packs.ts'
import { firstDevice, type Story, startStory } from '../story.ts'
import { goRed, leadOrder, newPhoto, work } from './septic.ts'

/** Who knocks at every door: people inside town A (临江街道), of the case, and of everywhere else. */
export const actors = {
  hub: 'chenli',
  town: 'tangke',
  lead: 'zhoumin',
  city: 'shenlan',
  leader: 'qiumingyuan',
  /** assists in the red case from another department, sees cases only */
  maintainer: 'hanqing',
  /** keeps the register of the same town, and has no business with cases */
  data: 'baining',
  /** a grid worker of the same town who sent the second report, and one who sent nothing */
  reporter: 'xieran',
  otherGrid: 'linjiang-shijie-grid',
  /** a department without any part in it */
  clerk: 'beian-housing-a',
  otherDuty: 'liangzhu',
  otherPost: 'suhe',
  otherDistrict: 'fangyuan',
  system: 'zouhaining',
  security: 'nijie',
  audit: 'hening',
  /** an API key of the very unit that leads the case */
  key: null,
  nobody: null,
} as const
export type Actor = keyof typeof actors
export const everybody = Object.keys(actors) as Actor[]

/** What may be met of town A: the red case, its tank, the report that waits, the case that ended, refused and stuck work, names of its staff; and what nobody meets: who the reporter is. */
export type Group = 'case' | 'object' | 'report' | 'ended' | 'refused' | 'stuck' | 'staff' | 'personal'

export type World = {
  story: Story
  event: string
  no: string
  order: string
  assist: string
  /** the call the lead answered */
  attempt: string
  photo: string
  publicPhoto: string
  citizenReport: string
  citizenCode: string
  mergedSignal: string
  gridReport: string
  signal: string
  ended: string
  dispute: string
  quarantine: string
  stuck: string
  object: string
  /** where the object stands */
  tankAt: { lon: number; lat: number }
  /** of the plate at the object */
  objectCode: string
  device: string
  key: string
  /** an open event and a waiting signal of the other town, in the hands of its own people; `last` is what happened last of all */
  theirs: { event: string; signal: string; order: string; last: string }
  markers: Record<Group, string[]>
}

const here = { lon: 105.5072, lat: 31.5069 }
export const citizen = { name: '欧阳芷兰', phone: '13000008888' }

/** A rich day in town A of the small city, with another town and another district beside it that have nothing to do with it. */
export async function buildWorld(test: TestContext): Promise<World> {
  const story = await startStory(test, { packs: highRisePacks })
  for (const add of [addTower, addOtherDistrict]) await add(story)
  await addShift(story)
  await goRed(story)
  const { red, orders, ...scene } = await redCase(story, (await story.as('chenli').event()).id)
  const second = await done(
    story.as('xieran').post('/api/v1/reports', { type: 'city.manhole', content: '石阶路井盖缺失待处置', ...here }),
  )
  const signal = await signalOf(story, String(second.id))
  await handedOver(story, String(second.id))
  const ended = await endedCase(story)
  const refused = await refuseAndStick(story, red)
  const theirs = { ...ended.theirs, last: await lastDeed(story) }
  const key = await keyOfLead(story)
  return {
    story,
    event: red,
    ...scene,
    gridReport: String(second.id),
    signal,
    ended: ended.event,
    dispute: ended.dispute,
    ...refused,
    ...(await tankOf(story)),
    ...{ objectCode: await addCode(story), device: firstDevice, key },
    theirs,
    markers: {
      case: [red, ...orders, ...Object.values(scene), '公厕旁沼气味呛人'],
      object: ['tank-990101-0001', firstDevice, 'tower-linjiang'],
      report: [String(second.id), String(second.code), '石阶路井盖缺失待处置', signal],
      ended: [ended.event, ended.no, ended.report, ended.dispute, '空调外机滴水'],
      refused: [refused.quarantine, '红外探头乱码'],
      stuck: ['临江的处理卡住了'],
      staff: ['周敏', '吴桐', '唐可'],
      personal: [citizen.name, citizen.phone],
    },
  }
}

/** The red case with a citizen's report and photo merged in, worked on up to its check. The city's own unit, where its administrators sit, has a part. */
export async function redCase(story: Story, red: string) {
  const publicPhoto = await uploadAsCitizen(story)
  const first = await report(story, { type: 'city.gas-smell', content: '公厕旁沼气味呛人', files: [publicPhoto], contact: true })
  const merged = await signalOf(story, first.id)
  await done(story.as('chenli').post(`/api/v1/signals/${merged}/merge`, { event: red }))
  await done(story.as('chenli').post(`/api/v1/events/${red}/support`, { unit: 'unit-city', reason: '请市级关注' }))
  const order = (await leadOrder(story.as('zhoumin'))).id
  await work(story, 'zhoumin')
  const [photo] = await story.sql<{ id: string }>('select id from files where event = $1 order by made_at limit 1', [red])
  const [row] = await story.sql<{ no: string }>('select no from events where id = $1', [red])
  const [call] = await story.sql<{ id: string }>('select id from call_attempts where work_order = $1 order by asked_at limit 1', [
    order,
  ])
  const orders = await story.sql<{ id: string; unit: string }>('select id, unit from work_orders where event = $1', [red])
  return {
    red,
    orders: orders.map((one) => one.id),
    no: row!.no,
    order,
    assist: orders.find((one) => one.unit === 'unit-beian-sanitation')!.id,
    attempt: call!.id,
    photo: photo!.id,
    publicPhoto,
    citizenReport: first.id,
    citizenCode: first.code,
    mergedSignal: merged,
  }
}

/** A waiting report as if a hotline had handed it over: its words and its order belong to the desk of its place. */
async function handedOver(story: Story, report: string): Promise<void> {
  await story.sql(
    `insert into hotline_orders (hotline, no, report, kind, urgent, confidential, digest, area, received_at, reply_by)
     select 'key-hotline', 'H-1', id, 'help', false, false, '', area, received_at, received_at + interval '15 days' from reports where id = $1`,
    [report],
  )
}

export async function done(answer: Promise<{ status: number; body: Record<string, unknown> }>): Promise<Record<string, unknown>> {
  const { status, body } = await answer
  assert.ok(status < 300, JSON.stringify(body))
  return body
}

type Sent = { type: string; content: string; files?: string[]; contact?: boolean; lon?: number; lat?: number }
async function report(story: Story, { contact, ...sent }: Sent): Promise<{ id: string; code: string }> {
  const who = contact ? { contactName: citizen.name, phone: citizen.phone } : {}
  const body = await done(story.public('POST', '/api/v1/reports', { ...here, ...sent, ...who }))
  return { id: String(body.id), code: String(body.code) }
}

async function lastDeed(story: Story): Promise<string> {
  const body = { type: 'city.noise', title: '竹林社区夜间噪声', ...(await zhuxiPlace(story)) }
  return String((await done(story.as('liangzhu').post('/api/v1/signals', body))).signal)
}

const zhuxiPlace = async (story: Story): Promise<{ lon: number; lat: number }> =>
  (await story.sql<{ lon: number; lat: number }>(`select lon, lat from areas where code = '990101002001'`))[0]!

const signalOf = async (story: Story, of: string): Promise<string> =>
  (await story.sql<{ id: string }>('select id from signals where report = $1', [of]))[0]!.id

/** A case of town A that ended and is disputed by its reporter, and one of town B that is open, with a signal beside it. */
async function endedCase(story: Story) {
  const sent = await report(story, { type: 'city.noise', content: '空调外机滴水' })
  const opened = await done(story.as('chenli').post(`/api/v1/signals/${await signalOf(story, sent.id)}/open`))
  const event = String(opened.event)
  await done(story.as('chenli').post(`/api/v1/events/${event}/false-alarm`, { reason: '已自行修好' }))
  await done(story.public('POST', `/api/v1/public/reports/${sent.code}/dispute`, { reason: '还在滴水' }))
  const [dispute] = await story.sql<{ id: string }>('select id from disputes where event = $1', [event])
  const zhuxi = await zhuxiPlace(story)
  const theirs = await report(story, { type: 'city.garbage', content: '竹林社区堆物', ...zhuxi })
  const waiting = await report(story, { type: 'city.manhole', content: '竹林社区井盖响', ...zhuxi })
  const own = await done(story.as('liangzhu').post(`/api/v1/signals/${await signalOf(story, theirs.id)}/open`))
  const [lead] = await story.sql<{ id: string }>(`select id from work_orders where event = $1 and role = 'lead'`, [own.event])
  await done(story.as('suhe').post(`/api/v1/work-orders/${lead!.id}/accept`))
  return {
    event,
    no: String(opened.no),
    report: sent.id,
    dispute: dispute!.id,
    theirs: { event: String(own.event), signal: await signalOf(story, waiting.id), order: lead!.id },
  }
}

async function uploadAsCitizen(story: Story): Promise<string> {
  const jpeg = newPhoto()
  const sha256 = createHash('sha256').update(jpeg).digest('hex')
  const started = await done(story.public('POST', '/api/v1/files', { size: jpeg.length, sha256 }))
  await done(story.public('PUT', `/api/v1/files/${started.id}?offset=0`, jpeg))
  return String(started.id)
}

/** A refused message of the tank's device by way of the district's gateway, and a handler that failed five times on a fact of the case. */
async function refuseAndStick(story: Story, event: string): Promise<{ quarantine: string; stuck: string }> {
  const refused = await story.reads(firstDevice, { 红外探头乱码: Number.NaN } as never)
  assert.equal(refused.status, 400, JSON.stringify(refused.body))
  const [row] = await story.sql<{ id: string }>('select id from quarantine')
  const [fact] = await story.sql<{ id: string; at: Date }>(
    `select id::text, recorded_at as at from facts where subject = $1 and kind = 'event.opened'`,
    [event],
  )
  await story.sql(
    `insert into fact_work (fact_at, fact_id, handler, tries, next_at, last_error) values ($1, $2, 'count', 5, $1, '临江的处理卡住了')`,
    [fact!.at, fact!.id],
  )
  return { quarantine: row!.id, stuck: fact!.id }
}

async function keyOfLead(story: Story): Promise<string> {
  const made = await done(
    story.as('nijie').post('/api/v1/admin/keys', { name: '临江大屏', kind: 'system', unit: 'unit-linjiang-safety-law' }),
  )
  return `Bearer ${made.id}.${made.secret}`
}

/** The tank of the red case, and where it stands. */
async function tankOf(story: Story): Promise<Pick<World, 'object' | 'tankAt'>> {
  const object = 'tank-990101-0001'
  const [tankAt] = await story.sql<World['tankAt']>(`select lon, lat from objects where id = $1`, [object])
  return { object, tankAt: tankAt! }
}

/** A high-rise of town A, rated. */
async function addTower(story: Story): Promise<void> {
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat)
     select 'tower-linjiang', 'high-rise-fire', 'building', 'GL-1', '临江大厦', area, lon, lat from objects where id = 'tank-990101-0001'`,
  )
  while (await story.zhili.rateStale());
}

/** The plate of the tank, made before anybody looks: its code, of which no fact tells. */
async function addCode(story: Story): Promise<string> {
  await story.sql(
    `insert into object_codes (id, code, object, issued_at, issued_by) values ('00000000-0000-4000-8000-0000000000c0', 'C0DE0FTANK', 'tank-990101-0001', $1, '登记员')`,
    [story.now()],
  )
  await story.sql(`update objects set code_state = 'issued' where id = 'tank-990101-0001'`)
  return 'C0DE0FTANK'
}

/** A shift of town A's duty lead that is over. */
const addShift = (story: Story) =>
  story.sql(
    `insert into duty_shifts (id, post, person, starts_at, ends_at) values ('shift-over', 'post-linjiang-duty', 'p-tangke', $1::timestamptz - interval '9 h', $1::timestamptz - interval '1 h')`,
    [story.now()],
  )

/** 对江区: a second district of the city with a duty post of its own. */
async function addOtherDistrict(story: Story): Promise<void> {
  const now = story.now()
  await story.sql(`insert into operating_districts (code, name, sort, kind) values ('990102', '对江区', 2, 'division')`)
  await story.sql(
    `insert into areas (code, tier, name, kind, path, parent, operating_district, valid_from)
     values ('990102', 'district', '对江区', '市辖区', '99/990102/', '99', '990102', $1), ('990102001', 'town', '桥头街道', '街道', '99/990102/990102001/', '990102', '990102', $1)`,
    [now],
  )
  await story.sql(
    `insert into units (id, name, short_name, kind, tier, parent, valid_from) values ('unit-duijiang', '对江区治理中心', '对江', 'district-centre', 'district', 'unit-city', $1)`,
    [now],
  )
  await story.sql(`insert into unit_areas (unit, area, path) values ('unit-duijiang', '990102', '99/990102/')`)
  await story.sql(
    `insert into posts (id, unit, name, kind, valid_from) values ('post-duijiang-duty', 'unit-duijiang', '值班长', 'district-duty', $1)`,
    [now],
  )
  await story.sql(`insert into persons (id, name, phone, demo) values ('p-fangyuan', '方圆', '13000099999', true)`)
  await story.sql(
    `insert into appointments (id, person, post, kind, valid_from) values ('appointment-duijiang', 'p-fangyuan', 'post-duijiang-duty', 'main', $1)`,
    [now],
  )
  await story.sql(`insert into accounts (person, account, demo) values ('p-fangyuan', 'fangyuan', true)`)
}
