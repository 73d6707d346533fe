import { maskBy } from '../../city/mask.ts'
import { objectById } from '../../city/object/store.ts'
import { ticketsOfCarrier } from '../../flow/1-ingest/tickets/store.ts'
import { readPermit } from '../../flow/2-detect/haulage/rules/read-permit.ts'
import { entriesNaming } from '../../flow/2-detect/haulage/store.ts'
import { lettersOf } from '../../flow/5-work/letters/store.ts'
import type { Db } from '../../kernel/spine.ts'
import type { ListedEvent } from '../desk/types.ts'
import { cityTime } from './rules/city-time.ts'
import { line, record, same } from './rules/pieces.ts'
import type { Gathering, Piece } from './types.ts'

const dayMs = 86_400_000
type Span = { from: Date; to: Date } | null

/** What is written about the thing of a case: tickets and permits, where its pack says which they are, and letters of correction. */
export async function papers(db: Db, event: ListedEvent, span: Span, how: Gathering): Promise<Piece[]> {
  return [...(await haulPapers(db, event, span, how)), ...(await letters(db, event, how))]
}

async function haulPapers(db: Db, event: ListedEvent, span: Span, how: Gathering): Promise<Piece[]> {
  const pack = how.packs.typeOf(event.type)?.pack
  const object = event.object ? await objectById(db, event.object) : null
  if (!pack?.haulage || !object || object.kind !== pack.haulage.carrier.kind) return []
  const { permit, unit } = pack.haulage
  const [from, to] = [(span?.from ?? event.opened_at).getTime() - dayMs, (span?.to ?? event.opened_at).getTime()]
  const tickets = (await ticketsOfCarrier(db, pack.id, object.id, new Date(from))).filter(
    ({ opened_at }) => opened_at.getTime() <= to,
  )
  const permits = await entriesNaming(db, permit.kind, permit.carrier, object.code)
  return [...tickets.map((one) => ticketPiece(one, unit, how)), ...permits.map((one) => permitPiece(one, permit, event, how))]
}

type Tickets = Awaited<ReturnType<typeof ticketsOfCarrier>>
function ticketPiece(one: Tickets[number], unit: string, how: Gathering): Piece {
  const signed = (name: string | null) => (how.show ? name : maskBy('name', name))
  const shown = { ...one, opened_by: signed(one.opened_by), closed_by: signed(one.closed_by) }
  const lines = [
    ...line('出土工地', 'From', one.from_code),
    ...line('消纳场', 'To', one.to_code),
    ...line('号牌', 'Plate', one.plate),
    ...line('装载', 'Loaded', `${one.load} ${unit}`),
    ...line('开出', 'Opened', [cityTime(one.opened_at, how), shown.opened_by].filter(Boolean).join(' ')),
    ...line(
      '闭合',
      'Closed',
      one.closed_at
        ? [cityTime(one.closed_at, how), shown.closed_by].filter(Boolean).join(' ')
        : { zh: '未闭合', en: 'not closed' },
    ),
    ...line('作废', 'Void', one.void_at && `${cityTime(one.void_at, how)} ${one.void_reason}`),
  ]
  return record('ticket', { title: same(one.no), at: one.opened_at, lines }, shown)
}

type Permits = Awaited<ReturnType<typeof entriesNaming>>
function permitPiece(one: Permits[number], named: Parameters<typeof readPermit>[0], event: ListedEvent, how: Gathering): Piece {
  const permit = readPermit(named, one.code, one.details)
  const day = cityTime(event.opened_at, how).slice(0, 10)
  const valid = permit && permit.validFrom <= day && day <= permit.validUntil
  const lines = [
    ...line('有效期', 'Valid', permit ? `${permit.validFrom} – ${permit.validUntil}` : null),
    ...line('准运时段', 'Hours', permit?.hours ? `${permit.hours.from}–${permit.hours.to}` : null),
    ...line('立案当日', 'On the day', valid ? { zh: '有效', en: 'valid' } : { zh: '无效', en: 'not valid' }),
  ]
  return record('permit', { title: same(`${one.code} ${one.name}`), lines }, { code: one.code, name: one.name, permit })
}

async function letters(db: Db, event: ListedEvent, how: Gathering): Promise<Piece[]> {
  return (await lettersOf(db, event.id)).toReversed().map((one) => {
    const recipient = one.person && !how.show ? maskBy('name', one.recipient) : one.recipient
    const lines = [
      ...line('当事人', 'To', recipient),
      ...line('要求', 'Demand', one.demand),
      ...line('期限', 'Due', cityTime(one.due_at, how)),
      ...line('送达', 'Delivered', one.delivered_at && cityTime(one.delivered_at, how)),
      ...line('复查', 'Looked again', one.ended_note),
      ...line('发出', 'Issued by', `${one.unit_name} ${one.issued_name}`),
    ]
    const { id, no, state, basis } = one
    return record('letter', { title: same(no), at: one.issued_at, lines }, { id, no, state, basis, recipient })
  })
}
