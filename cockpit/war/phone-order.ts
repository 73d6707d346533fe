import type { z } from 'zod'
import type { Contact } from '../../contract/cockpit.ts'

type Person = z.infer<typeof Contact>

/** What matters now: whose answer is waited for, who has it, who could not or would not, who was only told, and whom another one spared. */
const weights: Readonly<Record<Person['state'], number>> = {
  ...{ ringing: 0, called: 0, accepted: 1, known: 2, refused: 3, 'not-reached': 3, informed: 4, spared: 5 },
}

/** Those called, by what matters now; among equals those of the unit that leads, then who was called last (so they come in). */
export function byWeight<T extends Pick<Person, 'state' | 'unitName'>>(people: readonly T[], lead: string | null): T[] {
  const aside = ({ unitName }: T): number => (unitName === lead ? 0 : 1)
  const own = ({ state }: T): boolean => weights[state] > 0
  return people.toSorted((a, b) => weights[a.state] - weights[b.state] || (own(a) ? aside(a) - aside(b) : 0))
}
