import type { EventDetail } from '../../contract/event.ts'
import type { WorkOrder } from '../../contract/work-order.ts'
import { type Answer, answerOf, checkAfterMs, wordsOf } from './people.ts'

/** Somebody the simulator may play. `unit` may be missing in an older inventory: then posts are told by their id. */
export type CrewPerson = {
  account: string
  name: string
  post: string
  postKind: string
  district: string
  town: string | null
  unit?: string | undefined
}

type Item = WorkOrder['checklist'][number]
export type Move =
  | { verb: 'accept'; order: string; account: string }
  | { verb: 'arrive'; order: string; account: string }
  | { verb: 'progress'; order: string; account: string; item: Item }
  | { verb: 'submit'; order: string; account: string; result: string; cause: string }
  | { verb: 'check'; event: string; account: string }

export type Scene = {
  seed: string
  nowMs: number
  /** 2: everybody is twice as quick */
  haste: number
  event: EventDetail
  /** the people of the event's district */
  people: readonly CrewPerson[]
  /** order → account that accepted it, as far as remembered */
  holders: ReadonlyMap<string, string>
  /** how much longer the second person takes here: what waits for a check is left for the newcomer to see first */
  checkLaterMs: number
}

/** What is due to be done now by the people of a district in one event: at most one move per order, each by the one whose turn it is. */
export function dueMoves(scene: Scene): Move[] {
  if (scene.event.state === 'checking') return checkMove(scene)
  if (scene.event.state !== 'handling') return []
  return scene.event.workOrders.flatMap((order) => orderMove(scene, order) ?? [])
}

function orderMove(scene: Scene, order: WorkOrder): Move | null {
  if (order.state === 'asked') return acceptMove(scene, order)
  const holder = holderOf(scene, order)
  if (!holder) return null
  const answer = answerFor(scene, order, holder.account)
  const mine = { order: order.id, account: holder.account }
  if (order.state === 'accepted') return isDue(scene, order.acceptedAt, answer.arriveMs) ? { verb: 'arrive', ...mine } : null
  return order.state === 'arrived' ? workMove(scene, order, { answer, mine }) : null
}

function acceptMove(scene: Scene, order: WorkOrder): Move | null {
  for (const { person, at, sure } of calledFor(scene, order)) {
    const { acceptMs } = answerFor(scene, order, person.account)
    // The district's own hub is the last rung: it answers, if nobody else did.
    const wait = sure && acceptMs === null ? 60_000 : acceptMs
    if (wait !== null && isDue(scene, at, wait)) return { verb: 'accept', order: order.id, account: person.account }
  }
  return null
}

type Called = { person: CrewPerson; at: string; sure: boolean }

function calledFor(scene: Scene, order: WorkOrder): Called[] {
  const steps = order.role === 'lead' ? (scene.event.plan?.steps ?? []) : []
  const called = steps
    .filter((step) => step.called)
    .flatMap((step) =>
      step.people
        .filter(({ inform }) => !inform)
        .flatMap(({ post }) => scene.people.filter((person) => person.post === post))
        .map((person) => ({ person, at: step.at ?? order.askedAt, sure: step.step >= 2 })),
    )
  if (called.length > 0) return called
  return scene.people
    .filter((person) => belongsTo(person, order.unit))
    .map((person) => ({ person, at: order.askedAt, sure: false }))
}

/** Post ids are made from their unit's: `unit-x` has `post-x-…`. */
const belongsTo = (person: CrewPerson, unit: string): boolean =>
  person.unit === undefined ? person.post.startsWith(`${unit.replace(/^unit-/, 'post-')}-`) : person.unit === unit

function workMove(
  scene: Scene,
  order: WorkOrder,
  { answer, mine }: { answer: Answer; mine: { order: string; account: string } },
): Move | null {
  const cleared = scene.event.alarm === null || scene.event.alarm.clearedAt !== null
  const todo = order.checklist.filter((item) => item.required && !item.done)
  const done = order.checklist.filter((item) => item.done).length
  // An "after" photo shows the danger gone; the checklist's ids end in it.
  const item = todo.find(({ id }) => !id.endsWith('after') || cleared)
  if (item) return isDue(scene, order.arrivedAt, (done + 1) * answer.itemMs) ? { verb: 'progress', ...mine, item } : null
  if (todo.length > 0 || (order.role === 'lead' && !cleared)) return null
  const since = order.role === 'lead' ? later(order.arrivedAt, scene.event.alarm?.clearedAt ?? null) : order.arrivedAt
  return isDue(scene, since, answer.submitMs) ? { verb: 'submit', ...mine, ...wordsOf(scene.seed, order.id) } : null
}

function checkMove(scene: Scene): Move[] {
  if (scene.event.alarm && scene.event.alarm.clearedAt === null) return []
  const handlers = new Set(scene.event.workOrders.map((order) => order.holderName))
  const checker = scene.people.find((person) => person.postKind === 'district-checker' && !handlers.has(person.name))
  const submitted = scene.event.workOrders.reduce<string | null>((latest, order) => later(latest, order.submittedAt), null)
  if (!checker || !isDue(scene, submitted, scene.checkLaterMs + checkAfterMs(scene.seed, scene.event.id))) return []
  return [{ verb: 'check', event: scene.event.id, account: checker.account }]
}

function holderOf(scene: Scene, order: WorkOrder): CrewPerson | null {
  const account = scene.holders.get(order.id)
  const remembered = scene.people.find((person) => person.account === account)
  return remembered ?? scene.people.find((person) => person.name === order.holderName) ?? null
}

const answerFor = (scene: Scene, order: WorkOrder, account: string): Answer =>
  answerOf(scene.seed, { account, order: order.id, limitMs: Date.parse(order.acceptBy) - Date.parse(order.askedAt) })

const isDue = (scene: Scene, since: string | null, waitMs: number): boolean =>
  since !== null && (scene.nowMs - Date.parse(since)) * scene.haste >= waitMs

const later = (a: string | null, b: string | null): string | null => {
  if (a === null || b === null) return a ?? b
  return Date.parse(a) >= Date.parse(b) ? a : b
}
