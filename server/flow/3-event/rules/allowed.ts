import type { EventAction } from '../../../../contract/event.ts'
import type { Permit } from '../../../../contract/permit.ts'
import { eventIsOpen, nextEventState } from '../life.ts'
import type { EventRecord, Pause } from '../types.ts'

export type ActingAs = { person: string; permits: ReadonlySet<Permit> }
export type CaseFacts = {
  undoUntil: Date | null
  acceptedAny: boolean
  /** an alarm of the case stands at a level that calls people by itself: it is not put aside, its dispatch not undone */
  calls: boolean
  /** other events were merged into it */
  absorbed: boolean
  tier: 'city' | 'district' | 'town' | null
  /** of `falseAlarmActions` */
  falseAlarm: readonly EventAction[]
}

const pausePermits = { suspend: 'event.suspend', park: 'event.park', 'false-alarm': 'event.false-alarm' } as const
/** What it takes to grant or refuse what was asked. */
export const permitOfPause = (pause: Pick<Pause, 'verb'>): Permit => pausePermits[pause.verb]

/** A false alarm by whoever may end it as one; a standstill not while the alarm calls people. */
const mayBeGranted = ({ verb }: Pause, { falseAlarm, calls }: CaseFacts): boolean =>
  verb === 'false-alarm' ? falseAlarm.includes('false-alarm') : !calls

/**
 * What this person may do with the event now: the life table, the permits, and who asked for what. The screens show
 * exactly this list and never repeat the logic.
 */
export function allowedActions(event: EventRecord, who: ActingAs, facts: CaseFacts, now: Date): EventAction[] {
  const may = (permit: Permit): boolean => who.permits.has(permit)
  const can = (verb: Parameters<typeof nextEventState>[1]): boolean => nextEventState(event.state, verb) !== null
  const asked = event.pause !== null && !event.pause.granted && eventIsOpen(event.state)
  const grants = asked && event.pause!.askedBy !== who.person && may(permitOfPause(event.pause!))
  const rows: [EventAction, boolean][] = [
    ['dispatch', event.state === 'open' && may('event.dispatch')],
    [
      'undo',
      can('undo') &&
        !facts.calls &&
        !facts.absorbed &&
        facts.undoUntil !== null &&
        now < facts.undoUntil &&
        may('event.dispatch') &&
        !facts.acceptedAny,
    ],
    ['urge', can('urge') && may('event.urge')],
    ['support', can('urge') && may('event.dispatch')],
    ['grade', can('grade') && may('event.grade')],
    ['merge', can('merge') && may('event.merge')],
    ['split', can('split') && may('event.merge')],
    ['approve-pause', grants && can(event.pause!.verb) && mayBeGranted(event.pause!, facts)],
    ['refuse-pause', grants],
    ['suspend', can('suspend') && !asked && (may('event.suspend') || may('work-order.act'))],
    ['park', can('park') && !asked && (may('event.park') || may('work-order.act'))],
    ['resume', can('resume') && may('event.suspend')],
    ['check', event.state === 'checking' && may('event.check')],
    ['false-alarm', can('false-alarm') && facts.falseAlarm.includes('false-alarm')],
    ['report-false-alarm', can('false-alarm') && may('work-order.act') && facts.falseAlarm.includes('report-false-alarm')],
    ['reopen', can('reopen') && may('event.check')],
    ['dispute', (event.state === 'closed' || event.state === 'false-alarm') && (may('event.dispute') || may('event.check'))],
    ['raise', can('urge') && may('event.raise') && facts.tier !== 'city'],
    ['hand-down', can('urge') && may('event.raise') && facts.tier !== 'town'],
  ]
  return rows.flatMap(([action, yes]) => (yes ? [action] : []))
}
