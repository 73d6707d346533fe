import { evidenceOf, ordersOfEvent } from '../../flow/5-work/store.ts'
import type { EvidenceRow, OrderRow } from '../../flow/5-work/types.ts'
import type { Db } from '../../kernel/spine.ts'
import type { ListedEvent } from '../desk/types.ts'
import { cityTime } from './rules/city-time.ts'
import { line, photo, record, same, word } from './rules/pieces.ts'
import { photosIn, type SightingRow } from './store.ts'
import type { Gathering, Piece } from './types.ts'

/** The photos of a case, each with when, where and by whom, and the order of each unit with what it brought and decided. */
export async function photosAndOrders(
  db: Db,
  event: ListedEvent,
  seen: readonly SightingRow[],
  how: Gathering,
): Promise<Piece[]> {
  const evidence = await evidenceOf(db, event.id)
  const orders = await ordersOfEvent(db, event.id)
  const photos = await photosIn(db, event.id)
  const pieces: Piece[] = []
  for (const one of photos) {
    const brought = evidence.find(({ file }) => file === one.id)
    const camera = seen.find((sighting) => sighting.photo === one.id)
    const gone = !(await how.here(one.sha256))
    const place = brought && brought.lon !== null ? brought : (one.place ?? camera ?? null)
    const lines = [
      ...line('来自', 'From', brought?.by_name ?? camera?.name ?? camera?.camera),
      ...line('距事件', 'Distance', brought?.distance_m === null || !brought ? null : `${Math.round(brought.distance_m)} m`),
      ...line('收到', 'Received', cityTime(one.made_at, how)),
      ...line('原图', 'Original', gone ? { zh: '已按期清除，只留散列', en: 'no longer kept, its hash is' } : null),
    ]
    const title =
      brought?.label ?? (camera ? { zh: '摄像机抓拍', en: 'Picture of a camera' } : { zh: '上报照片', en: 'Photo of a report' })
    pieces.push(photo({ title, at: brought?.taken_at ?? camera?.at ?? one.made_at, place, lines }, { ...one, gone }))
  }
  return [...pieces, ...orders.map((order) => orderPiece(order, evidence, how))]
}

function orderPiece(order: OrderRow, evidence: readonly EvidenceRow[], how: Gathering): Piece {
  const own = evidence.filter((one) => one.work_order === order.id)
  const time = (at: Date | null) => at && cityTime(at, how)
  const lines = [
    ...line('角色', 'Role', word('role', order.role)),
    ...line('派单', 'Asked', time(order.asked_at)),
    ...line('签收', 'Accepted', order.accepted_at && `${time(order.accepted_at)} ${order.accepted_name ?? ''}`.trim()),
    ...line('到场', 'Arrived', time(order.arrived_at)),
    ...own.filter(({ kind }) => kind !== 'photo').map((one) => ({ name: one.label ?? same(one.item), value: valueWords(one) })),
    ...line('办结', 'Finished', time(order.submitted_at)),
    ...line('办理结果', 'Result', order.result),
  ]
  const { id, unit, role, state, mandatory } = order
  const values = { id, unit, role, state, mandatory, evidence: own.map(({ event: _, ...one }) => one) }
  return record('order', { title: same(order.unit_name), at: order.asked_at, lines }, values)
}

function valueWords({ kind, value, unit }: EvidenceRow) {
  if (kind === 'tick') return { zh: '已完成', en: 'done' }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
  return same([text, unit].filter(Boolean).join(' '))
}
