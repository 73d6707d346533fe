import type { BacktestResult } from '../../../../contract/backtest.ts'
import type { Words } from '../../../../contract/words.ts'

/** What recorded days said of changed settings, in one line: both values of what opens and of whom it calls. Pure. */
export function triedWords({ days, live, tried, readings }: BacktestResult): Words {
  const n = Math.round(days * 10) / 10
  if (readings === 0) return { zh: `回放 ${n} 天，没有读数`, en: `replayed ${n} days, no readings` }
  const [was, is] = [live.events.auto + live.events.triage, tried.events.auto + tried.events.triage]
  return {
    zh: `回放 ${n} 天：立案 ${was} → ${is}，呼叫 ${live.calls} → ${tried.calls} 次，叫到 ${live.people} → ${tried.people} 人`,
    en: `replayed ${n} days: events ${was} → ${is}, calls ${live.calls} → ${tried.calls}, people ${live.people} → ${tried.people}`,
  }
}
