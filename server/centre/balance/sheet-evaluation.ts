import type { Evaluation } from '../../../contract/evaluation.ts'
import {
  burdenHow,
  defectWords,
  lateParts,
  measures,
  notReckoned,
  spreadEdges,
  spreads,
} from '../../../contract/evaluation-kinds.ts'
import type { Language } from '../../city/paper/paper-words.ts'
import { writeSheet } from '../../city/sheet/write-sheet.ts'
import { cityTime } from '../desk/rules/csv.ts'

type Share = { n: number; of: number }
const words = {
  zh: {
    rates: ['指标', '口径', '本期分子', '本期分母', '上期分子', '上期分母'],
    defects: ['办结缺陷', '起数'],
    spreads: ['用时（分钟）', '件数', '中位', '九成不超过', '上期中位'],
    over: '以上',
    late: ['超时原因', '分钟', '以此为主的起数'],
    lateOf: '到期未结案',
    none: ['尚不能算', '缺'],
    by: { unit: '单位', type: '事件类型', source: '来源' },
    titles: { period: '本期', before: '上期', until: '统计至' },
  },
  en: {
    rates: ['Rate', 'How it is counted', 'Numerator', 'Denominator', 'Numerator before', 'Denominator before'],
    defects: ['Closing defect', 'Closings'],
    spreads: ['Time (minutes)', 'n', 'Median', 'Nine of ten within', 'Median before'],
    over: 'over',
    late: ['Why late', 'Minutes', 'Mostly so'],
    lateOf: 'Late cases',
    none: ['Cannot be told yet', 'Lacks'],
    by: { unit: 'Unit', type: 'Type of event', source: 'Source' },
    titles: { period: 'Period', before: 'Period before', until: 'Counted until' },
  },
} as const

const both = ({ n, of, was }: Share & { was: Share }): string[] => [n, of, was.n, was.of].map(String)
const tenth = (n: number | null): string => (n === null ? '' : String(Math.round(n * 10) / 10))

/** The evaluation as one table after the other: both numbers of every rate, never a percentage alone; moments by the clock of the city. */
export async function writeEvaluation(
  one: Evaluation,
  as: 'csv' | 'xlsx',
  { lang, zone }: { lang: Language; zone: string },
): Promise<Uint8Array> {
  const writer = writeSheet(as, `${one.from}–${one.to}`)
  try {
    for (const rows of [
      headOf(one, lang, zone),
      ratesOf(one, lang),
      spreadsOf(one, lang),
      lateOf(one, lang),
      groupsOf(one, lang),
      noneOf(lang),
    ])
      writer.add([...rows, []])
    return await writer.end()
  } catch (error) {
    await writer.stop()
    throw error
  }
}

const headOf = ({ from, to, before, until }: Evaluation, lang: Language, zone: string): string[][] => [
  [words[lang].titles.period, from, to, words[lang].titles.until, cityTime(until, zone) ?? ''],
  [words[lang].titles.before, before.from, before.to],
]
const ratesOf = ({ rates, defects }: Evaluation, lang: Language): string[][] => [
  [...words[lang].rates],
  ...rates.map((rate) => [measures[rate.id][lang], measures[rate.id].what[lang], ...both(rate)]),
  [],
  [...words[lang].defects],
  ...defects.map(({ defect, n }) => [defectWords[defect]?.[lang] ?? defect, String(n)]),
]
const spreadsOf = (one: Evaluation, lang: Language): string[][] => [
  [...words[lang].spreads, ...spreadEdges.map((edge) => `≤ ${edge}`), words[lang].over],
  ...one.spreads.map(({ id, n, median, nine, was, columns }) => [
    ...[spreads[id][lang], String(n), tenth(median), tenth(nine), tenth(was.median)],
    ...columns.map(String),
  ]),
  [`${spreads.burden[lang]}: ${burdenHow[lang]}`],
]
const lateOf = ({ late }: Evaluation, lang: Language): string[][] => [
  [words[lang].lateOf, String(late.cases)],
  [...words[lang].late],
  ...late.parts.map(({ part, minutes, longest }) => [lateParts[part][lang], String(minutes), String(longest)]),
]
const groupsOf = ({ by, measure, groups }: Evaluation, lang: Language): string[][] => [
  [`${words[lang].by[by]} · ${measures[measure][lang]}`, ...words[lang].rates.slice(2)],
  ...groups.map((group) => [group.name[lang], ...both(group)]),
]
const noneOf = (lang: Language): string[][] => [
  [...words[lang].none],
  ...notReckoned.map(({ name, lacks }) => [name[lang], lacks[lang]]),
]
