import type { BacktestRisk, RiskTrialExample, RiskTrialKind } from '../../../../../../contract/backtest-risk.ts'
import { type Risk, risks } from '../../../../../../contract/scales.ts'
import type { Words } from '../../../../../../contract/words.ts'

/** An object as both sides rate it. */
export type Pair = Omit<RiskTrialExample, 'from' | 'to' | 'worsens'> & {
  live: { level: Risk; worsens: { at: Date; level: Risk } | null }
  tried: { level: Risk; worsens: { at: Date; level: Risk } | null }
}

const dayMs = 86_400_000
const none = (): Record<Risk, number> => ({ red: 0, orange: 0, yellow: 0, blue: 0, green: 0 })
const isSoon = (worsens: { at: Date } | null, now: Date): boolean =>
  worsens !== null && worsens.at.getTime() <= now.getTime() + dayMs

/** Adds up what changes, object by object; keeps the gravest as examples, whatever the number of objects. */
export function createComparison(kinds: readonly { kind: string; name: Words }[], now: Date, mostExamples: number) {
  const lines = new Map(
    kinds.map(({ kind, name }): [string, RiskTrialKind] => [
      kind,
      { ...{ kind, name, objects: 0, live: none(), tried: none(), moves: [] }, soon: { live: 0, tried: 0 } },
    ]),
  )
  let examples: RiskTrialExample[] = []
  return {
    add({ live, tried, ...about }: Pair): void {
      const line = lines.get(about.kind)!
      line.objects += 1
      line.live[live.level] += 1
      line.tried[tried.level] += 1
      if (isSoon(live.worsens, now)) line.soon.live += 1
      if (isSoon(tried.worsens, now)) line.soon.tried += 1
      if (live.level === tried.level) return
      const move = line.moves.find(({ from, to }) => from === live.level && to === tried.level)
      if (move) move.n += 1
      else line.moves.push({ from: live.level, to: tried.level, n: 1 })
      const worsens = tried.worsens && { at: tried.worsens.at.toISOString(), level: tried.worsens.level }
      examples.push({ ...about, from: live.level, to: tried.level, worsens })
      if (examples.length > mostExamples * 4) examples = gravest(examples).slice(0, mostExamples)
    },
    sum(): Omit<BacktestRisk, 'ms'> {
      const all = [...lines.values()]
      for (const { moves } of all) moves.sort((a, b) => b.n - a.n || rank(a.to) - rank(b.to))
      return {
        ...{ objects: all.reduce((n, one) => n + one.objects, 0), kinds: all },
        examples: gravest(examples).slice(0, mostExamples),
      }
    },
  }
}

const rank = (level: Risk): number => risks.indexOf(level)
/** Worst of what it would become, then what it was, then the score. */
const gravest = (examples: readonly RiskTrialExample[]): RiskTrialExample[] =>
  examples.toSorted(
    (a, b) => rank(a.to) - rank(b.to) || rank(a.from) - rank(b.from) || b.score - a.score || (a.object < b.object ? -1 : 1),
  )
