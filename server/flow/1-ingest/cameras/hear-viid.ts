import type { StatusName, ViidKind, ViidObject } from '../../../../protocols/gat1400/types.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { Verdict } from '../gateways/types.ts'
import { takeListed, takeSeen } from './take.ts'
import type { Platform } from './types.ts'
import { idOf, listedOf, listsIn, ofPersons, ofThings, seenIn } from './viid-seen.ts'

export type ItemStatus = { id: string; status: StatusName; text: string }
/** `kept`: what of it may be kept as it came. */
export type HeardViid = { verdict: Verdict; statuses: ItemStatus[]; kept: ViidObject[] }

/** Things of one document that are looked up; what is beyond is to be sent again. */
const most = 500
/** What a document counts as, the weightiest of its things first. */
const weighty: readonly Verdict[] = ['suspicion', 'unknown', 'held', 'unsure', 'ignored', 'repeated', 'reading.too-old']

const good = (kind: ViidKind, item: ViidObject): ItemStatus => ({ id: idOf(kind, item), status: 'ok', text: 'OK' })
const no = (kind: ViidKind, item: ViidObject, text: string): ItemStatus => ({
  id: idOf(kind, item),
  status: 'invalid-operation',
  text,
})

/** The objects of one document, in one transaction, each with its own status. */
export async function hearViid(
  tx: Tx,
  packs: Packs,
  platform: Platform,
  { kind, items }: { kind: ViidKind; items: ViidObject[] },
): Promise<HeardViid> {
  if (ofPersons.includes(kind)) return refused(kind, items, 'persons', '本平台不收人脸、人员信息')
  if (kind === 'devices') {
    await takeListed(tx, platform, items.map(listedOf), null)
    return { verdict: 'taken', statuses: items.map((item) => good(kind, item)), kept: [] }
  }
  if (kind === 'notifications') return hearNotifications(tx, packs, platform, items)
  if (!ofThings.includes(kind)) return refused(kind, items, 'not-offered', '本平台不提供')
  return hearThings(tx, packs, platform, { kind, items })
}

const refused = (kind: ViidKind, items: ViidObject[], verdict: Verdict, text: string): HeardViid => ({
  ...{ verdict, kept: [] },
  statuses: items.map((item) => no(kind, item, text)),
})

async function hearThings(
  tx: Tx,
  packs: Packs,
  platform: Platform,
  { kind, items }: { kind: ViidKind; items: ViidObject[] },
): Promise<HeardViid> {
  const verdicts = new Set<Verdict>()
  const kept: ViidObject[] = []
  const statuses: ItemStatus[] = []
  for (const item of items) {
    const seen = seenIn(kind, item, platform.number)
    if (seen && kept.length >= most) {
      statuses.push({ id: idOf(kind, item), status: 'device-busy', text: '一次太多，请分批' })
      continue
    }
    if (seen) {
      verdicts.add(await takeSeen(tx, packs, platform, seen))
      kept.push(item)
    }
    statuses.push(good(kind, item))
  }
  return { verdict: weighty.find((one) => verdicts.has(one)) ?? 'heard', statuses, kept }
}

/** Each notification holds lists of its own; faces and people in them are passed over. */
async function hearNotifications(tx: Tx, packs: Packs, platform: Platform, items: ViidObject[]): Promise<HeardViid> {
  const verdicts = new Set<Verdict>()
  const statuses: ItemStatus[] = []
  for (const item of items) {
    const inside = listsIn(item)
    for (const list of inside.filter(({ kind }) => kind === 'devices' || ofThings.includes(kind)))
      verdicts.add((await hearViid(tx, packs, platform, list)).verdict)
    const onlyPersons = inside.length > 0 && inside.every(({ kind }) => ofPersons.includes(kind))
    if (onlyPersons) verdicts.add('persons')
    statuses.push(onlyPersons ? no('notifications', item, '本平台不收人脸、人员信息') : good('notifications', item))
  }
  const verdict = [...weighty, 'taken', 'persons'].find((one) => verdicts.has(one)) ?? 'heard'
  return { verdict, statuses, kept: verdicts.has('persons') ? [] : items }
}
