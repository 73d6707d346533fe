import type { EventAction, EventDetail } from '../../../contract/event.ts'

/** The next sensible step, most wanted first; the one button that is ink. */
const wanted: readonly EventAction[] = ['dispatch', 'approve-pause', 'check', 'urge', 'resume', 'reopen', 'split']

/** The one primary action of an event, among those allowed; null when none is the obvious next one. */
export const primaryOf = (event: Pick<EventDetail, 'allowed'>): EventAction | null =>
  wanted.find((verb) => event.allowed.includes(verb)) ?? null
