import { type VitalState, vitalMoves, vitalStates } from '../../../../../contract/vital-kinds.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'

/** What a step asks for beside the table. `owned`: a unit answers for it; `fed`: its newest value is there in time; `placed`: its track is in use. */
export type Grounds = { owned: boolean; fed: boolean; placed: boolean; reason: string | null }

const rank = (state: VitalState): number => vitalStates.indexOf(state)

/**
 * May a vital go from one step of its life to another (梳理 → 编目 → 接入 → 可信, or 停用)? Values come in only of what somebody answers
 * for; trusted is only what is being told; a step back or a stop says why. `reasoned` false leaves the last out: what a page may offer.
 */
export function stepTo(
  from: VitalState,
  to: VitalState,
  { owned, fed, placed, reason }: Grounds,
  reasoned = true,
): Result<VitalState> {
  if (!vitalMoves[from].includes(to)) {
    const [here, there] = [stateWords[from], stateWords[to]]
    return refuse('vital.move', { from: here.zh, fromEn: here.en, to: there.zh, toEn: there.en })
  }
  if (from === 'stopped' && !placed) return refuse('vital.track-stopped')
  if (to === 'connected' && !owned) return refuse('vital.no-owner')
  if (to === 'trusted' && !fed) return refuse('vital.not-fed')
  const back = from !== 'stopped' && rank(to) < rank(from)
  return reasoned && (back || to === 'stopped') && !reason ? refuse('vital.no-reason') : ok(to)
}

/** Steps as refusals say them. */
export const stateWords: Record<VitalState, { zh: string; en: string }> = {
  sorted: { zh: '梳理', en: 'sorted' },
  catalogued: { zh: '编目', en: 'catalogued' },
  connected: { zh: '接入', en: 'connected' },
  trusted: { zh: '可信', en: 'trusted' },
  stopped: { zh: '停用', en: 'stopped' },
}
