import { placeWords } from '../../../contract/case-place.ts'
import type { Words } from '../../../contract/words.ts'
import { maskBy } from '../../city/mask.ts'
import { wordsOf } from '../../city/pack/words-of.ts'
import { sayFinding } from '../../flow/3-event/rules/say-finding.ts'
import { signalsOfEvent } from '../../flow/3-event/store-signals.ts'
import { offsetMs } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/spine.ts'
import { placeOf } from '../desk/rules/event-row.ts'
import { readTimeline } from '../desk/store-detail.ts'
import type { ListedEvent } from '../desk/types.ts'
import { papers } from './gather-papers.ts'
import { photosAndOrders } from './gather-work.ts'
import { cityTime } from './rules/city-time.ts'
import { line, positions, record, same, spanOf, word } from './rules/pieces.ts'
import { sayFact } from './rules/say-fact.ts'
import * as store from './store.ts'
import type { Gathering, Piece } from './types.ts'

export type Gathered = { pieces: Piece[]; places: { at: Date; values: Record<string, number> }[] }

/** Everything that proves a case, of any type: what is not there makes no part. */
export async function gather(db: Db, event: ListedEvent, how: Gathering): Promise<Gathered> {
  const signals = await signalsOfEvent(db, event.id)
  const ids = signals.map(({ id }) => id)
  const seen = await store.sightingsOf(db, ids)
  const found = await store.findingsOf(db, ids)
  const span = spanOf([...seen.map(({ at }) => at), ...found.flatMap(({ at, evidence }) => [at, ...sinceOf(evidence)])])
  const places = event.object && span ? await store.placesIn(db, event.object, span) : []
  const pieces = [
    eventPiece(event, how),
    ...(await signalPieces(db, signals, how)),
    ...(await reportPieces(db, event, how)),
    ...(await alarmPieces(db, event)),
    ...seen.map(sightingPiece),
    ...found.map((one) => findingPiece(one, how)),
    ...(places.length > 0 ? [placesPiece(places)] : []),
    ...(await papers(db, event, span, how)),
    ...(await photosAndOrders(db, event, seen, how)),
    ...(await checkPieces(db, event)),
    await timelinePiece(db, event, how),
  ]
  return { pieces, places }
}

const sinceOf = ({ since }: Record<string, unknown>): Date[] =>
  typeof since === 'string' && since.includes('T') ? [new Date(since)] : []

function eventPiece(event: ListedEvent, how: Gathering): Piece {
  const { no, title, grade, state, source, address, content, opened_at, closed_at, lon, lat } = event
  const place = (lang: 'zh' | 'en') => [placeWords(placeOf(event), lang), address].filter(Boolean).join(' ')
  const lines = [
    ...line('编号', 'Number', no),
    ...line('类型', 'Type', how.packs.typeOf(event.type)?.type.name ?? event.type),
    ...line('等级', 'Grade', word('grade', grade)),
    ...line('来源', 'Source', word('source', source)),
    ...line('地点', 'Place', { zh: place('zh'), en: place('en') }),
    ...line('内容', 'Content', content),
    ...line('立案', 'Opened', cityTime(opened_at, how)),
    ...line('结案', 'Closed', closed_at && cityTime(closed_at, how)),
  ]
  const values = { id: event.id, no, type: event.type, grade, state, source, area: event.area, pack: event.pack }
  return record('event', { title: same(title), at: opened_at, place: { lon, lat }, lines }, values)
}

const answers = { real: 'answer.real', unreal: 'answer.unreal', unclear: 'answer.unclear' } as const

async function signalPieces(db: Db, signals: Awaited<ReturnType<typeof signalsOfEvent>>, how: Gathering): Promise<Piece[]> {
  const verdicts = new Map(
    (
      await store.verdictsOf(
        db,
        signals.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  )
  return signals.map((signal) => {
    const verdict = verdicts.get(signal.id)
    const lines = [
      ...line('来源', 'Source', word('source', signal.source)),
      ...line('内容', 'Content', signal.content),
      ...line(
        '复核结论',
        'Verdict',
        verdict?.answer && answers[verdict.answer as keyof typeof answers] ? word('answer', verdict.answer) : null,
      ),
      ...line('复核人', 'Looked at by', verdict?.answered_name),
      ...line('复核时间', 'Looked at', verdict?.answered_at && cityTime(verdict.answered_at, how)),
      ...line('研判', 'Decided by', signal.decided_by),
      ...line('研判时间', 'Decided', signal.decided_at && cityTime(signal.decided_at, how)),
    ]
    const { id, type, received_at: at, lon, lat } = signal
    return record(
      'signal',
      { title: same(signal.title), at, place: { lon, lat }, lines },
      { id, type, state: signal.state, verdict },
    )
  })
}

async function reportPieces(db: Db, event: ListedEvent, { show }: Gathering): Promise<Piece[]> {
  const kept = (label: 'name' | 'phone' | 'email', value: string | null) => (show ? value : maskBy(label, value))
  return (await store.reportsOf(db, event.id)).map((one) => {
    const contact = [kept('name', one.contact_name), kept('phone', one.phone), kept('email', one.email)].filter(Boolean).join(' ')
    const lines = [
      ...line('来源', 'Source', word('source', one.source)),
      ...line('内容', 'Content', one.content),
      ...line('联系人', 'Contact', contact),
    ]
    return record('report', { at: one.received_at, place: one, lines }, { id: one.id, source: one.source })
  })
}

async function alarmPieces(db: Db, event: ListedEvent): Promise<Piece[]> {
  return (await store.alarmsOf(db, event.id)).map((one) => {
    const lines = [...line('最高级别', 'Gravest', word('severity', one.peak)), ...line('变化次数', 'Changes', one.changes.length)]
    return record('alarm', { title: same(one.label), at: one.since, lines }, one)
  })
}

function sightingPiece(one: store.SightingRow): Piece {
  const lines = [
    ...line('摄像机', 'Camera', one.name ?? one.camera),
    ...line('识别内容', 'Recognised', one.label),
    ...line('号牌', 'Plate', one.thing),
    ...line('可信度', 'Confidence', one.confidence === null ? null : `${Math.min(99, Math.round(one.confidence * 100))} %`),
    ...line('画面', 'Picture', one.photo ? null : { zh: '平台没有送图', en: 'the platform sent none' }),
  ]
  return record('sighting', { title: same(one.name ?? one.camera), at: one.at, place: one, lines }, one)
}

function findingPiece(one: store.FoundRow, { packs, zone }: Gathering): Piece {
  const said = sayFinding(one.evidence, offsetMs(one.at, zone))
  const title = packs.typeOf(one.type)?.type.name ?? same(one.type)
  return record('finding', { title, at: one.at, place: one, lines: line('依据', 'Follows from', said) }, one)
}

function placesPiece(places: store.PlaceRow[]): Piece {
  const lines = [
    ...line('定位点', 'Places', places.length),
    ...line('说明', 'Note', { zh: '车载终端上报的位置，不是人员位置', en: 'told by the vehicle’s terminal, not by a person' }),
  ]
  return positions(places, lines)
}

async function checkPieces(db: Db, event: ListedEvent): Promise<Piece[]> {
  const checks = (await store.checksOf(db, event.id)).map((one) => {
    const lines = [
      ...line('结论', 'Verdict', one.passed ? { zh: '通过，结案', en: 'passed, closed' } : { zh: '打回', en: 'sent back' }),
      ...line('核查人', 'Checked by', one.name),
      ...line('理由', 'Reason', one.reason ?? one.waiver),
    ]
    return record('check', { at: one.checked_at, lines }, one)
  })
  const disputes = (await store.disputesOf(db, event.id)).map((one) =>
    record('dispute', { at: one.made_at, lines: line('理由', 'Reason', one.reason) }, one),
  )
  return [...checks, ...disputes]
}

async function timelinePiece(db: Db, event: ListedEvent, how: Gathering): Promise<Piece> {
  // That an archive was taken out proves nothing of the case, and would make each archive another one.
  const facts = (await readTimeline(db, event, how.now)).filter(({ kind }) => kind !== 'case-file.made')
  const { commands, readings, rules, types, packs } = wordsOf(how.packs)
  const tables: Record<string, Record<string, Words>> = {
    name: commands,
    reading: readings,
    rule: rules,
    type: types,
    plan: packs,
  }
  const names = {
    time: (at: string) => cityTime(new Date(at), how),
    name: (key: string, code: string) => tables[key]?.[code] ?? null,
  }
  const lines = facts.map((fact) => ({ name: same(cityTime(new Date(fact.occurredAt), how)), value: sayFact(fact, names) }))
  return record('timeline', { at: event.opened_at, lines }, facts)
}
