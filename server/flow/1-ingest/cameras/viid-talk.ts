import { system } from '../../../../contract/actor.ts'
import { readViid } from '../../../../protocols/gat1400/read.ts'
import {
  type SingleKind,
  type StatusName,
  singles,
  type ViidMessage,
  type ViidObject,
} from '../../../../protocols/gat1400/types.ts'
import { viidType, writeStatus, writeStatuses, writeSystemTime, writeViid } from '../../../../protocols/gat1400/write.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { addressOf } from '../gateways/admit.ts'
import type { ConversationDeps } from '../gateways/conversation.ts'
import { chinaTime } from '../gateways/rules/china-time.ts'
import type { Sender, Verdict } from '../gateways/types.ts'
import { type Hearing, hearViid } from './hear-viid.ts'
import { createJournal, type Entry, type Journal } from './journal.ts'
import { createPictureKeeper } from './keep-picture.ts'
import { createProver, type Prover } from './prover.ts'
import { registrationOf, saveRegistration } from './store-platforms.ts'

export type ViidDeps = ConversationDeps & { us: string }
/** One request, its body still unread: strangers are not listened to for long. */
export type ViidRequest = {
  method: string
  path: string
  authorization: string | undefined
  /** the platform's number (`User-Identify`), once it is registered */
  identify: string | undefined
  peer: string
  /** its body; null when it is longer, or the platform has no room for it now */
  read(most: number): Promise<Uint8Array | null>
}
export type ViidAnswer = { status: number; headers?: Record<string, string>; type: string; body: string }
export type ViidTalk = { hear(request: ViidRequest): Promise<ViidAnswer> }

type Talk = ViidDeps & { journal: Journal; prover: Prover }
type Asked = { request: ViidRequest; now: Date; path: string }
type Known = { number: string; sender: Sender }

/** GA/T 1400 says a keep-alive every 90 seconds and offline after three; with a third of that to spare. */
const aliveMs = 6 * 60_000
const small = 65_536
const large = 16 * 1_048_576

/**
 * The platform's side of GA/T 1400: platforms register with a digest, say that they are alive, list their cameras and send what those
 * noticed. Everything is answered after the commit, one status for each object. Faces and people are refused; pictures are dropped.
 */
export function createViidTalk(deps: ViidDeps): ViidTalk {
  const talk: Talk = { ...deps, journal: createJournal(deps), prover: createProver('viid') }
  return {
    async hear(request) {
      const asked = { request, now: talk.spine.clock.now(), path: request.path.replace(/\/+$/, '') }
      const to = asked.path.toLowerCase()
      if (to === '/viid/system/time' && request.method === 'GET') return time(talk, asked)
      if (!to.startsWith('/viid/')) return say(asked, 404, { name: 'invalid-operation', text: '没有这个地址' })
      if (request.method !== 'POST') return say(asked, 405, { name: 'invalid-operation', text: '不支持这个方法' })
      if (to === '/viid/system/register') return register(talk, asked)
      const known = await registered(talk, asked)
      if (!known) return challenge(talk, asked)
      return hearKnown(talk, asked, known)
    },
  }
}

function time({ us }: Talk, { now }: Asked): ViidAnswer {
  return { status: 200, type: viidType, body: writeSystemTime({ id: us, at: chinaTime(now) }) }
}

type Word = { name: StatusName; text: string; id?: string }
const say = ({ request, now }: Asked, status: number, { name, text, id = '' }: Word): ViidAnswer => ({
  ...{ status, type: viidType },
  body: writeStatus({ id, url: request.path, status: name, text, at: chinaTime(now) }),
})

const challenge = ({ prover }: Talk, asked: Asked, stale = false): ViidAnswer => ({
  ...say(asked, 401, { name: 'invalid-operation', text: '请先注册' }),
  headers: { 'www-authenticate': prover.challenge(addressOf(asked.request.peer), asked.now.getTime(), stale) },
})

/** Of what is said about a registration only who says it. */
const signOf = (kind: SingleKind, number: string): Uint8Array =>
  Buffer.from(JSON.stringify({ [singles[kind]]: { DeviceID: number } }))

const entryOf = (
  { request, now }: Asked,
  { number, sender }: { number: string | null; sender: Sender | null },
  raw: Uint8Array,
): Omit<Entry, 'verdict'> => ({
  ...{ protocol: 'gat1400', channel: 'http', peer: request.peer, raw, number, sender, now },
})

async function register(talk: Talk, asked: Asked): Promise<ViidAnswer> {
  const { request, now } = asked
  if (request.authorization === undefined) {
    await request.read(small)
    return challenge(talk, asked)
  }
  const said = await request.read(small)
  const number = said && idIn(readViid(said), 'register')
  if (!number) return say(asked, 400, { name: 'json-content', text: '缺少 DeviceID' })
  const raw = signOf('register', number)
  const sender = await findSender(talk, number)
  const address = addressOf(request.peer)
  const trying = { address, number: `gat1400 ${number}` }
  const refused = async (verdict: Verdict): Promise<ViidAnswer> => {
    await talk.journal.refuse({ ...entryOf(asked, { number, sender }, raw), verdict })
    return say(asked, 403, { name: 'invalid-operation', text: '未登记或密码不对', id: number })
  }
  if (!sender) return refused('unknown-sender')
  if (sender.code === null || !talk.bounds.tries.may(trying, now.getTime())) return refused('wrong-code')
  const credentials = {
    header: request.authorization,
    method: 'POST',
    number,
    password: sender.code,
    address,
    now: now.getTime(),
  }
  const judged = talk.prover.judge(credentials)
  if (judged === 'stale') return challenge(talk, asked, true)
  if (judged !== 'right') {
    talk.bounds.tries.wrong(trying, now.getTime())
    return refused('wrong-code')
  }
  talk.bounds.tries.right(trying)
  await alive(talk, asked, { number, sender })
  await talk.journal.keep({ ...entryOf(asked, { number, sender }, raw), verdict: 'heard' })
  return say(asked, 200, { name: 'ok', text: 'OK', id: number })
}

type Read = ReturnType<typeof readViid>
function idIn(read: Read, kind: 'register' | 'keepalive' | 'unregister'): string | null {
  const id = read.ok && read.value.kind === kind && 'item' in read.value ? read.value.item.DeviceID : null
  return typeof id === 'string' && id.length <= 60 ? id : null
}

/** Its registration holds on, and its device has spoken. */
async function alive(
  { patiently, spine, ingest }: Talk,
  { request, now }: Asked,
  { number, sender }: Known,
  lastsMs = aliveMs,
): Promise<void> {
  const until = new Date(now.getTime() + lastsMs)
  const platform = { protocol: 'gat1400', number } as const
  await patiently(() => spine.transaction(system, (tx) => saveRegistration(tx, platform, { peer: request.peer, until })))
  if (lastsMs === 0) return
  const { device, kind } = sender
  const readings = [{ at: now.toISOString(), values: { link: 1 } }]
  await patiently(() => ingest.accept({ device, kind, channel: 'http', source: device, payload: '', readings, live: true }))
}

async function findSender({ patiently, senders }: Talk, number: string): Promise<Sender | null> {
  const found: { sender: Sender | null } = { sender: null }
  await patiently(async () => {
    found.sender = await senders.find('gat1400', number)
  })
  return found.sender
}

/** Who is registered at the address it speaks from. */
async function registered(talk: Talk, { request, now }: Asked): Promise<Known | null> {
  const number = request.identify ?? ''
  if (number === '' || number.length > 60) return null
  const sender = await findSender(talk, number)
  if (!sender) return null
  const found: { row: Awaited<ReturnType<typeof registrationOf>> } = { row: null }
  await talk.patiently(async () => {
    found.row = await registrationOf(talk.spine, { protocol: 'gat1400', number })
  })
  const { row } = found
  return row && row.until > now && addressOf(row.peer) === addressOf(request.peer) ? { number, sender } : null
}

async function hearKnown(talk: Talk, asked: Asked, known: Known): Promise<ViidAnswer> {
  const raw = await asked.request.read(large)
  if (raw === null)
    return {
      ...say(asked, 503, { name: 'device-busy', text: '太大或太忙，请稍后再送', id: known.number }),
      headers: { 'retry-after': '10' },
    }
  const read = readViid(raw)
  if (!read.ok) {
    const entry = entryOf(asked, known, new Uint8Array())
    await talk.journal.refuse({ ...entry, verdict: read.error }, read.detail)
    const status = read.error === 'bad-json' || read.error === 'too-short' ? 'json-format' : 'json-content'
    return say(asked, 400, { name: status, text: `${read.error} ${read.detail ?? ''}`.trim(), id: known.number })
  }
  return 'item' in read.value ? hearSign(talk, asked, known, read) : hearObjects(talk, asked, known, read.value)
}

async function hearSign(talk: Talk, asked: Asked, known: Known, read: Read): Promise<ViidAnswer> {
  const ends = idIn(read, 'unregister') === known.number
  if (!ends && idIn(read, 'keepalive') !== known.number)
    return say(asked, 200, { name: 'invalid-operation', text: '本平台不提供', id: known.number })
  await alive(talk, asked, known, ends ? 0 : aliveMs)
  const raw = signOf(ends ? 'unregister' : 'keepalive', known.number)
  await talk.journal.keep({ ...entryOf(asked, known, raw), verdict: 'heard' })
  return say(asked, 200, { name: 'ok', text: 'OK', id: known.number })
}

type Objects = Extract<ViidMessage, { items: ViidObject[] }>

async function hearObjects(talk: Talk, asked: Asked, known: Known, { kind, items }: Objects): Promise<ViidAnswer> {
  const platform = { protocol: 'gat1400', ...known } as const
  const { spine: db, packs, filesDir: dir } = talk
  const keepPicture = dir === undefined ? {} : { keepPicture: createPictureKeeper({ db, packs, dir }) }
  const heard = await hearViid({ db, packs, platform, commit: committing(talk), ...keepPicture }, { kind, items })
  const { verdict, statuses, kept } = heard
  const raw = kept.length > 0 ? Buffer.from(writeViid(kind, kept)) : new Uint8Array()
  await talk.journal.keep({ ...entryOf(asked, known, raw), verdict })
  const [url, at] = [asked.request.path, chinaTime(asked.now)]
  return { status: 200, type: viidType, body: writeStatuses(statuses.map((one) => ({ ...one, url, at }))) }
}

/** Each piece by itself until it is kept, whatever stands in the way. */
const committing =
  ({ patiently, spine }: Talk): Hearing['commit'] =>
  async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const done: { result?: T } = {}
    await patiently(async () => {
      done.result = await spine.transaction(system, work)
    })
    return done.result as T
  }
