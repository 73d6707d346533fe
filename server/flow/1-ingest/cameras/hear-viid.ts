import type { StatusName, ViidKind, ViidObject } from '../../../../protocols/gat1400/types.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { Verdict } from '../gateways/types.ts'
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

/** The objects of one document, in one transaction, each with its own status. */
export async function hearViid(
  tx: Tx,
  packs: Packs,
  platform: Platform,
  { kind, items, room = { ...mostOfDocument } }: List & { room?: Room },
): Promise<HeardViid> {
  if (ofPersons.includes(kind)) return refused(kind, items, 'persons', '本平台不收人脸、人员信息')
  if (kind === 'devices') {
    await takeListed(tx, platform, items.map(listedOf), null)
    return { verdict: 'taken', statuses: items.map((item) => good(kind, item)), kept: [] }
  }
  if (kind === 'notifications') return hearNotifications(tx, packs, platform, { items, room })
  if (!ofThings.includes(kind)) return refused(kind, items, 'not-offered', '本平台不提供')
  return hearThings(tx, packs, platform, { kind, items, room })
}

const refused = (kind: ViidKind, items: ViidObject[], verdict: Verdict, text: string): HeardViid => ({
  ...{ verdict, kept: [] },
  statuses: items.map((item) => no(kind, item, text)),
})

async function hearThings(
  tx: Tx,
  packs: Packs,
  platform: Platform,
  { kind, items, room }: List & { room: Room },
): Promise<HeardViid> {
  const verdicts = new Set<Verdict>()
  const kept: ViidObject[] = []
  const statuses: ItemStatus[] = []
  const all = items.map((item) => ({ item, seen: seenIn(kind, item, platform.number) }))
  const digests = all.flatMap(({ seen }) => (seen ? [seen.digest] : []))
  const before = await sightingsOf(tx, platform, digests)
  for (const { item, seen } of all) {
    const taken = seen && (await lookUp(tx, packs, platform, { seen, before, room }))
    statuses.push(taken === 'busy' ? busy(kind, item) : good(kind, item))
    if (taken === null || taken === 'busy') continue
    verdicts.add(taken)
    kept.push(keptOf(kind, item))
  }
  return { verdict: weighty.find((one) => verdicts.has(one)) ?? 'heard', statuses, kept }
}

type Looking = { seen: Seen; before: Map<string, SightingOutcome>; room: Room }

async function lookUp(tx: Tx, packs: Packs, platform: Platform, { seen, before, room }: Looking): Promise<Taken | 'busy'> {
  const was = before.get(Buffer.from(seen.digest).toString('hex'))
  if (was !== undefined && was !== 'unknown') return 'repeated'
  const part = was === undefined ? 'fresh' : 'again'
  if (room[part] === 0) return was === undefined ? 'busy' : 'repeated'
  const taken = await takeSeen(tx, packs, platform, seen)
  if (taken !== 'reading.too-old') room[part]--
  return taken
}

/** Each notification holds lists of its own; faces and people in them are passed over, and kept is only what was looked up. */
async function hearNotifications(
  tx: Tx,
  packs: Packs,
  platform: Platform,
  { items, room }: { items: ViidObject[]; room: Room },
): Promise<HeardViid> {
  const verdicts = new Set<Verdict>()
  const statuses: ItemStatus[] = []
  const kept: ViidObject[] = []
  for (const item of items) {
    const inside = listsIn(item)
    const lists: [string, ViidObject][] = []
    let isBusy = false
    for (const list of inside.filter(({ kind }) => kind === 'devices' || ofThings.includes(kind))) {
      const heard = await hearViid(tx, packs, platform, { ...list, room })
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
