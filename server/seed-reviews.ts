import { demoCover, demoReviewPlace, demoTank } from '../contract/demo-reviews.ts'
import type { ReviewList } from '../contract/review.ts'
import { type Beginning, inThePast, type Past, type PastPerson } from './demo-past.ts'

const dayMs = 86_400_000
/** So long before now it begins: long enough for a review with its change, and for one whose action is overdue. */
const before = 17 * dayMs

/**
 * Two cases of the demo from before it was begun, and what was learned of them, all through the doors people use: a serious one whose review is closed
 * because the setting it named was changed, and one whose review is open with an action past its day.
 */
export function playReviews(at: Beginning): Promise<void> {
  const from = new Date(at.now.getTime() - before)
  return inThePast({ ...at, from }, async (past) => {
    await closedReview(past)
    await past.pass({ d: 3 })
    await overdueReview(past)
  })
}

type Told = (typeof demoTank | typeof demoCover)['told']

/** A case from its report to its closing. Answers the review it opened. */
async function closedCase(past: Past, told: Told, lead: PastPerson): Promise<string> {
  const [seat, checker] = [await past.as('jiangbei-duty'), await past.as('jiangbei-check')]
  const { type, title, content } = told
  const { signal } = await seat.post('signals', { type, title, content, ...demoReviewPlace })
  await past.pass({ m: 4 })
  const { event } = await seat.post(`signals/${String(signal)}/open`, { grade: 'serious' })
  await past.pass({ m: 4 })
  const { workOrders } = (await seat.get(`events/${String(event)}`)) as { workOrders: { id: string; role: string }[] }
  const order = `work-orders/${workOrders.find(({ role }) => role === 'lead')!.id}`
  await lead.post(`${order}/accept`, {})
  await past.pass({ m: 21 })
  await lead.post(`${order}/arrive`, { ...demoReviewPlace, accuracyM: 9 })
  await past.pass({ m: 70 })
  if (told.found) await lead.post(`${order}/progress`, { item: 'found', note: told.found })
  await lead.post(`${order}/progress`, { item: told.photo, file: await lead.photo() })
  await lead.post(`${order}/submit`, { result: told.result, cause: told.cause, confirmed: true })
  await past.pass({ m: 45 })
  await checker.post(`events/${String(event)}/check`, { passed: true })
  await past.pass({ m: 1 })
  const { rows } = (await seat.get(`reviews?event=${String(event)}`)) as ReviewList
  return rows[0]!.id
}

/** Written, discussed, and an action set with its unit and its day. Answers the action. */
async function acting(
  past: Past,
  who: PastPerson,
  {
    review,
    written,
    action,
    unit,
    days,
  }: {
    review: string
    written: object
    action: object
    unit: string
    days: number
  },
): Promise<string> {
  const at = `reviews/${review}`
  await past.pass({ d: 1 })
  const filled = await who.post(`${at}/fill`, { version: 1, ...written })
  await past.pass({ h: 3 })
  await who.post(`${at}/move`, { version: filled.version, verb: 'discuss' })
  await past.pass({ m: 10 })
  const due = new Date(past.now().getTime() + days * dayMs).toISOString()
  await who.post(`${at}/actions`, { ...action, unit, due })
  const { actions } = (await who.get(at)) as { actions: { id: string }[] }
  return actions[0]!.id
}

async function closedReview(past: Past): Promise<void> {
  const { told, written, action, change, note } = demoTank
  const review = await closedCase(past, told, await past.as('cuntan-duty'))
  const who = await past.as('jiangbei-duty')
  const set = await acting(past, who, { review, written, action, unit: who.unit, days: 7 })
  await past.pass({ d: 2 })
  const { pack, ...tuned } = change
  const { id } = await who.post(`packs/${pack}/setting-requests`, { ...tuned, area: '50/500105/', untried: true })
  await past.pass({ h: 2 })
  await (await past.as('jiangbei-leader')).post(`pack-requests/${String(id)}/confirm`, {})
  await past.pass({ h: 1 })
  const { proofs } = (await who.get(`review-actions/${set}/proofs`)) as { proofs: { fact: { position: string } }[] }
  await who.post(`review-actions/${set}/close`, { proof: proofs[0]!.fact.position, note })
  const { version } = await who.get(`reviews/${review}`)
  await who.post(`reviews/${review}/move`, { version, verb: 'close' })
}

async function overdueReview(past: Past): Promise<void> {
  const { told, written, action } = demoCover
  const lead = await past.as('cuntan-post')
  const review = await closedCase(past, told, lead)
  const who = await past.as('jiangbei-duty')
  await acting(past, who, { review, written, action, unit: lead.unit, days: 5 })
  await past.pass({ d: 6 })
}
