import type { ReactNode } from 'react'
import type { PlanStepView } from '../../contract/event.ts'
import { clockTime, duration } from '../../ui/format.ts'
import { PlanLadder } from '../../ui/plan-ladder.tsx'
import { comma, lang, t as part } from '../../ui/t.ts'
import { say, t } from '../messages.ts'
import { type PlanRung, planRungs } from '../rules/plan-rungs.ts'

function when(rung: PlanRung): string {
  if (rung.at) return rung.told ? clockTime(rung.at) : t('plan.at-unless', { time: clockTime(rung.at) })
  if (rung.told) return t('plan.at-once')
  return t('plan.after', { length: duration(rung.afterS * 1000, lang(), 60_000) })
}

/** 「电话叫应中，红色无人签收先叫」: what came of calling somebody before their turn, and by which rule. */
const beforeWords = ({ state, channel, red }: NonNullable<PlanRung['before']>): string =>
  [
    state === 'ringing' && channel ? t('call-state.ringing-by', { way: part(`channel.${channel}`) }) : t(`call-state.${state}`),
    ...(red ? [t('plan.before-red')] : []),
  ].join(comma())

/** Whom the plan calls and when; hollow dots are called only if nobody signs before. `why` goes under the first name. */
export function PlanSteps({ steps, why }: { steps: readonly PlanStepView[]; why?: string | null }): ReactNode {
  const rungs = planRungs(steps).map((rung, i) => ({
    id: rung.id,
    when: when(rung),
    told: rung.told,
    who: rung.name ? `${rung.name} · ${rung.post}` : rung.post || t('plan.nobody'),
    ...(rung.before ? { tag: beforeWords(rung.before) } : rung.inform ? { tag: t('plan.inform') } : {}),
    ...(i === 0 && why ? { why } : rung.step && i > 0 ? { why: say(rung.step) } : {}),
  }))
  return <PlanLadder rungs={rungs} />
}
