import type { Pack } from '../contract/pack.ts'
import { noChannels } from './city/channel/settings.ts'
import { createPacks } from './city/pack/packs.ts'
import { notePlatformPacks } from './city/pack/store-starts.ts'
import { laidPhoto } from './commands/scale-photo.ts'
import { compose, type Zhili } from './compose.ts'
import { beginInspections } from './flow/1-ingest/inspections/begin.ts'
import { beginLooks } from './flow/7-evaluate/vitals/tasks/watch.ts'
import { manualClock } from './kernel/clock.ts'
import type { Config } from './kernel/config.ts'
import { createLog } from './kernel/log.ts'
import { createSpine } from './kernel/spine.ts'
import { fireTimers, nextTimerAt, workOnce } from './kernel/worker.ts'

type Answer = Record<string, unknown>
type Method = 'GET' | 'POST' | 'PUT'
/** Somebody of the demo, at the doors everybody uses. */
export type PastPerson = {
  unit: string
  post(path: string, body: object): Promise<Answer>
  get(path: string): Promise<Answer>
  /** sends in a picture; answers the id of its file */
  photo(): Promise<string>
}
export type Past = {
  now(): Date
  /** lets time pass, and does whatever is due on the way and at its end */
  pass(length: { m?: number; h?: number; d?: number }): Promise<void>
  as(account: string): Promise<PastPerson>
}

export type Beginning = { config: Config; url: string; packs: Pack[]; now: Date }

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]

/**
 * The whole server on a clock moved by hand, before it opens: what is played happened before `now`, by the same routes, rules and facts as anything else.
 * Packs, inspections and the watch over vitals count as begun now, not in the days that are played.
 */
export async function inThePast(
  { config, url, packs: loaded, from, now }: Beginning & { from: Date },
  play: (past: Past) => Promise<void>,
): Promise<void> {
  const packs = createPacks(loaded, { demo: true })
  await beginNow({ url, now, packs: loaded })
  const clock = manualClock(from)
  const zhili = await compose({ config: { ...config, LOG_LEVEL: 'silent' }, url, clock, packs, channels: noChannels })
  const settle = async (): Promise<void> => {
    while ((await workOnce(zhili.spine)) || (await fireTimers(zhili.spine, 'urgent')));
  }
  const pass: Past['pass'] = async ({ m = 0, h = 0, d = 0 }) => {
    const until = new Date(clock.now().getTime() + m * minuteMs + h * hourMs + d * dayMs)
    if (until >= now) throw new Error('what is played has to be over before now')
    // Timers people wait for fire at their own moment; those of devices by the thousand are not played.
    for (
      let due = await nextTimerAt(zhili.spine, 'urgent');
      due && due <= until;
      due = await nextTimerAt(zhili.spine, 'urgent')
    ) {
      clock.set(due > clock.now() ? due : clock.now())
      await settle()
    }
    clock.set(until)
    await settle()
  }
  try {
    await play({ now: clock.now, pass, as: (account) => enter(zhili, account) })
    await settle()
  } finally {
    await zhili.close()
  }
}

async function beginNow({ url, now, packs: loaded }: Omit<Beginning, 'config'>): Promise<void> {
  const packs = createPacks(loaded, { demo: true })
  const spine = createSpine({ url, clock: manualClock(now), log: createLog('silent'), connections: 1 })
  try {
    await notePlatformPacks(spine, packs.all(), now)
    await beginInspections(spine, packs)
    await beginLooks(spine)
  } finally {
    await spine.close()
  }
}

let pictures = 0

/** Signs in for each thing that is done: sessions end after an hour in which nothing is. */
async function enter({ app }: Zhili, account: string): Promise<PastPerson> {
  const send = async (method: Method, path: string, { session, payload }: { session?: string; payload?: object | Buffer }) => {
    const headers = {
      ...(session ? { 'x-demo-session': session } : {}),
      ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
      ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}),
    }
    const answer = await app.inject({ method, url: `/api/v1/${path}`, headers, ...(payload ? { payload } : {}) })
    if (answer.statusCode >= 300) throw new Error(`the past of the demo: ${method} ${path}: ${answer.statusCode} ${answer.body}`)
    return answer.json() as Answer
  }
  const signIn = async () =>
    (await send('POST', 'demo/session', { payload: { account, tab: true } })) as { tabSession: string; unit: { id: string } }
  const ask = async (method: Method, path: string, payload?: object | Buffer): Promise<Answer> =>
    send(method, path, { session: (await signIn()).tabSession, ...(payload ? { payload } : {}) })
  return {
    unit: (await signIn()).unit.id,
    post: (path, body) => ask('POST', path, body),
    get: (path) => ask('GET', path),
    async photo() {
      const bytes = laidPhoto(++pictures)
      const begun = await ask('POST', 'files', { size: bytes.length })
      await ask('PUT', `files/${String(begun.id)}?offset=0`, bytes)
      return String(begun.id)
    },
  }
}
