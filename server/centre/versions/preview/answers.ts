import type { Plan } from '../../../../contract/pack.ts'
import type { PlanRehearsal, RehearsalAnswer } from '../../../../contract/plan-preview.ts'
import { callsOfEvent, holdersOfPosts } from '../../../flow/4-dispatch/store.ts'
import { attemptsOfOrder } from '../../../flow/4-dispatch/store-calls.ts'
import { holdersOfSteps } from '../../../flow/4-dispatch/store-route.ts'
import type { AttemptRow, Holder } from '../../../flow/4-dispatch/types.ts'
import { orderById } from '../../../flow/5-work/store.ts'
import type { Deed } from '../../../kernel/rehearse.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { MadeUp } from './preview.ts'

/** Says to a call that nobody can come; by who owns the calls. False: there was nothing to say it to. */
export type CannotCome = (tx: Tx, attempt: AttemptRow, said: 'refused') => Promise<boolean>
/** Accepts or returns an order of the rehearsal as somebody; by who owns the orders. Answers why not, null: done. */
export type ActAs = (
  tx: Tx,
  by: { order: string; person: string; name: string | null; post: string; unit: string },
  does: { verb: 'accept' } | { verb: 'return'; proposed: string },
) => Promise<string | null>
type Played = PlanRehearsal['answers'][number]
export type Answering = { cannotCome: CannotCome; actAs: ActAs }
type Playing = { plan: Plan; made: MadeUp; at: Date; answers: readonly RehearsalAnswer[]; event: () => string; played: Played[] }

/** What people do in a rehearsal, as deeds at their minutes; what came of each is put into `played`. */
export const deedsOf = (deps: Answering, playing: Playing): Deed[] =>
  playing.answers.map((answer) => ({
    at: new Date(playing.at.getTime() + answer.minute * 60_000),
    async run(as) {
      const { post, does, minute } = answer
      playing.played.push({
        post,
        does,
        s: Math.round(minute * 60),
        toName: null,
        ...(await answered(deps, playing, { answer, as })),
      })
    },
  }))

type Came = Pick<Played, 'problem'> & { toName?: string }
type Doing = { answer: RehearsalAnswer; as: Parameters<Deed['run']>[0] }

async function answered(deps: Answering, { plan, made, event }: Playing, { answer, as }: Doing): Promise<Came> {
  const { post, does } = answer
  const look = as({ kind: 'system', id: 'zhili' })
  const call = (await callsOfEvent(look, event())).filter((one) => one.post === post && !one.inform && one.work_order).at(-1)
  if (!call?.work_order) return { problem: 'rehearsal.not-called' }
  const holder = (await holdersOfPosts(look, [post], look.now)).find(({ person }) => person !== null)
  if (!holder?.person) return { problem: 'rehearsal.nobody' }
  const { person, person_name: name } = holder
  const tx = as({ kind: 'person', id: person, ...(name ? { name } : {}) })
  if (does === 'cannot') return { problem: await cannotCome(tx, deps, { order: call.work_order, post }) }
  const by = { order: call.work_order, person, name, post, unit: holder.unit }
  if (does === 'accept') return { problem: await deps.actAs(tx, by, { verb: 'accept' }) }
  const to = await otherUnit(tx, { plan, made, order: call.work_order })
  if (!to) return { problem: 'rehearsal.nowhere' }
  return { problem: await deps.actAs(tx, by, { verb: 'return', proposed: to.unit }), toName: to.unit_name }
}

async function cannotCome(tx: Tx, deps: Answering, of: { order: string; post: string }): Promise<string | null> {
  const attempt = (await attemptsOfOrder(tx, of.order)).filter((one) => one.post === of.post).at(-1)
  return attempt && (await deps.cannotCome(tx, attempt, 'refused')) ? null : 'rehearsal.not-called'
}

/** Where a returned order is proposed to go: the first rung of the plan that another unit answers. */
async function otherUnit(tx: Tx, { plan, made, order }: { plan: Plan; made: MadeUp; order: string }): Promise<Holder | null> {
  const own = (await orderById(tx, order))?.unit
  const rungs = await holdersOfSteps(tx, plan, made, tx.now)
  return rungs.flat().find(({ unit, person }) => unit !== own && person !== null) ?? null
}
