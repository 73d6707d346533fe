import type { QueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Session } from '../contract/person.ts'
import type { OrderList } from '../contract/work-order.ts'
import { syncClock } from '../ui/clock.ts'
import { freshen } from '../ui/freshen.ts'
import { type Live, type LiveFact, openLive } from '../ui/live.ts'
import { acceptRed, soundOrange, soundRed } from '../ui/sound.ts'
import { toast } from '../ui/toast.tsx'
import { dueKey } from './inspections/due.ts'
import {
  addNotice,
  dropNotice,
  type NoticeAreas,
  type NoticeChange,
  type NoticeCheckUp,
  type NoticeGap,
  type NoticePack,
  type NoticePaper,
  type NoticeSilent,
  type NoticeVital,
  type NoticeWall,
} from './notices/notices.ts'
import { ordersKey } from './orders/orders.ts'
import { onReceipt } from './outbox/sender.ts'
import { go } from './route.ts'
import { t } from './t.ts'

type Orders = z.infer<typeof OrderList>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Facts come in bursts (an order asked, a call, a notice): the list is read once for all of them. */
const settleMs = 250

function gapOf(given: unknown): NoticeGap | null {
  if (typeof given !== 'object' || given === null) return null
  const { unitName, postName, from, to } = given as Partial<Record<keyof NoticeGap, unknown>>
  return { unitName: text(unitName), postName: text(postName), from: text(from), to: text(to) }
}

function paperOf(given: unknown): NoticePaper | null {
  if (typeof given !== 'object' || given === null) return null
  const { object, objectName, title, validUntil } = given as Partial<Record<keyof NoticePaper, unknown>>
  return { object: text(object), objectName: text(objectName), title: text(title), validUntil: text(validUntil) }
}

function checkUpOf(given: unknown): NoticeCheckUp | null {
  if (typeof given !== 'object' || given === null) return null
  const { id, areaName, no, changes } = given as Partial<Record<keyof NoticeCheckUp, unknown>>
  return { id: text(id), areaName: text(areaName), no: Number(no), changes: Number(changes) }
}

function vitalOf(given: unknown): NoticeVital | null {
  if (typeof given !== 'object' || given === null) return null
  const { code, name, areas, n } = given as Partial<Record<keyof NoticeVital, unknown>>
  return { code: text(code), name: text(name), areas: text(areas), n: Number(n) }
}

function silentOf(given: unknown): NoticeSilent | null {
  if (typeof given !== 'object' || given === null) return null
  const { vitals, areas, names } = given as Partial<Record<keyof NoticeSilent, unknown>>
  return { vitals: Number(vitals), areas: Number(areas), names: text(names) }
}

function packOf(given: unknown): NoticePack | null {
  if (typeof given !== 'object' || given === null) return null
  const { id, name, areaName } = given as Partial<Record<keyof NoticePack, unknown>>
  return { id: text(id), name: text(name), areaName: text(areaName) }
}

function partOf(given: unknown): { zh: string; en: string } | null {
  if (typeof given !== 'object' || given === null) return null
  const { zh, en } = given as { zh?: unknown; en?: unknown }
  return { zh: text(zh), en: text(en) }
}

function areasOf(given: unknown): NoticeAreas | null {
  if (typeof given !== 'object' || given === null) return null
  const { title, day, why } = given as Partial<Record<keyof NoticeAreas, unknown>>
  return { title: text(title), day: text(day), why: partOf(why) ?? { zh: '', en: '' } }
}

function wallOf(given: unknown): NoticeWall | null {
  if (typeof given !== 'object' || given === null) return null
  const { name, areaName, one, other } = given as Partial<Record<keyof NoticeWall, unknown>>
  return { name: text(name), areaName: text(areaName), one: text(one), other: text(other) }
}

function changeOf(given: unknown): NoticeChange | null {
  if (typeof given !== 'object' || given === null) return null
  const { object, name, objectKind, more } = given as Partial<Record<keyof NoticeChange, unknown>>
  return { object: text(object), name: text(name), objectKind: text(objectKind), more: more === true }
}

function noticeOf({ body, recordedAt }: LiveFact): void {
  const order = text(body.order) || null
  addNotice({
    id: text(body.notice),
    at: recordedAt,
    kind: text(body.kind),
    why: text(body.why),
    order,
    urgent: body.urgent === true,
    read: false,
    gap: gapOf(body.gap),
    paper: paperOf(body.paper),
    checkUp: checkUpOf(body.checkUp),
    vital: vitalOf(body.vital),
    silent: silentOf(body.silent),
    part: partOf(body.part),
    pack: packOf(body.pack),
    areas: areasOf(body.areas),
    wall: wallOf(body.wall),
    change: changeOf(body.change),
    exercise: body.exercise === true,
  })
}

/** Browsers refuse, with a complaint, while nobody has touched the page yet. */
function shake(pattern: number[]): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pattern)
}

/** A new order on the list: said aloud once it is known how grave it is. Red sounds until somebody accepts it. */
function sayNew(client: QueryClient, ids: ReadonlySet<string>): void {
  const rows = client.getQueryData<Orders>(ordersKey)?.rows ?? []
  for (const row of rows.filter((one) => ids.has(one.id) && one.state === 'asked')) {
    if (row.grade === 'extraordinary') soundRed(row.id)
    else if (row.grade !== 'ordinary' && row.grade !== 'minor') soundOrange()
    shake(row.grade === 'extraordinary' ? [300, 150, 300, 150, 300] : [200])
    toast({
      words: t('new.order', { title: row.title }),
      action: { label: t('new.open'), onPress: () => go({ at: 'order', id: row.id }) },
    })
  }
}

/**
 * Listens for this person: new orders appear at once with sound and vibration, the list follows every change of its cases, the
 * clock follows the server's. Returns how to stop.
 */
export function follow(who: Session, client: QueryClient): () => void {
  // Who is signed in may stand on the phone since yesterday: its lists are read once more when the stream is open.
  const live: Live = openLive({})
  const fresh = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const readAgain = () => {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      const said = new Set(fresh)
      fresh.clear()
      await freshen(client, { queryKey: ordersKey })
      await freshen(client, { queryKey: dueKey })
      sayNew(client, said)
    }, settleMs)
  }
  live.on(
    'work-order.asked',
    ({ body }) => body.unit === who.unit.id && (body.post === null || body.post === who.post.id) && fresh.add(text(body.order)),
  )
  live.on('work-order.called', ({ body }) => body.post === who.post.id && fresh.add(text(body.order)))
  for (const kind of ['accepted', 'cancelled', 'returned', 'excused', 'transferred'])
    live.on(`work-order.${kind}`, ({ body }) => acceptRed(text(body.order)))
  live.on('notice.sent', noticeOf)
  live.on('notice.cancelled', ({ body }) => dropNotice(text(body.notice)))
  for (const noun of ['work-order', 'event', 'evidence', 'check', 'alarm']) live.on(`${noun}.*`, readAgain)
  live.on('clock', (fact) => {
    const { now, rate } = fact as unknown as { now?: string; rate?: number }
    if (now) syncClock(now, rate)
  })
  live.on('reload', () => void freshen(client))
  const off = onReceipt(readAgain)
  return () => {
    off()
    clearTimeout(timer)
    live.close()
  }
}
