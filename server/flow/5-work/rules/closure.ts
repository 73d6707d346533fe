import type { ChecklistItem } from '../../../../contract/pack.ts'
import type { Defect, OrderRow } from '../types.ts'

/** Required items of the checklist that are not done yet: asked once, inline, when somebody submits. */
export function missingItems(order: Pick<OrderRow, 'checklist' | 'done_items'>): ChecklistItem[] {
  return order.checklist.filter((item) => item.required && !order.done_items[item.id])
}

/** Shorter than this and without evidence a result says nothing (domain 5.7). */
export const shortestResult = 20
/** Accepted and submitted within this time, without evidence: nobody was there (domain 15c, item 10). */
export const hastyMs = 30_000

const partly =
  /阶段性|部分(完成|处置|解决)|后续(再|将|会)|待(进一步|后续|下一步)|尚未|未完成|partly|partially|not yet|to be (done|continued|fixed)/i

export type Closing = {
  result: string
  acceptedAt: Date | null
  checklist: readonly ChecklistItem[]
  /** kinds of all evidence this order has */
  evidence: readonly ChecklistItem['kind'][]
}

/**
 * What is wrong with a closing though nothing required is missing. Only recorded and shown to the checker.
 * `partial`: the words say that something is left. `too-brief`: under 20 characters, or submitted within 30 s of the
 * acceptance, and no evidence. `no-evidence`: none at all. `wrong-kind`: photos were asked for, none is among the evidence.
 */
export function closureDefects(closing: Closing, now: Date): Defect[] {
  const none = closing.evidence.length === 0
  const isShort = [...closing.result.replace(/\s/gu, '')].length < shortestResult
  const isHasty = closing.acceptedAt !== null && now.getTime() - closing.acceptedAt.getTime() <= hastyMs
  const wantsPhotos = closing.checklist.some((item) => item.kind === 'photo')
  const found: [Defect, boolean][] = [
    ['partial', partly.test(closing.result)],
    ['too-brief', none && (isShort || isHasty)],
    ['wrong-kind', !none && wantsPhotos && !closing.evidence.includes('photo')],
    ['no-evidence', none],
  ]
  return found.flatMap(([defect, yes]) => (yes ? [defect] : []))
}
