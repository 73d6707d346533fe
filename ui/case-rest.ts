import type { CasePause, EventRow } from '../contract/event.ts'
import { dueBy, shortTime } from './format.ts'
import { lang, t } from './t.ts'

/** A case that rests, in words: 挂账 or 挂起, until when, and why; null where that is not kept. */
export type Rest = { word: string; until: string | null; reason: string | null }

/** Null: the case does not rest, its clock runs or it has none. What was asked for and not agreed to yet is no rest. */
export function restOf({ state, pause }: Pick<EventRow, 'state'> & { pause: CasePause | null }, now: number): Rest | null {
  if (state !== 'parked' && state !== 'suspended') return null
  const of = pause?.granted && pause.verb === (state === 'parked' ? 'park' : 'suspend') ? pause : null
  const time = of?.until && (state === 'parked' ? dueBy(of.until, now, lang()) : shortTime(of.until, now, lang()))
  return { word: t(`state.${state}`), until: time ? t(`rest.${state}`, { time }) : null, reason: of?.reason ?? null }
}
