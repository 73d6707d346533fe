import type { BacktestResult } from '../../../../contract/backtest.ts'
import type { BacktestHaulage } from '../../../../contract/backtest-haulage.ts'
import type { BacktestRisk } from '../../../../contract/backtest-risk.ts'
import type { Words } from '../../../../contract/words.ts'

/** What recorded days said of changed settings, in one line: both values of everything that was played. Pure. */
export function triedWords(result: BacktestResult): Words {
  const days = Math.round(result.days * 10) / 10
  const said = [
    ...((result.played ?? ['rules']).includes('rules') ? [rulesWords(result)] : []),
    ...(result.haulage ? [haulageWords(result.haulage)] : []),
    ...(result.risk ? [riskWords(result.risk)] : []),
  ]
  return {
    zh: `回放 ${days} 天：${said.map(({ zh }) => zh).join('；')}`,
    en: `replayed ${days} ${days === 1 ? 'day' : 'days'}: ${said.map(({ en }) => en).join('; ')}`,
  }
}

function rulesWords({ live, tried, readings }: BacktestResult): Words {
  if (readings === 0) return { zh: '没有读数', en: 'no readings' }
  const [was, is] = [live.events.auto + live.events.triage, tried.events.auto + tried.events.triage]
  return {
    zh: `立案 ${was} → ${is}，呼叫 ${live.calls} → ${tried.calls} 次，叫到 ${live.people} → ${tried.people} 人`,
    en: `events ${was} → ${is}, calls ${live.calls} → ${tried.calls}, people ${live.people} → ${tried.people}`,
  }
}

function riskWords({ objects, kinds }: BacktestRisk): Words {
  const grave = (side: 'live' | 'tried', level: 'red' | 'orange'): number => kinds.reduce((n, one) => n + one[side][level], 0)
  const moved = kinds.reduce((n, { moves }) => n + moves.reduce((sum, one) => sum + one.n, 0), 0)
  const [red, orange] = (['red', 'orange'] as const).map((level) => `${grave('live', level)} → ${grave('tried', level)}`)
  return {
    zh: `重评 ${objects} 个对象，${moved} 个变色，红 ${red}，橙 ${orange}`,
    en: `${objects} objects rated anew, ${moved} change, red ${red}, orange ${orange}`,
  }
}

function haulageWords({ checks, told, tickets, sites, daysTold }: BacktestHaulage): Words {
  if (told + tickets + sites === 0) return { zh: '没有车辆、联单和工地的记录', en: 'no carriers, tickets or sites recorded' }
  const sum = (of: (check: BacktestHaulage['checks'][number]) => number): number => checks.reduce((n, one) => n + of(one), 0)
  const [was, is] = [sum(({ live }) => live), sum(({ tried }) => tried)]
  const [real, dropped] = [sum(({ droppedReal }) => droppedReal), sum((one) => one.dropped)]
  return {
    zh: `车辆有记录 ${daysTold} 天，发现 ${was} → ${is} 条，少报 ${dropped} 条（其中当时核实为真 ${real} 条）`,
    en: `carriers recorded on ${daysTold} days, findings ${was} → ${is}, ${dropped} no more found (${real} of them were real)`,
  }
}
