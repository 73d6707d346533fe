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
  /** its district: nobody triages or checks there, that is the newcomer's */
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
/** A refused move is not tried again before this. */
const sulkMs = 60_000

export function createDistrictLife(options: DistrictLifeOptions): DistrictLife {
  const { api, seed } = options
  const holders = new Map<string, string>()
  const sulking = new Map<string, number>()

  async function look(district: string): Promise<void> {
    const people = options.people.filter((person) => person.district === district)
    const duty = people.find((person) => person.postKind === 'district-duty')
    if (!duty) return
    const { status, body } = await api.send('GET', '/api/v1/events?view=open&limit=40', { account: duty.account })
    if (status !== 200) return
    for (const row of (body as { rows: Row[] }).rows) {
      if (!worthALook.has(row.state)) continue
      const detail = await api.send('GET', `/api/v1/events/${row.id}`, { account: duty.account })
      if (detail.status === 200) await live(detail.body as EventDetail, { people, district })
    }
    if (district !== options.ownDistrict) await triage(people, duty)
  }

  async function live(event: EventDetail, { people, district }: { people: CrewPerson[]; district: string }): Promise<void> {
    options.onSeen(event)
    if (options.ownTown && liesIn(event.area, options.ownTown)) return
    for (const move of dueMoves({ seed, nowMs: options.nowMs(), haste: options.haste, event, people, holders })) {
      if (move.verb === 'check' && district === options.ownDistrict) continue
      await tryOnce(`${'order' in move ? move.order : move.event}:${move.verb}:${'item' in move ? move.item.id : ''}`, (key) =>
        perform(move, event, key),
      )
    }
  }

  /** Runs a write under its key; after a refusal it is left alone for a while. */
  async function tryOnce(name: string, work: (key: string) => Promise<number>): Promise<void> {
    if ((sulking.get(name) ?? 0) > options.nowMs()) return
    const status = await work(`sim-${options.run}-${name}`)
    if (status >= 200 && status < 300) sulking.delete(name)
    else sulking.set(name, options.nowMs() + sulkMs)
    if (sulking.size > 2_000) sulking.clear()
  }

  async function perform(move: Move, event: EventDetail, key: string): Promise<number> {
    if (move.verb === 'check') return post(`/api/v1/events/${move.event}/check`, { passed: true }, { account: move.account, key })
    const at = nearBy(event, key)
    const send = (json: object): Promise<number> =>
      post(`/api/v1/work-orders/${move.order}/${move.verb}`, json, { account: move.account, key })
    if (move.verb === 'submit') return send({ result: move.result, cause: move.cause, confirmed: true })
    if (move.verb === 'arrive') return send(at)
    if (move.verb === 'accept') {
      const status = await send({})
      if (status === 200) holders.set(move.order, move.account)
      return status
    }
    return progress(move, { event, at, send })
  }

  type Place = { lon: number; lat: number; accuracyM: number }
  type Progress = { event: EventDetail; at: Place; send: (json: object) => Promise<number> }

  async function progress(move: Extract<Move, { verb: 'progress' }>, { event, at, send }: Progress): Promise<number> {
    const { id, kind } = move.item
    if (kind === 'tick') return send({ item: id })
    if (kind === 'text') return send({ item: id, note: '现场已查明，措施见办结说明。' })
    if (kind === 'reading')
      return send({ item: id, value: Math.round((options.levelOf(event.objectView?.id ?? '') ?? 3.2) * 10) / 10 })
    const file = await api.upload(drawPicture(`${seed}:${move.order}:${id}`, sceneryOf(id)), move.account)
    return file ? send({ item: id, file, ...at }) : 0
  }

  /** The seat opens what waits long enough, or merges it where the platform itself sees the same thing nearby. */
  async function triage(people: readonly CrewPerson[], duty: CrewPerson): Promise<void> {
    const seat = people.find((person) => person.postKind === 'district-seat') ?? duty
    const { status, body } = await api.send('GET', '/api/v1/signals?state=waiting&limit=10', { account: seat.account })
    if (status !== 200) return
    for (const row of (body as { rows: SignalRow[] }).rows) {
      const waitedMs = (options.nowMs() - Date.parse(row.receivedAt)) * options.haste
      if (row.state !== 'waiting' || waitedMs < triageAfterMs(seed, row.id)) continue
      await tryOnce(`${row.id}:triage`, (key) => decide(row.id, { account: seat.account, key }))
    }
  }

  async function decide(signal: string, asked: { account: string; key: string }): Promise<number> {
    const { status, body } = await api.send('GET', `/api/v1/signals/${signal}`, { account: asked.account })
    if (status !== 200) return status
    const [same] = (body as { nearby: { id: string; score: number }[] }).nearby.filter(({ score }) => score >= 0.6)
    if (same) return post(`/api/v1/signals/${signal}/merge`, { event: same.id }, asked)
    return post(`/api/v1/signals/${signal}/open`, {}, asked)
  }

  const post = async (path: string, json: object, asked: { account: string; key: string }): Promise<number> =>
    (await api.send('POST', path, { ...asked, json })).status

  return { look }
}

function sceneryOf(item: string): Scenery {
  if (item === 'cordon') return 'cordon'
  if (item === 'lid-before') return 'lid-open'
  return item.startsWith('lid') ? 'lid-closed' : 'street'
}

/** Where a phone at the place thinks it is. */
function nearBy(event: { lon: number; lat: number }, key: string): { lon: number; lat: number; accuracyM: number } {
  const dice = chance(key)
  return {
    lon: event.lon + dice.between(-0.0002, 0.0002),
    lat: event.lat + dice.between(-0.0002, 0.0002),
    accuracyM: dice.whole(4, 25),
  }
}
