import { EventState } from '../../../contract/event.ts'

/** States of an event, as the contract names them. The words live in the database for ever; their labels stand in ui/messages. */
export const eventStates = EventState.options
export type { EventState }

export const eventVerbs = [
  'dispatch',
  'undo',
  'finish',
  'send-back',
  'close',
  'suspend',
  'park',
  'resume',
  'resume-open',
  'merge',
  'split',
  'false-alarm',
  'reopen',
  'grade',
  'urge',
] as const
export type EventVerb = (typeof eventVerbs)[number]

/**
 * The law: from → verb → to. What is not here is refused. `grade` and `urge` leave the state as it is.
 * `resume-open`: what was put aside before anybody was asked is no further than it was. A merged event can be split off again; a closed one comes back only by `reopen` (dispute upheld, or park date passed).
 */
export const eventLife: Record<EventState, Partial<Record<EventVerb, EventState>>> = {
  open: {
    dispatch: 'handling',
    merge: 'merged',
    'false-alarm': 'false-alarm',
    grade: 'open',
    suspend: 'suspended',
    park: 'parked',
  },
  handling: {
    undo: 'open',
    finish: 'checking',
    suspend: 'suspended',
    park: 'parked',
    merge: 'merged',
    'false-alarm': 'false-alarm',
    grade: 'handling',
    urge: 'handling',
    dispatch: 'handling',
  },
  checking: { close: 'closed', 'send-back': 'handling', 'false-alarm': 'false-alarm', grade: 'checking' },
  suspended: { resume: 'handling', 'resume-open': 'open', 'false-alarm': 'false-alarm', grade: 'suspended' },
  parked: { resume: 'handling', 'resume-open': 'open', 'false-alarm': 'false-alarm', grade: 'parked' },
  closed: { reopen: 'handling' },
  merged: { split: 'open' },
  'false-alarm': { reopen: 'handling' },
  'self-handled': { reopen: 'handling' },
}

/** The state after a verb, or null when the law does not allow it. */
export const nextEventState = (from: EventState, verb: EventVerb): EventState | null => eventLife[from][verb] ?? null

export const openEventStates: readonly EventState[] = ['open', 'handling', 'checking', 'suspended', 'parked']
export const eventIsOpen = (state: EventState): boolean => openEventStates.includes(state)
