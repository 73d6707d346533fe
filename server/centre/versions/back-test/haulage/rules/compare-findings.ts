import type { HaulTrialCheck } from '../../../../../../contract/backtest-haulage.ts'
import type { HaulCheck } from '../../../../../../contract/haulage.ts'
import type { Outcome, TrialFinding } from '../types.ts'

export type Differing = { what: 'new' | 'gone'; finding: TrialFinding }
export type Compared = { checks: HaulTrialCheck[]; differing: Differing[] }

/** How a case that a finding became ended; null: it became none, or nobody has decided yet. */
export function verdictOf(outcome: Outcome | undefined): 'real' | 'false' | null {
  if (outcome?.state === 'false-alarm') return 'false'
  return outcome?.state === 'closed' ? 'real' : null
}

/**
 * Findings of both sides beside each other. The same truck on the same trip under the same check is the same finding, though one side makes it
 * earlier; without a trip (an empty truck that is too fast) it is while both were held to be so at the same time.
 */
export function compareFindings(
  checks: readonly Pick<HaulCheck, 'id' | 'name'>[],
  sides: { live: readonly TrialFinding[]; tried: readonly TrialFinding[] },
  outcomes: ReadonlyMap<string, Outcome>,
): Compared {
  const [live, tried] = [keyed(sides.live), keyed(sides.tried)]
  const only = (these: Map<string, TrialFinding>, others: Map<string, TrialFinding>): TrialFinding[] => {
    const near = Map.groupBy(others.values(), aboutOf)
    const isThere = (one: TrialFinding) => others.has(one.key) || near.get(aboutOf(one))?.some((other) => overlap(one, other))
    return [...these.values()].filter((one) => !isThere(one))
  }
  const [added, dropped] = [only(tried, live), only(live, tried)]
  const lines = checks.map(({ id, name }): HaulTrialCheck => {
    const of = (findings: Iterable<TrialFinding>): TrialFinding[] => [...findings].filter(({ check }) => check === id)
    const gone = of(dropped)
    const ended = (as: 'real' | 'false'): number => gone.filter(({ key }) => verdictOf(outcomes.get(key)) === as).length
    return {
      ...{ check: id, name, live: of(live.values()).length, tried: of(tried.values()).length },
      ...{ added: of(added).length, dropped: gone.length, droppedReal: ended('real'), droppedFalse: ended('false') },
    }
  })
  const differing = [
    ...dropped.map((finding): Differing => ({ what: 'gone', finding })),
    ...added.map((finding): Differing => ({ what: 'new', finding })),
  ]
  return { checks: lines, differing: differing.sort((a, b) => b.finding.at.getTime() - a.finding.at.getTime()) }
}

const aboutOf = ({ check, object }: TrialFinding): string => `${check} ${object}`
const sinceOf = ({ evidence: { since }, at }: TrialFinding): number => Date.parse(String(since)) || at.getTime()
const overlap = (a: TrialFinding, b: TrialFinding): boolean => sinceOf(a) <= b.at.getTime() && sinceOf(b) <= a.at.getTime()

const keyed = (findings: readonly TrialFinding[]): Map<string, TrialFinding> => {
  const first = new Map<string, TrialFinding>()
  for (const one of findings) if (!first.has(one.key)) first.set(one.key, one)
  return first
}
