import type { EventDetail } from '../contract/event.ts'
import type { Api } from './api.ts'
import { liesIn } from './inventory.ts'
import { chance } from './model/chance.ts'
import { type CrewPerson, dueMoves, type Move } from './model/crew.ts'
import { triageAfterMs } from './model/people.ts'
import { drawPicture, type Scenery } from './model/picture.ts'

export type DistrictLifeOptions = {
  api: Api
  seed: string
  /** sets idempotency keys of one run apart from those of the next */
  run: string
  haste: number
  nowMs: () => number
  people: readonly CrewPerson[]
  /** town of the newcomer's own story: nobody acts there */
  ownTown: string | null
  /** its district: what waits for a decision or a check there is the newcomer's for some minutes, then done for them */
  ownDistrict: string | null
  /** methane now of an object's tank, for the reading on the checklist */
  levelOf: (object: string) => number | null
  onSeen: (event: EventDetail) => void
}

/** Looks at one district through the eyes of its duty officer, and lets its people do what is due. */
export type DistrictLife = { look(district: string): Promise<void> }

type Row = { id: string; area: string; state: string }
type SignalRow = { id: string; area: string; receivedAt: string; state: string }
const worthALook = new Set(['open', 'handling', 'checking'])
/** So much longer a decision or a check waits in the newcomer's district: time to try it, and never a flood. */
const leftForNewcomerMs = 5 * 60_000
/** A refused move is not tried again before this. */
const sulkMs = 60_000

/** What one run remembers beside its settings. */
type Life = DistrictLifeOptions & {
  /** order → account that accepted it */
  holders: Map<string, string>
  /** Runs a write under its key; after a refusal it is left alone for a while. */
  tryOnce: (name: string, work: (key: string) => Promise<number>) => Promise<void>
}
type Crew = { people: CrewPerson[]; district: string }
type Asked = { account: string; key: string }
type Place = { lon: number; lat: number; accuracyM: number }

export function createDistrictLife(options: DistrictLifeOptions): DistrictLife {
  const life: Life = { ...options, holders: new Map(), tryOnce: createTries(options) }
  return {
    async look(district) {
      const people = life.people.filter((person) => person.district === district)
      const duty = people.find((person) => person.postKind === 'district-duty')
      if (!duty) return
      const { status, body } = await life.api.send('GET', '/api/v1/events?view=open&limit=40', { account: duty.account })
      if (status !== 200) return
      for (const row of (body as { rows: Row[] }).rows) {
        if (!worthALook.has(row.state)) continue
        const detail = await life.api.send('GET', `/api/v1/events/${row.id}`, { account: duty.account })
        if (detail.status === 200) await live(life, detail.body as EventDetail, { people, district })
      }
      await triage(life, people, { duty, laterMs: laterAt(life, district) })
    },
  }
}

function createTries({ run, nowMs }: DistrictLifeOptions): Life['tryOnce'] {
  const sulking = new Map<string, number>()
  return async (name, work) => {
    if ((sulking.get(name) ?? 0) > nowMs()) return
    const status = await work(`sim-${run}-${name}`)
    if (status >= 200 && status < 300) sulking.delete(name)
    else sulking.set(name, nowMs() + sulkMs)
    if (sulking.size > 2_000) sulking.clear()
  }
}

const laterAt = (life: Life, district: string): number => (district === life.ownDistrict ? leftForNewcomerMs : 0)

/** Everybody does in one event what is due. */
async function live(life: Life, event: EventDetail, { people, district }: Crew): Promise<void> {
  life.onSeen(event)
  if (life.ownTown && liesIn(event.area, life.ownTown)) return
  const { seed, haste, holders } = life
  const scene = { seed, nowMs: life.nowMs(), haste, event, people, holders, checkLaterMs: laterAt(life, district) }
  for (const move of dueMoves(scene)) {
    const name = `${'order' in move ? move.order : move.event}:${move.verb}:${'item' in move ? move.item.id : ''}`
    await life.tryOnce(name, (key) => perform(life, move, { event, key }))
  }
}

async function perform(life: Life, move: Move, { event, key }: { event: EventDetail; key: string }): Promise<number> {
  const asked = { account: move.account, key }
  if (move.verb === 'check') return post(life.api, `/api/v1/events/${move.event}/check`, { passed: true }, asked)
  const at = nearBy(event, key)
  const send = (json: object): Promise<number> => post(life.api, `/api/v1/work-orders/${move.order}/${move.verb}`, json, asked)
  if (move.verb === 'submit') return send({ result: move.result, cause: move.cause, confirmed: true })
  if (move.verb === 'arrive') return send(at)
  if (move.verb === 'accept') {
    const status = await send({})
    if (status === 200) life.holders.set(move.order, move.account)
    return status
  }
  return progress(life, move, { event, at, send })
}

type Progress = { event: EventDetail; at: Place; send: (json: object) => Promise<number> }

/** One line of the checklist is done: ticked, written, measured or photographed. */
async function progress(life: Life, move: Extract<Move, { verb: 'progress' }>, { event, at, send }: Progress): Promise<number> {
  const { id, kind } = move.item
  if (kind === 'tick') return send({ item: id })
  if (kind === 'text') return send({ item: id, note: '现场已查明，措施见办结说明。' })
  if (kind === 'reading')
    return send({ item: id, value: Math.round((life.levelOf(event.objectView?.id ?? '') ?? 3.2) * 10) / 10 })
  const file = await life.api.upload(drawPicture(`${life.seed}:${move.order}:${id}`, sceneryOf(id)), move.account)
  return file ? send({ item: id, file, ...at }) : 0
}

/** The seat opens what waits long enough, or merges it where the platform itself sees the same thing nearby. */
async function triage(
  life: Life,
  people: readonly CrewPerson[],
  { duty, laterMs }: { duty: CrewPerson; laterMs: number },
): Promise<void> {
  const seat = people.find((person) => person.postKind === 'district-seat') ?? duty
  const { status, body } = await life.api.send('GET', '/api/v1/signals?state=waiting&limit=10', { account: seat.account })
  if (status !== 200) return
  for (const row of (body as { rows: SignalRow[] }).rows) {
    const waitedMs = (life.nowMs() - Date.parse(row.receivedAt)) * life.haste
    if (row.state !== 'waiting' || waitedMs < laterMs + triageAfterMs(life.seed, row.id)) continue
    await life.tryOnce(`${row.id}:triage`, (key) => decide(life.api, row.id, { account: seat.account, key }))
  }
}

async function decide(api: Api, signal: string, asked: Asked): Promise<number> {
  const { status, body } = await api.send('GET', `/api/v1/signals/${signal}`, { account: asked.account })
  if (status !== 200) return status
  const [same] = (body as { nearby: { id: string; score: number }[] }).nearby.filter(({ score }) => score >= 0.6)
  if (same) return post(api, `/api/v1/signals/${signal}/merge`, { event: same.id }, asked)
  return post(api, `/api/v1/signals/${signal}/open`, {}, asked)
}

const post = async (api: Api, path: string, json: object, asked: Asked): Promise<number> =>
  (await api.send('POST', path, { ...asked, json })).status

function sceneryOf(item: string): Scenery {
  if (item === 'cordon') return 'cordon'
  if (item === 'lid-before') return 'lid-open'
  return item.startsWith('lid') ? 'lid-closed' : 'street'
}

/** Where a phone at the place thinks it is. */
function nearBy(event: { lon: number; lat: number }, key: string): Place {
  const dice = chance(key)
  return {
    lon: event.lon + dice.between(-0.0002, 0.0002),
    lat: event.lat + dice.between(-0.0002, 0.0002),
    accuracyM: dice.whole(4, 25),
  }
}
