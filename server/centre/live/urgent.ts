import type { RecordedFact } from '../../kernel/facts.ts'

type Fact = Pick<RecordedFact, 'kind' | 'body'>
type Said = { severity?: unknown; grade?: unknown; to?: unknown; event?: unknown; urgent?: unknown }

const graveGrades = new Set<unknown>(['extraordinary', 'major'])
const graveSeverities = new Set<unknown>(['red', 'orange'])
/** What of a case somebody has to hear at once; the rest of its life waits in line. */
const opening = new Set<string>(['event.opened', 'event.graded'])
const rising = new Set<string>(['alarm.raised', 'alarm.stepped-up'])

/** Those of some facts that tell of something red or orange that has just come up, and whom it calls. */
export function urgentOf<F extends Fact>(facts: F[]): Set<F> {
  const grave = facts.filter(({ kind, body }) => {
    const said = body as Said
    if (kind === 'notice.sent') return said.urgent === true
    if (rising.has(kind)) return graveSeverities.has(said.severity)
    return opening.has(kind) && (graveGrades.has(said.grade) || graveGrades.has(said.to))
  })
  const events = new Set(grave.filter(({ kind }) => opening.has(kind)).map(({ body }) => (body as Said).event))
  const orders = facts.filter(({ kind, body }) => kind === 'work-order.asked' && events.has((body as Said).event))
  return new Set([...grave, ...orders])
}
