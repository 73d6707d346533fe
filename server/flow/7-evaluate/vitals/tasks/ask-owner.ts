import { system } from '../../../../../contract/actor.ts'
import type { TimerHandler } from '../../../../kernel/facts.ts'
import type { Spine, Timer, Tx } from '../../../../kernel/spine.ts'
import { askAt } from '../rules/ask-at.ts'
import * as store from './store-asks.ts'

/** Vitals a notice names; of more it says how many. */
const named = 3
const keyOf = ({ owner, ownerPost }: store.Owner): string => `vital.ask:${owner ?? ''}/${ownerPost ?? ''}`

const askTimer = (of: store.Owner, now: number, asked: number | null): Timer => ({
  ...{ key: keyOf(of), kind: 'vital.ask', dueAt: new Date(askAt(now, asked)), body: of },
})

/** Something of an owner has fallen silent: they are told soon, of all there is at once. */
export async function askSoon(tx: Tx, of: store.Owner): Promise<void> {
  await tx.setTimer(askTimer(of, tx.now.getTime(), await store.askedAt(tx, of)))
}

/** An owner is told of all that is silent now, in one notice. */
export const onAsk: TimerHandler = async ({ owner, ownerPost }, tx) => {
  const of = { owner: owner === null ? null : String(owner), ownerPost: ownerPost === null ? null : String(ownerPost) }
  const silent = await store.silentOf(tx, of, named)
  if (silent.vitals === 0) return
  await store.keepAsk(tx, of, silent)
  const { vitals, areas, names } = silent
  const first = `${names.join('、')}${vitals > names.length ? '等' : ''}`
  await tx.record({
    kind: 'vitals.asked',
    subject: of.owner ?? of.ownerPost ?? '',
    area: null,
    body: { ...of, vitals, areas, names: first },
  })
}

/** Silences ended, or went to another owner: whoever has none any more need look no more. */
export async function freeAnswered(tx: Tx): Promise<void> {
  if (!(await store.anyAsked(tx))) return
  for (const of of await store.takeAnswered(tx)) {
    await tx.cancelTimer(keyOf(of))
    await tx.record({ kind: 'vitals.answered', subject: of.owner ?? of.ownerPost ?? '', area: null, body: of })
  }
}

/** At the start: owners of whom something is silent and who were never told, as those of before there was one notice for each. */
export async function beginAsks(spine: Pick<Spine, 'transaction'>): Promise<void> {
  await spine.transaction(system, async (tx) => {
    const timers = (await store.unasked(tx)).map((of) => askTimer(of, tx.now.getTime(), null))
    if (timers.length > 0) await tx.setTimer(timers)
  })
}
