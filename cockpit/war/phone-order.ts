import type { z } from 'zod'
import type { Contact } from '../../contract/cockpit.ts'

type Person = z.infer<typeof Contact>

/** What matters now: whose answer is waited for, who has it, who could not or would not, who was only told, and whom another one spared. */
const weights: Readonly<Record<Person['state'], number>> = {
  ...{ ringing: 0, called: 0, accepted: 1, known: 2, refused: 3, 'not-reached': 3, informed: 4, spared: 5 },
}

/**
 * Those called, by what matters now; among equals those called for the order that leads, whatever unit they are of (its ladder climbs out of its unit), then
 * who was called last (so they come in).
 */
export const byWeight = <T extends Pick<Person, 'state' | 'leads'>>(people: readonly T[]): T[] =>
  people.toSorted((a, b) => weights[a.state] - weights[b.state] || Number(b.leads) - Number(a.leads))
