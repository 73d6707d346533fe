import { type Severity, severityWeight } from '../../../../contract/scales.ts'

/** What an alarm rests on: its gravest value now, and when that was heard. */
type Standing = { severity: Severity; at: number }
/** How an event ended while its alarm was up; `severity`: what the alarm rested on then. */
export type Ended = { how: 'false-alarm' | 'closed'; at: number; severity: Severity | null }

/**
 * Must an event be opened again, because the alarm of an ended one still stands at a level that needs people at once? Only on something
 * heard since the end. After the quiet time always: nobody may be silent about such a tank, and a broken sensor calls once per quiet time.
 * Before it only when it has become graver since a person closed the event; a false alarm says that the sensor is not to be believed.
 * (An alarm that steps up opens by itself at once, also after a false alarm.)
 */
export function mustOpenAgain(
  standing: Standing | null,
  ended: Ended,
  { auto, quietMs }: { auto: readonly Severity[]; quietMs: number },
  now: number,
): boolean {
  if (!standing || !auto.includes(standing.severity) || standing.at <= ended.at) return false
  const graver = ended.how === 'closed' && severityWeight(standing.severity) > severityWeight(ended.severity)
  return graver || now - ended.at >= quietMs
}
