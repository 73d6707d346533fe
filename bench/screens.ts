// B8: what a screen asks for, in Chongqing at its true size. The city is not made here: DATA_DIR names a folder that
// `npx zhili seed --scale chongqing --seed 1` filled.
import { setTimeout as pause } from 'node:timers/promises'
import { readChannels } from '../server/city/channel/settings.ts'
import { createPacks } from '../server/city/pack/packs.ts'
import { spellNames } from '../server/city/spelling/spell-names.ts'
import { compose, type Zhili } from '../server/compose.ts'
import { followEvaluation } from '../server/flow/7-evaluate/evaluation/on.ts'
import { realClock } from '../server/kernel/clock.ts'
import { readConfig } from '../server/kernel/config.ts'
import { openDatabase } from '../server/kernel/open-database.ts'
import { loadedPacks } from '../server/main.ts'
import { publish } from './parts/publish.ts'
import { quantile, quick, say, short } from './parts/run.ts'

const rounds = quick ? 3 : 40
const settleS = quick ? 0 : 60

type Account = 'city-duty' | 'jiangbei-duty' | 'cuntan-duty'
const accounts: readonly Account[] = ['city-duty', 'jiangbei-duty', 'cuntan-duty']
/** `bars`: milliseconds at the 95th of a hundred (design.md, B8). */
/** PROPOSED for `evaluation`: as of any list. */
const bars = { list: 100, cockpit: 100, lookup: 50, tile: 50, 'check-up': 300, evaluation: 100 } as const
type Kind = keyof typeof bars
/** `body`: something is made. */
type Question = { kind: Kind; what: string; path: string; body?: object }

const words = (text: string): string => encodeURIComponent(text)
const lists: Question[] = [
  ['open', 'events?view=open'],
  ['all', 'events?view=all'],
  ['mine', 'events?view=mine'],
  ['unit', 'events?view=unit'],
  ['overdue', 'events?view=overdue'],
  ['to check', 'events?view=checking'],
  ['closed', 'events?view=closed'],
  ['state suspended', 'events?view=all&state=suspended'],
  ['grade', 'events?view=all&grade=major'],
  ['type', 'events?view=all&type=septic-gas.over-limit'],
  ['district', 'events?view=all&area=500105'],
  ['words', `events?view=all&q=${words('井盖')}`],
  ['words nobody wrote', `events?view=all&q=${words('独角兽')}`],
  ['search of everything', `search?q=${words('寸滩')}`],
  ['inbox', 'signals'],
  ['orders', 'work-orders'],
  ['checks', 'checks'],
  ['objects', 'objects?kind=building&limit=50'],
  ['risks', 'risks'],
  ['vitals', 'vitals?limit=50'],
  ['balance', 'balance'],
  ['business items', 'business-items'],
  ['business items of towns', 'business-items?tier=town&limit=100'],
  ['business items of a district', 'business-items?area=500105&limit=100'],
  ['business items of an event type', 'business-items?type=city.garbage&limit=100'],
  ['business items by a common word', `business-items?q=${words('巡查')}&limit=100`],
  ['business items by initials', 'business-items?q=ldgz&limit=100'],
  ['special apps', 'special-apps?limit=100'],
].map(([what, path]) => ({ kind: 'list', what: what!, path: path! }))
const cockpits: Question[] = [
  ['wall', 'cockpit'],
  ['risk of the wall', 'cockpit/risk'],
  ['check-up of the wall', 'cockpit/check-up'],
  ['wall: now', 'cockpit/parts?part=now'],
  ['wall: open', 'cockpit/parts?part=open'],
  ['wall: vitals', 'cockpit/parts?part=vitals'],
  ['wall: devices and work', 'cockpit/parts?part=pulse'],
  ['wall: head', 'cockpit/parts?part=head'],
  ['wall: one vital', 'cockpit/vital?code=water.qualified'],
  ['wall: what it shows', 'walls/state'],
  ['wall: areas', 'cockpit/parts?part=areas'],
  ['wall: strip', 'cockpit/parts?part=strip'],
  ['leader', 'leader'],
].map(([what, path]) => ({ kind: 'cockpit', what: what!, path: path! }))
/** 一键查 by what people type, the list of vitals by the same, and pages of vitals one comes to from there. */
const lookups: Question[] = [
  ['looked up: a common word', `look-up?q=${words('办结')}`],
  ['looked up: initials', 'look-up?q=bj'],
  ['looked up: a common syllable', 'look-up?q=ji'],
  ['looked up: one common character', `look-up?q=${words('江')}`],
  ['looked up: a vital by pinyin', 'look-up?q=zhuodu'],
  ['looked up: an area', `look-up?q=${words('寸滩街道')}`],
  ['looked up: an object by its code', 'look-up?q=building-500105-0001'],
  ['looked up: a post', `look-up?q=${words('平安法治岗')}`],
  ['looked up: two words', `look-up?q=${words('路灯 亮灯')}`],
  ['looked up: a place and a word', `look-up?q=${words('江北 沼气')}`],
  ['looked up: words nobody wrote', `look-up?q=${words('独角兽')}`],
  ['page of a vital', 'vitals/water.turbidity'],
  ['page of a vital, below a district', 'vitals/water.turbidity?area=500105'],
  ['list of vitals by a name', `vitals?q=${words('办结')}`],
  ['list of vitals by two words', `vitals?q=${words('路灯 亮灯')}`],
  ['list of vitals by initials', 'vitals?q=bj'],
].map(([what, path]) => ({ kind: 'lookup', what: what!, path: path! }))
/** 办理评价 over each kind of period, the lists behind its figures, and reviews. A past month is chosen, so that it is full. */
const lastMonth = new Date(Date.now() - 35 * 86_400_000).toISOString().slice(0, 10)
const evaluations: Question[] = [
  ['day', `evaluation?period=day&day=${lastMonth}`],
  ['week', `evaluation?period=week&day=${lastMonth}`],
  ['month', `evaluation?period=month&day=${lastMonth}`],
  ['quarter', `evaluation?period=quarter&day=${lastMonth}`],
  ['year', `evaluation?period=year&day=${lastMonth}`],
  ['year by type', `evaluation?period=year&day=${lastMonth}&by=type&measure=accepted-in-time`],
  ['year by unit, repeat points', `evaluation?period=year&day=${lastMonth}&measure=repeat`],
  ['cases closed in a month', `events?view=all&judged=reopened~all~month~${lastMonth}`],
  ['cases late in a year', `events?view=all&judged=late~all~year~${lastMonth}`],
  ['cases accepted in time in a year', `events?view=all&judged=accepted-in-time~hit~year~${lastMonth}`],
  ['reviews', 'reviews'],
  ['reviews closed', 'reviews?view=closed'],
].map(([what, path]) => ({ kind: 'evaluation', what: what!, path: path! }))
/** The tiles that hold Jiangbei, from the whole city down to streets. */
const tiles: Question[] = ['objects', 'events', 'areas', 'scene', 'footprints'].flatMap((layer) =>
  [7, 9, 11, 13, 15].flatMap((z) => {
    const [x, y] = tileOf(z, { lon: 106.61, lat: 29.63 })
    return layer === 'footprints' && z < 14
      ? []
      : [{ kind: 'tile' as const, what: `${layer}, zoom ${z}`, path: `tiles/${layer}/${z}/${x}/${y}` }]
  }),
)

function tileOf(z: number, { lon, lat }: { lon: number; lat: number }): [number, number] {
  const n = 2 ** z
  const s = Math.sin((lat * Math.PI) / 180)
  return [Math.floor(((lon + 180) / 360) * n), Math.floor((0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * n)]
}

/** A check-up of each one's own area, made anew. */
const checkUps: Record<Account, Question> = {
  'city-duty': { kind: 'check-up', what: 'made', path: 'check-ups', body: { area: '50' } },
  'jiangbei-duty': { kind: 'check-up', what: 'made', path: 'check-ups', body: { area: '500105' } },
  'cuntan-duty': { kind: 'check-up', what: 'made', path: 'check-ups', body: { area: '500105005' } },
}

/** One event full screen: the newest open one each sees. */
async function warOf(ask: Ask): Promise<Question[]> {
  const { body } = await ask({ kind: 'list', what: 'open', path: 'events?view=open&limit=1' })
  const [event] = (JSON.parse(body) as { rows: { id: string }[] }).rows
  return event ? [{ kind: 'cockpit', what: 'one event full screen', path: `cockpit/event/${event.id}` }] : []
}

type Ask = (question: Question) => Promise<{ ms: number; status: number; body: string }>

async function signIn({ app }: Zhili, account: Account): Promise<Ask> {
  const signed = await app.inject({ method: 'POST', url: '/api/v1/demo/session', payload: { account, tab: true } })
  const session = String((signed.json() as { tabSession: string }).tabSession)
  return async ({ path, body }) => {
    const began = performance.now()
    const answer = await app.inject({
      ...{ method: body ? 'POST' : 'GET', url: `/api/v1/${path}` },
      headers: { 'x-demo-session': session, ...(body ? { 'idempotency-key': crypto.randomUUID() } : {}) },
      ...(body ? { payload: body } : {}),
    } as never)
    return { ms: performance.now() - began, status: answer.statusCode, body: answer.payload }
  }
}

const dataDir = process.env.DATA_DIR
if (!dataDir) {
  console.error('left out: DATA_DIR names no folder filled by npx zhili seed --scale chongqing --seed 1')
  process.exit(0)
}
const config = readConfig({ ...process.env, DEMO: 'true', LOG_LEVEL: 'silent' })
const database = await openDatabase(config, say)
try {
  const packs = createPacks(loadedPacks, { demo: true })
  const zhili = await compose({ config, url: database.url, clock: realClock, packs, channels: readChannels(config, {}) })
  await zhili.app.ready()
  const [size] = await zhili.spine.query<{ gb: number; events: number; objects: number; facts: number }>(
    `select (pg_database_size(current_database()) / 1e9)::float8 as gb, (select count(*)::int from events) as events, (select count(*)::int from objects) as objects,
       (select sum(c.reltuples)::int from pg_class c where c.relname like 'facts\\_%' and c.relkind = 'r') as facts`,
  )
  // Of a city laid by a version before it was counted as cases go on: what a start would count in the background is counted first.
  const began = performance.now()
  while (await followEvaluation(zhili.spine, config.CITY_ZONE));
  while (await spellNames(zhili.spine));
  await zhili.spine.query('analyze spellings, evaluation_lines, evaluation_counts, evaluation_late')
  say(`evaluation counted in ${short(performance.now() - began)} ms`)
  // What vitals owe since the database was last awake is looked at in the first minute, as after any start of days.
  await pause(settleS * 1000)
  const questions = [...lists, ...cockpits, ...lookups, ...evaluations, ...tiles]
  const times = new Map<string, number[]>()
  const refused = new Set<string>()
  for (const account of accounts) {
    const ask = await signIn(zhili, account)
    // Each in turn, round by round: a second in which the machine is busy elsewhere then takes one asking of many questions, not all of one.
    const asked = [...questions, ...(await warOf(ask)), checkUps[account]]
    const keyOf = ({ kind, what }: Question): string => `${account} ${kind} ${what}`
    const over = new Set<string>()
    for (let n = 0; n <= rounds; n++)
      for (const question of asked.filter((one) => !over.has(keyOf(one)))) {
        const key = keyOf(question)
        const { ms, status } = await ask(question)
        if (status >= 400) refused.add(`${key}: ${status}`)
        else if (n > 0) times.set(key, [...(times.get(key) ?? []), ms])
        // What takes seconds is known after a few.
        if (status >= 400 || (n >= 3 && ms > 2_000)) over.add(key)
      }
    for (const key of asked.map(keyOf)) {
      const mine = times.get(key)
      if (mine) say(`${key}: p50 ${short(quantile(mine, 0.5))}, p95 ${short(quantile(mine, 0.95))} ms`)
    }
  }
  for (const line of refused) say(`refused: ${line}`)
  const p95 = (key: string): number => quantile(times.get(key) ?? [], 0.95)
  const war = { kind: 'cockpit', what: 'one event full screen' } as const
  const figures = [...questions, war, checkUps['city-duty']].flatMap(({ kind, what }) =>
    accounts.flatMap((account) => {
      const key = `${account} ${kind} ${what}`
      if (!times.has(key)) return []
      const bar = { says: `≤ ${bars[kind]} ms`, held: p95(key) <= bars[kind] }
      return [{ what: `${kind}: ${what}, ${account}: p95`, runs: [p95(key)], unit: 'ms', bar }]
    }),
  )
  publish({
    bench: 'screens',
    title: 'what screens ask for, at the true size of Chongqing',
    work: `${short(size!.events)} events, ${short(size!.facts)} facts, ${short(size!.objects)} objects, a database of ${size!.gb.toFixed(1)} GB (\`npx zhili seed --scale chongqing --seed 1\`). Each question ${rounds} times by an officer of the city, of a district, of a town, through the whole server without its socket, one at a time, a minute after a start.`,
    same: 'Each answer is 2xx; the first asking of each, which reads from the disk, is thrown away',
    versions: {},
    figures,
    notes: ['One run.'],
  })
  await zhili.close()
} finally {
  await database.stop()
}
