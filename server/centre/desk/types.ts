import { z } from 'zod'
import type { Judged } from '../../../contract/evaluation-kinds.ts'
import { signalSources } from '../../../contract/signal-sources.ts'
import type { EventRecord } from '../../flow/3-event/types.ts'
import type { OrderState } from '../../flow/5-work/life.ts'
import type { Span } from '../../flow/7-evaluate/evaluation/store-read.ts'

/**
 * An event with its place in words and its lead order (`lo_…`, all null without one): the newest lead order that was not taken
 * away from its unit. Its running clock is the event's clock; clocks count from the asking.
 */
export type ListedEvent = EventRecord & {
  /** the code of the area or operating district it is of as a whole: a vital of it opened the event, at no object; null: it has a place */
  whole_area: string | null
  whole_name: string | null
  district_name: string | null
  town_name: string | null
  lo_id: string | null
  lo_unit: string | null
  lo_state: OrderState | null
  lo_asked_at: Date | null
  lo_accepted_at: Date | null
  lo_accepted_name: string | null
  lo_paused_at: Date | null
  lo_provisional: boolean | null
  lo_clock: 'accept' | 'arrive' | 'finish' | null
  /** the first limit to accept, missed while nobody has accepted since */
  lo_first_due: Date | null
  lo_due: Date | null
}

/** A figure of the evaluation with the part of the city and the period it is of. */
export type JudgedCases = { judged: Judged; span: Span }

export type View = 'mine' | 'unit' | 'overdue' | 'checking' | 'closed' | 'open' | 'all'

/** Which events; lists are "one of", empty lists mean "any". */
/** `among`: only these types, also when the list is empty. */
export type EventFilter = {
  states?: string[]
  grades?: string[]
  types?: string[]
  among?: string[]
  /** only the cases behind a figure of the evaluation */
  judged?: JudgedCases
  objects?: string[]
  view?: View
}

/** Query of the inbox: `inbox` = what waits and what the platform dispatched itself. */
export const SignalQuery = z.object({
  area: z.string().max(80).optional(),
  view: z.enum(['inbox', 'waiting', 'snoozed', 'auto', 'handled']).default('inbox'),
  source: z.enum(signalSources).optional(),
  q: z.string().max(80).optional(),
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type SignalQuery = z.infer<typeof SignalQuery>

/** What brought an alarm to its gravest. */
export type GravestChange = { rule: string; reading: string | null; value: number | null; limit: number | null }
