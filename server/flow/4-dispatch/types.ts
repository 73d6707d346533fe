import type { CallChannel } from '../../../contract/channel.ts'
import type { Call, Plan } from '../../../contract/pack.ts'
import type { PartName } from '../../../contract/plan-parts.ts'
import type { Grade } from '../../../contract/scales.ts'

/** A post that answers a call, with whoever holds it now (null = nobody: a gap in the roster). */
export type Holder = {
  post: string
  post_name: string
  post_kind: string
  side: string | null
  unit: string
  unit_name: string
  tier: string
  person: string | null
  person_name: string | null
}

/** Why a unit got its part; codes, rendered by the screens. */
export type RouteReason =
  | 'rule'
  | 'duty-of-object'
  | 'plan'
  | 'next-step'
  | 'backstop'
  | 'person'
  | 'proposed'
  | 'arbitration'
  | 'support'
  | 'transfer'
  | 'tier'
  | 'lead-request'

export type Route = {
  unit: string
  unitName: string
  role: 'lead' | 'assist' | 'inform'
  reason: RouteReason
  holders: Holder[]
  step: number
  mandatory: boolean
  /** 分工: what an assisting unit has to do, in the words of the plan */
  part?: PartName | null
}

/** Why nobody can be called for a part: no such post here, neither that nor anybody named in the register, or nobody holds the post. */
export type UnmannedWhy = 'no-post' | 'no-charge' | 'unheld'

/** A part of a plan nobody can be called for. `route`: who is asked all the same; null: nobody */
export type Unmanned = { part: PartName; mandatory: boolean; why: UnmannedWhy; route: Route | null }

/** Who gets what, and which parts nobody can be called for. */
export type Routing = { routes: Route[]; unmanned: Unmanned[] }

/** What is stamped on an event when it is dispatched; later edits of the plan change only new events. */
export type DispatchRow = {
  event: string
  pack: string
  version: number
  /** of the plan, where one was published; 0: as the pack came */
  plan_version: number
  plan: Plan
  /** `object`: whose duty unit it is, of one that was asked when an alarm joined */
  why: { unit: string; unitName: string; role: 'lead' | 'assist' | 'inform'; reason: RouteReason; object?: string }[]
  mode: 'auto' | 'person'
  dispatched_at: Date
  undo_until: Date | null
  /** since when calls and answers count: the case went on or turned red again; null from the dispatch on */
  called_from: Date | null
}

export type CallRow = {
  id: string
  event: string
  work_order: string | null
  step: number
  post: string
  person: string | null
  why: string
  inform: boolean
  called_at: Date
  answered_at: Date | null
}

/** One way tried to reach one person about one order, and what came of it. */
export type AttemptRow = {
  key: string
  id: string
  event: string
  work_order: string
  step: number
  at_step: number
  post: string
  person: string
  person_name: string
  channel: CallChannel
  why: string
  code: string
  state: 'asked' | 'sent' | 'answered' | 'failed' | 'stopped'
  answer: 'accepted' | 'known' | 'refused' | null
  error: string | null
  asked_at: Date
  sent_at: Date | null
  settled_at: Date | null
}

/** The part of an event that routing looks at. */
export type Routed = { type: string; area: string; grade: Grade; object: string | null }

export type Resolve = (call: Call, area: string) => Promise<Holder[]>
