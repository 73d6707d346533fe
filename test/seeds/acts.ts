import { createHash } from 'node:crypto'
import { newPhoto } from '../scenario/septic.ts'
import type { Asking, Reply } from './doors.ts'
import { accounts, type People } from './people.ts'
import type { Dice, Way } from './schedule.ts'
import type { World } from './world.ts'

type Order = { id: string; unit: string; role: string; state: string; allowed: string[] }
type Seen = { id: string; allowed: string[]; workOrders: Order[] }
export type Stage = { world: World; people: People; key(): string; spoiled: ReadonlySet<string> }

const choose = <T>(list: readonly T[], dice: number): T | undefined => list[Math.floor(dice * list.length)]
const reason = '抽查演练，按规定处理'
const units = [
  'unit-linjiang-safety-law',
  'unit-linjiang',
  'unit-beian-urban-management',
  'unit-beian-sanitation',
  'unit-zhuxi-safety-law',
  'unit-beian-fire',
]
const later = (world: World, hours: number): string => new Date(world.now().getTime() + hours * 3_600_000).toISOString()

/** Events that are not over, in an order that does not hang on made-up ids. */
async function events({ world, spoiled }: Stage, states: string[]): Promise<string[]> {
  const rows = await world.direct.query<{ id: string }>(
    `select id from events where state = any($1) order by opened_at, area, type, coalesce(object, ''), no`,
    [states],
  )
  return rows.map(({ id }) => id).filter((id) => !spoiled.has(id))
}

const post = (stage: Stage, account: string, [url, body]: [url: string, body: unknown], way: Way): Promise<Reply | null> =>
  stage.people.as(account, { method: 'POST', url, body, headers: { 'idempotency-key': stage.key() } }, way)

/** Somebody at the inbox decides a signal. */
export async function triage(stage: Stage, [which, how, who, other]: Dice, way: Way): Promise<string> {
  const rows = await stage.world.direct.query<{ id: string }>(
    `select id from signals where state in ('waiting', 'snoozed') order by received_at, area, type, coalesce(content, ''), coalesce(object, '')`,
  )
  const signal = choose(rows, which)?.id
  if (!signal) return 'no signal'
  const into = choose(await events(stage, ['open', 'handling', 'checking']), other)
  const ways: [string, unknown][] = [
    ['open', {}],
    ['open', {}],
    ['open', {}],
    ['reject', { reason }],
    ['snooze', { minutes: 5 }],
    ...(into ? [['merge', { event: into }] as [string, unknown]] : []),
  ]
  const [verb, body] = choose(ways, how)!
  const account = choose(['chenli', 'chenli', 'luoyifan', 'tangke', 'shenlan'], who)!
  return tell(account, verb, await post(stage, account, [`/api/v1/signals/${signal}/${verb}`, body], way))
}

/** Somebody does with a case what the server says they may. */
export async function act(stage: Stage, [which, who, what, how]: Dice, way: Way): Promise<string> {
  const all = await events(stage, [
    'open',
    'handling',
    'handling',
    'checking',
    'suspended',
    'parked',
    'closed',
    'merged',
    'false-alarm',
    'self-handled',
  ])
  const id = choose(all, which)
  const account = choose(accounts, who)!
  if (!id) return 'no event'
  const seen = (await stage.people.as(account, { method: 'GET', url: `/api/v1/events/${id}` }))?.body as Seen | undefined
  if (!seen?.allowed) return `${account} sees nothing`
  const into = choose(
    (await events(stage, ['open', 'handling'])).filter((other) => other !== id),
    how,
  )
  const doings = [
    ...seen.allowed
      .filter((verb) => verb !== 'urge')
      .map((verb) => [`events/${id}/${verb}`, eventBody(verb, stage.world, how, into)] as const),
    ...seen.workOrders
      .toSorted(byUnit)
      .flatMap((order) =>
        order.allowed
          .filter((verb) => verb !== 'submit' && verb !== 'progress')
          .map((verb) => [`work-orders/${order.id}/${verb}`, orderBody(verb, stage.world, how)] as const),
      ),
  ]
  const doing = choose(doings, what)
  if (!doing) return `${account} may do nothing`
  return tell(account, doing[0].replace(/[0-9a-f-]{36}/, '…'), await post(stage, account, [`/api/v1/${doing[0]}`, doing[1]], way))
}

/** Orders of one moment come in the order of their made-up ids. */
const byUnit = (a: Order, b: Order): number => (`${a.unit} ${a.role} ${a.state}` < `${b.unit} ${b.role} ${b.state}` ? -1 : 1)

function eventBody(verb: string, world: World, how: number, into: string | undefined): unknown {
  if (verb === 'grade') return { grade: choose(['ordinary', 'serious', 'major', 'extraordinary'], how), reason }
  if (verb === 'merge') return { into: into ?? '00000000-0000-7000-8000-000000000000' }
  if (verb === 'suspend') return { reason, ...(how > 0.5 ? { until: later(world, 1) } : {}) }
  if (verb === 'park') return { reason, until: later(world, 2) }
  if (verb === 'check') return how > 0.4 ? { passed: true, reason, waiver: reason } : { passed: false, reason }
  if (verb === 'urge') return { words: '请尽快处置' }
  if (verb === 'support') return { unit: choose(units, how), reason, mandatory: how > 0.5 }
  return ['raise', 'hand-down', 'false-alarm', 'report-false-alarm', 'dispute', 'reopen'].includes(verb) ? { reason } : {}
}

function orderBody(verb: string, world: World, how: number): unknown {
  if (verb === 'arrive') return { lon: 105.51, lat: 31.51, accuracyM: 8 }
  if (verb === 'return') return { reason: 'function', basis: '镇街履职清单第 12 条', proposed: choose(units, how) }
  if (verb === 'arbitrate' || verb === 'transfer') return { unit: choose(units, how), reason }
  if (verb === 'suspend') return { reason, until: later(world, 1) }
  if (verb === 'extend') return { until: later(world, 48), reason }
  if (verb === 'support') return { note: '请求支援一组人员' }
  if (verb === 'urge') return { words: '请尽快处置' }
  return verb === 'excuse' ? { reason } : {}
}

/** Whoever may takes an order from where it is to its submission: accept, arrive, every required item, submit. */
export async function work(stage: Stage, [which]: Dice, way: Way): Promise<string> {
  const rows = await stage.world.direct.query<{ id: string; event: string; unit: string }>(
    `select w.id, w.event, w.unit from work_orders w join events e on e.id = w.event
     where e.state = 'handling' and w.state in ('asked', 'accepted', 'arrived') order by w.asked_at, w.unit, e.area, e.type, coalesce(e.object, ''), e.no`,
  )
  const order = choose(
    rows.filter((row) => !stage.spoiled.has(row.event)),
    which,
  )
  if (!order) return 'no order'
  const [holder] = await stage.world.direct.query<{ account: string }>(
    `select a.account from posts p join appointments h on h.post = p.id join accounts a on a.person = h.person where p.unit = $1 order by p.id, a.account limit 1`,
    [order.unit],
  )
  if (!holder || !accounts.includes(holder.account)) return `nobody of ${order.unit} works here`
  const verb = (name: string, body: unknown) =>
    post(stage, holder.account, [`/api/v1/work-orders/${order.id}/${name}`, body], way)
  await verb('accept', {})
  await verb('arrive', { lon: 105.51, lat: 31.51, accuracyM: 8 })
  const seen = (await stage.people.as(holder.account, { method: 'GET', url: `/api/v1/work-orders/${order.id}` }))?.body as
    | { checklist?: { id: string; kind: string; required: boolean; done: boolean }[] }
    | undefined
  for (const item of seen?.checklist ?? []) {
    if (item.done || !item.required) continue
    const file = item.kind === 'photo' ? await upload(stage, holder.account) : null
    const given = { photo: { file }, tick: {}, reading: { value: 31 }, text: { note: reason } }[item.kind]
    if (item.kind !== 'photo' || file) await verb('progress', { item: item.id, ...given })
  }
  return tell(
    holder.account,
    'submit',
    await verb('submit', { result: '疏通排气管，排风四十分钟，复测低于恢复线', cause: '排气管堵塞', confirmed: true }),
  )
}

async function upload(stage: Stage, account: string): Promise<string | null> {
  const photo = newPhoto()
  const sha256 = createHash('sha256').update(photo).digest('hex')
  const started = await post(stage, account, ['/api/v1/files', { size: photo.length, sha256 }], 'once')
  const id = typeof started?.body.id === 'string' ? started.body.id : null
  const put: Asking = { method: 'PUT', url: `/api/v1/files/${id}?offset=0`, body: photo }
  return id && (await stage.people.as(account, put))?.status === 200 ? id : null
}

/** The checker decides one of the events that wait. */
export async function check(stage: Stage, [which, how]: Dice, way: Way): Promise<string> {
  const id = choose(await events(stage, ['checking']), which)
  if (!id) return 'nothing to check'
  const body = how < 0.7 ? { passed: true, reason, waiver: reason } : { passed: false, reason }
  return tell('hechuan', 'check', await post(stage, 'hechuan', [`/api/v1/events/${id}/check`, body], way))
}

const tell = (account: string, verb: string, reply: Reply | null): string =>
  `${account} ${verb} → ${reply ? `${reply.status} ${reply.status === 200 ? '' : String(reply.body.code)}` : 'no answer'}`
