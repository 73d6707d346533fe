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
import { leastCases } from '../../../contract/least-cases.ts'
import { figure, type Language, share } from '../../city/paper/paper-words.ts'
import type { Block, Column, Paper, Table } from '../../city/paper/types.ts'

/** `areaName`: of whose cases; `time`: a moment as it is in the city. */
type About = { lang: Language; areaName: string; time: (iso: string) => string; demo: boolean }
type Share = { n: number; of: number }

const words = {
  zh: {
    title: '办理评价',
    span: '{from} 至 {to}（到 {until}），上期 {was} 至 {before}',
    note: '按单位、按类型，只和自己的上期比；不按个人，不排名次。占比都写分子/分母，不足 {few} 件的不算百分比。',
    counting: '以前的事件还在统计：{day} 以前的数目前不全。',
    rates: { title: '比率', heads: ['指标', '口径', '本期', '占比', '上期', '占比'] },
    defects: { title: '办结缺陷', heads: ['缺陷', '起数'] },
    spreads: { title: '用时（分钟）', heads: ['用时', '件数', '一半不超过', '九成不超过', '上期一半不超过'], over: '以上' },
    late: { title: '为什么超时', note: '到期未结案 {n} 件', heads: ['时间花在', '分钟', '以此为主的件数'] },
    groups: { unit: '按单位', type: '按事件类型', source: '按来源' },
    names: { unit: '单位', type: '事件类型', source: '来源' },
    lacking: { title: '尚不能算', heads: ['指标', '缺'] },
    none: '没有应计的',
    sample: '示例数据，不是实报',
  },
  en: {
    title: 'Evaluation of handling',
    span: '{from} to {to} (until {until}), before: {was} to {before}',
    note: 'By unit and type, beside its own past only; never by person, no ranking. Shares show both numbers; of fewer than {few} no percentage is told.',
    counting: 'Cases from before are still being counted: figures before {day} are not complete yet.',
    rates: { title: 'Rates', heads: ['Rate', 'How it is counted', 'Period', 'Share', 'Before', 'Share'] },
    defects: { title: 'Closing defects', heads: ['Defect', 'Closings'] },
    spreads: { title: 'Time (minutes)', heads: ['Time', 'n', 'Half within', 'Nine of ten within', 'Half before'], over: 'over' },
    late: { title: 'Why late', note: '{n} late cases', heads: ['Time went to', 'Minutes', 'Mostly so'] },
    groups: { unit: 'By unit', type: 'By type of event', source: 'By source' },
    names: { unit: 'Unit', type: 'Type of event', source: 'Source' },
    lacking: { title: 'Cannot be told yet', heads: ['Figure', 'Lacks'] },
    none: 'Nothing to count',
    sample: 'Sample data, not real',
  },
} as const

const said = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** The evaluation as its page shows it, for a PDF: both numbers of every rate. */
export function evaluationPaper(one: Evaluation, { lang, areaName, time, demo }: About): Paper {
  const w = words[lang]
  const { from, to, before, until, countedFrom, at } = one
  const span = said(w.span, { from, to, until: time(until), was: before.from, before: before.to })
  const quiet = (text: string): Block => ({ kind: 'text', text, quiet: true })
  return {
    ...{ title: `${areaName} ${w.title}`, subject: `${areaName} · ${span}`, lang, at, landscape: true },
    foot: [areaName, w.title, span, ...(demo ? [w.sample] : [])].join(' · '),
    blocks: [
      { kind: 'title', text: `${areaName} ${w.title}`, ...(demo ? { note: w.sample } : {}) },
      { kind: 'text', text: span },
      quiet(said(w.note, { few: leastCases })),
      ...(countedFrom ? [quiet(said(w.counting, { day: countedFrom }))] : []),
      ...rates(one, lang),
      ...times(one, lang),
      ...late(one, lang),
      ...groups(one, lang),
      ...lacking(lang),
    ],
  }
}

const both = ({ n, of }: Share, none: string): string[] =>
  of === 0 ? [none, '—'] : [`${figure(n)} / ${figure(of)}`, of < leastCases ? '—' : share(n, of)]

type Rows = { heads: readonly string[]; widths: readonly number[]; left?: number; rows: readonly string[][] }

function table({ heads, widths, left = 1, rows }: Rows): Table {
  return {
    kind: 'table',
    columns: heads.map((head, n): Column => ({ head, width: widths[n] ?? 1, right: n >= left })),
    rows: rows.map((row) => row.map((text) => ({ text }))),
  }
}

function rates({ rates: all, defects }: Evaluation, lang: Language): Block[] {
  const w = words[lang]
  const rows = all.map((rate) => {
    const { what, ...name } = measures[rate.id]
    return [name[lang], what[lang], ...both(rate, w.none), ...both(rate.was, w.none)]
  })
  return [
    { kind: 'heading', text: w.rates.title },
    table({ heads: w.rates.heads, widths: [2.4, 6, 2, 1.2, 2, 1.2], left: 2, rows }),
    { kind: 'heading', text: w.defects.title },
    ...(defects.length === 0
      ? [{ kind: 'text', text: w.none, quiet: true } as const]
      : [
          table({
            ...{ heads: w.defects.heads, widths: [8, 2] },
            rows: defects.map(({ defect, n }) => [defectWords[defect]?.[lang] ?? defect, figure(n)]),
          }),
        ]),
  ]
}

const told = (minutes: number | null): string => (minutes === null ? '—' : figure(minutes))

function times({ spreads: all }: Evaluation, lang: Language): Block[] {
  const { title, heads, over } = words[lang].spreads
  return [
    { kind: 'heading', text: title },
    table({
      heads: [...heads, ...spreadEdges.map((edge) => `≤ ${figure(edge)}`), over],
      widths: [3, 1.2, 1.6, 1.6, 1.8],
      rows: all.map(({ id, n, median, nine, was, columns }) => [
        ...[spreads[id][lang], figure(n), told(median), told(nine), told(was.median)],
        ...columns.map(figure),
      ]),
    }),
    { kind: 'text', text: `${spreads.burden[lang]}: ${burdenHow[lang]}`, quiet: true },
  ]
}

function late({ late: { cases, parts } }: Evaluation, lang: Language): Block[] {
  const { title, note, heads } = words[lang].late
  return [
    { kind: 'heading', text: title, note: said(note, { n: figure(cases) }) },
    table({
      ...{ heads, widths: [4, 2, 2] },
      rows: parts.map(({ part, minutes, longest }) => [
        lateParts[part][lang],
        figure(minutes),
        `${figure(longest)} / ${figure(cases)}`,
      ]),
    }),
  ]
}

function groups({ by, measure, groups: all }: Evaluation, lang: Language): Block[] {
  const w = words[lang]
  const heading: Block = { kind: 'heading', text: `${w.groups[by]} · ${measures[measure][lang]}`, note: figure(all.length) }
  if (all.length === 0) return [heading, { kind: 'text', text: w.none, quiet: true }]
  const rows = all.map((group) => [group.name[lang], ...both(group, w.none), ...both(group.was, w.none)])
  return [heading, table({ heads: [w.names[by], ...w.rates.heads.slice(2)], widths: [6, 2, 1.2, 2, 1.2], rows })]
}

function lacking(lang: Language): Block[] {
  const { title, heads } = words[lang].lacking
  const rows = notReckoned.map(({ name, lacks }) => [name[lang], lacks[lang]])
  return [{ kind: 'heading', text: title }, table({ heads, widths: [4, 6], left: 2, rows })]
}
