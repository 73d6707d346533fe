import type { Words } from '../../../contract/words.ts'
import type { Tx } from '../../kernel/spine.ts'
import { insertNotice } from './store.ts'
import type { Holder } from './types.ts'

export type Telling = {
  event: string | null
  area: string | null
  order: string | null
  kind:
    | 'order'
    | 'inform'
    | 'escalated'
    | 'overdue'
    | 'due-soon'
    | 'returned'
    | 'check'
    | 'sent-back'
    | 'urged'
    | 'support'
    | 'dispute'
    | 'pause'
    | 'pause-voided'
    | 'resumed'
    | 'extend'
    | 'cancelled'
    | 'duty-gap'
    | 'paper-soon'
    | 'paper-expired'
    | 'stuck'
    | 'concern'
    | 'lead-request'
    | 'check-up'
    | 'vital-silent'
    | 'part-unmanned'
    | 'review-action'
    | 'pack-off'
    | 'pack-off-asked'
    | 'pack-tune-asked'
    | 'object-change-asked'
    | 'vital-publish-asked'
    | 'areas-failed'
    | 'wall-two-machines'
    | 'wall-key-refused'
  why: string
  urgent: boolean
  /** the gap of a roster it is about */
  gap?: { id: string; unitName: string; postName: string; from: string; to: string }
  /** the paper of an object it is about */
  paper?: { id: string; object: string; objectName: string; title: string; validUntil: string }
  /** the check-up of an area it is about */
  checkUp?: { id: string; areaName: string; no: number; changes: number }
  /** the silent vitals it is about: whose, how many, in how many places, and the first by name */
  silent?: { of: string; vitals: number; areas: number; names: string }
  /** the part of a plan it is about */
  part?: Words
  /** the pack it is about, and where it is off or shall be */
  pack?: { id: string; name: string; areaName: string }
  /** the change of areas it is about, and why it was not carried out */
  areas?: { title: string; day: string; why: Words }
  /** the wall seat it is about, and its two machines */
  wall?: { name: string; areaName: string; one: string; other: string }
  /** the object a change of which waits for a second person; `more`: others were asked for at once */
  change?: { object: string; name: string; objectKind: string; more: boolean }
  /** the vital a definition of which waits for a second person; `more`: others were asked for at once */
  definition?: { code: string; name: string; more: boolean }
  /** the request that waits for a second person, and those it was asked for with */
  request?: { id: string; batch: string | null }
}

/** One notice for each person on the list, and the fact that it was sent; posts nobody holds are skipped (their gap shows on the duty page). */
export async function tell(tx: Tx, holders: Holder[], telling: Telling): Promise<void> {
  for (const holder of holders) {
    if (!holder.person) continue
    const { event, order, kind, why, urgent, gap, paper, silent, request } = telling
    const { id: notice, exercise } = await insertNotice(tx, {
      person: holder.person,
      post: holder.post,
      ...{ event, order, kind, why, urgent },
      gap: gap?.id ?? null,
      paper: paper?.id ?? null,
      silent: silent?.of ?? null,
      request: request ?? null,
    })
    await tx.record({
      kind: 'notice.sent',
      subject: holder.person,
      area: telling.area,
      body: {
        notice,
        person: holder.person,
        personName: holder.person_name ?? '',
        post: holder.post,
        event,
        order,
        kind,
        why,
        urgent,
        ...about(telling),
        ...(exercise ? { exercise } : {}),
      },
    })
  }
}

/** What it is about, as far as it is about anything beside a case. */
function about({ gap, paper, checkUp, silent, part, pack, areas, wall, change, definition }: Telling) {
  return {
    ...(gap ? { gap } : {}),
    ...(paper ? { paper } : {}),
    ...(checkUp ? { checkUp } : {}),
    ...(silent ? { silent: { vitals: silent.vitals, areas: silent.areas, names: silent.names } } : {}),
    ...(part ? { part } : {}),
    ...(pack ? { pack } : {}),
    ...(areas ? { areas } : {}),
    ...(wall ? { wall } : {}),
    ...(change ? { change } : {}),
    ...(definition ? { definition } : {}),
  }
}
