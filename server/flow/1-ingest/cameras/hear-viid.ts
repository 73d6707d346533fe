import type { StatusName, ViidKind, ViidObject } from '../../../../protocols/gat1400/types.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { Verdict } from '../gateways/types.ts'
import type { PictureKeeper } from './keep-picture.ts'
import { sightingsOf } from './store.ts'
import { type Taken, takeListed, takeSeen } from './take.ts'
import type { Platform, Seen, SightingOutcome } from './types.ts'
import { idOf, insideOf, keptOf, listedOf, listsIn, ofPersons, ofThings, seenIn } from './viid-seen.ts'

export type ItemStatus = { id: string; status: StatusName; text: string }
/** `kept`: what of it may be kept, for reading it anew. */
export type HeardViid = { verdict: Verdict; statuses: ItemStatus[]; kept: ViidObject[] }

/**
 * Things of one document that are looked up; what is beyond is to be sent again, and then has room: what came before takes none of it.
 * `again`: what nobody knew before, looked up anew; it is kept already, so beyond that it is a repeat.
 */
const mostOfDocument = { fresh: 500, again: 500 }
type Room = typeof mostOfDocument
/** What a document counts as, the weightiest of its things first. */
const weighty: readonly Verdict[] = ['suspicion', 'unknown', 'held', 'unsure', 'ignored', 'repeated', 'reading.too-old']

const good = (kind: ViidKind, item: ViidObject): ItemStatus => ({ id: idOf(kind, item), status: 'ok', text: 'OK' })
const busy = (kind: ViidKind, item: ViidObject): ItemStatus => ({
  id: idOf(kind, item),
  status: 'device-busy',
  text: '一次太多，请分批',
})
const no = (kind: ViidKind, item: ViidObject, text: string): ItemStatus => ({
  id: idOf(kind, item),
  status: 'invalid-operation',
  text,
})

type List = { kind: ViidKind; items: ViidObject[] }
/** `commit` does a piece of work in a transaction of its own. */
export type Hearing = {
  db: Db
  packs: Packs
  platform: Platform
  /** keeps the picture of what people will look at; without it none is kept */
  keepPicture?: PictureKeeper
  commit<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** Looked up in one transaction: while one is open no stream of the city reads past it, so that none may take long. */
const pieceOf = { things: 20, devices: 500 }

/**
 * The objects of one document, each with its own status, in many short transactions. When it throws, what came before is kept: it all
 * comes again and counts once.
 */
export async function hearViid(
  hearing: Hearing,
  { kind, items, room = { ...mostOfDocument } }: List & { room?: Room },
): Promise<HeardViid> {
  if (ofPersons.includes(kind)) return refused(kind, items, 'persons', '本平台不收人脸、人员信息')
  if (kind === 'devices') {
    for (const piece of pieces(items, pieceOf.devices))
      await hearing.commit((tx) => takeListed(tx, hearing.platform, piece.map(listedOf), null))
    return { verdict: 'taken', statuses: items.map((item) => good(kind, item)), kept: [] }
  }
  if (kind === 'notifications') return hearNotifications(hearing, { items, room })
  if (!ofThings.includes(kind)) return refused(kind, items, 'not-offered', '本平台不提供')
  return hearThings(hearing, { kind, items, room })
}

const refused = (kind: ViidKind, items: ViidObject[], verdict: Verdict, text: string): HeardViid => ({
  ...{ verdict, kept: [] },
  statuses: items.map((item) => no(kind, item, text)),
})

async function hearThings(hearing: Hearing, { kind, items, room }: List & { room: Room }): Promise<HeardViid> {
  const verdicts = new Set<Verdict>()
  const kept: ViidObject[] = []
  const statuses: ItemStatus[] = []
  const all = items.map((item) => ({ item, seen: seenIn(kind, item, hearing.platform.number) }))
  const found = await lookUpAll(
    hearing,
    all.flatMap(({ seen }) => seen ?? []),
    room,
  )
  for (const { item, seen } of all) {
    const taken = seen && found.get(seen)!
    statuses.push(taken === 'busy' ? busy(kind, item) : good(kind, item))
    if (taken === null || taken === 'busy') continue
    verdicts.add(taken)
    kept.push(keptOf(kind, item))
  }
  return { verdict: weighty.find((one) => verdicts.has(one)) ?? 'heard', statuses, kept }
}

type Found = Taken | 'busy'

/** What came before is asked together, the rest looked up piece by piece; `room` is what is left of it after. */
async function lookUpAll(hearing: Hearing, all: Seen[], room: Room): Promise<Map<Seen, Found>> {
  const { db, platform } = hearing
  const digests = all.map(({ digest }) => digest)
  const before = await sightingsOf(db, platform, digests)
  const wasOf = ({ digest }: Seen): SightingOutcome | undefined => before.get(Buffer.from(digest).toString('hex'))
  const found = new Map<Seen, Found>()
  const open = all.filter((seen) => {
    const was = wasOf(seen)
    if (was !== undefined && was !== 'unknown') found.set(seen, 'repeated')
    return was === undefined || was === 'unknown'
  })
  for (const piece of pieces(open, pieceOf.things)) {
    const looking = piece.map((seen) => ({ seen, was: wasOf(seen) }))
    const done = await lookUpPiece(hearing, looking, room)
    for (const [seen, taken] of done.found) found.set(seen, taken)
    Object.assign(room, done.room)
  }
  return found
}

type Looking = { seen: Seen; was: SightingOutcome | undefined }

/** A piece that has to be tried again begins with the same room. */
async function lookUpPiece(
  { packs, platform, commit, keepPicture }: Hearing,
  piece: Looking[],
  before: Room,
): Promise<{ found: [Seen, Found][]; room: Room }> {
  const full = ({ was }: Looking): Found => (was === undefined ? 'busy' : 'repeated')
  const partOf = ({ was }: Looking): keyof Room => (was === undefined ? 'fresh' : 'again')
  if (piece.every((one) => before[partOf(one)] === 0)) return { found: piece.map((one) => [one.seen, full(one)]), room: before }
  // Before the transaction: a disk is slower than a row, and streams wait for whoever is at work.
  if (keepPicture) for (const { seen } of piece) seen.photo = await keepPicture(platform.protocol, seen)
  return commit(async (tx) => {
    const room = { ...before }
    const found: [Seen, Found][] = []
    for (const one of piece) {
      const taken = room[partOf(one)] === 0 ? full(one) : await takeSeen(tx, packs, platform, one.seen)
      if (room[partOf(one)] > 0 && taken !== 'reading.too-old') room[partOf(one)]--
      found.push([one.seen, taken])
    }
    return { found, room }
  })
}

const pieces = <T>(all: readonly T[], most: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most))

/** Each notification holds lists of its own; faces and people in them are passed over, and kept is only what was looked up. */
async function hearNotifications(hearing: Hearing, { items, room }: { items: ViidObject[]; room: Room }): Promise<HeardViid> {
  const verdicts = new Set<Verdict>()
  const statuses: ItemStatus[] = []
  const kept: ViidObject[] = []
  for (const item of items) {
    const inside = listsIn(item)
    const lists: [string, ViidObject][] = []
    let isBusy = false
    for (const list of inside.filter(({ kind }) => kind === 'devices' || ofThings.includes(kind))) {
      const heard = await hearViid(hearing, { ...list, room })
      isBusy ||= heard.statuses.some(({ status }) => status === 'device-busy')
      verdicts.add(heard.verdict)
      if (heard.kept.length > 0) lists.push(insideOf(list.kind, heard.kept))
    }
    if (lists.length > 0) kept.push({ NotificationID: idOf('notifications', item), ...Object.fromEntries(lists) })
    const onlyPersons = inside.length > 0 && inside.every(({ kind }) => ofPersons.includes(kind))
    if (onlyPersons) verdicts.add('persons')
    if (onlyPersons) statuses.push(no('notifications', item, '本平台不收人脸、人员信息'))
    else statuses.push(isBusy ? busy('notifications', item) : good('notifications', item))
  }
  const verdict = [...weighty, 'taken', 'persons'].find((one) => verdicts.has(one)) ?? 'heard'
  return { verdict, statuses, kept }
}
