import type { CheckUp, CheckUpBoard } from '../../../contract/check-up.ts'
import { boardWords, checkUpChangeWords, otherBoard } from '../../../contract/check-up-kinds.ts'
import { riskHead, riskWords } from '../../../contract/risk-words.ts'
import { type Grade, grades, risks as levels } from '../../../contract/scales.ts'
import { figure, gradeMark, gradeName, riskMark, share } from '../../city/paper/paper-words.ts'
import type { Block, Cell, Column, Paper, Table } from '../../city/paper/types.ts'
import { besideWords, changeHeads, changeLine, type Language, madeWords, type Writing } from './sheet.ts'
import { type Line, type List, listsOf, numerals } from './sheet-lists.ts'

type Boards = readonly CheckUpBoard[]
/** A figure of a board; `of`: it is shown as a share of that; `part`: so many of it are said below. */
type Count = (board: CheckUpBoard) => number
type Figure = { column: Column; n: Count; of?: Count; part?: Count }

const words = {
  zh: {
    title: '城市体检表',
    head: '第 {no} 份 · {at} 的情况',
    difference: '，格内下方 +、− 是差',
    groups: ['板块', '体征指标', '未结事件', '风险对象', '预案'],
    boards: ['常态', '出常态', '未知', '未接入', '合计', '超时', '挂账', '重复点位', '未评定', '处处有人'],
    total: '合计',
    board: '板块',
    unjudged: '未判 {n}',
    manned: '{n}/{of} 处',
    changes: '变了什么，为什么',
    none: '没有',
    unchanged: '列名的指标、事件、对象没有变化',
    listed: '列出 {n} / {of}',
    sample: '示例数据，不是实报',
    note: '未知不算常态，其中未判的有数、本级没有定常态；占比以已接入的为分母。数字是当时的。只和本区域自己的比：按月的比上一个月按月的那份，人工发起的比最近一份；不与其他区域比。演练不计。',
  },
  en: {
    title: 'City check-up',
    head: 'No. {no} · as of {at}',
    difference: '; + and − below a figure say the difference',
    groups: ['Board', 'Vitals', 'Open events', 'Objects by risk', 'Plans'],
    boards: ['Normal', 'Outside', 'Unknown', 'Not connected', 'All', 'Overdue', 'Parked', 'Repeat points', 'Unrated', 'Manned'],
    total: 'Total',
    board: 'Board',
    unjudged: '{n} not judged',
    manned: '{n}/{of} areas',
    changes: 'What changed and why',
    none: 'None',
    unchanged: 'Of vitals, events and objects that are named nothing changed',
    listed: '{n} of {of} listed',
    sample: 'Sample data, not real',
    note: 'Unknown is not normal (what is not judged has a number and no range of this tier); shares are of connected vitals. Figures are as known then. Held against its own past only (by the month beside that of a month before, asked for beside the newest), never against other areas; drills do not count.',
  },
} as const

const said = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** A check-up as its page and its sheet show it, for a PDF: the boards, what changed and why, everything that is named. */
export function checkUpPaper(checkUp: CheckUp, { lang, time, demo }: Writing & { demo: boolean }): Paper {
  const w = words[lang]
  const { areaName, no, at, made, before, body } = checkUp
  const beside = besideWords(checkUp, { lang, time })
  const head = said(w.head, { no, at: time(at) })
  const moved = body.changes.some(({ kind }) => kind === 'areas') ? ` · ${checkUpChangeWords.areas[lang]}` : ''
  const past = before ? `${beside}${w.difference}${moved}` : beside
  return {
    title: `${areaName} ${w.title}`,
    subject: `${areaName} · ${head}`,
    ...{ lang, at, landscape: true },
    foot: [areaName, w.title, head, ...(demo ? [w.sample] : [])].join(' · '),
    blocks: [
      { kind: 'title', text: `${areaName} ${w.title}`, ...(demo ? { note: w.sample } : {}) },
      { kind: 'text', text: `${head} · ${madeWords[lang][made]} · ${past}` },
      boardTable(checkUp, lang),
      { kind: 'text', text: w.note, quiet: true },
      ...(before ? changes(checkUp, { lang, time }) : []),
      ...listsOf(body, { lang, time }).flatMap((list) => listBlocks(list, lang)),
    ],
  }
}

const connected = ({ vitals }: CheckUpBoard): number => vitals.normal + vitals.outside + vitals.unknown

function figuresOf(lang: Language): Figure[] {
  const [normal, outside, unknown, unconnected, open, overdue, parked, repeats, unrated] = words[lang].boards
  const column = (head: string, n: Count, { of, part, ...more }: Partial<Column> & Pick<Figure, 'of' | 'part'> = {}): Figure => ({
    ...{ column: { head, width: headWidths[head] ?? 1, right: true, ...more }, n },
    ...(of ? { of } : {}),
    ...(part ? { part } : {}),
  })
  return [
    column(normal, ({ vitals }) => vitals.normal, { rule: true }),
    column(outside, ({ vitals }) => vitals.outside),
    column(unknown, ({ vitals }) => vitals.unknown, {
      ...{ of: connected, part: ({ vitals }) => vitals.unjudged ?? 0, width: lang === 'en' ? 2.2 : 1.9 },
    }),
    column(unconnected, ({ vitals }) => vitals.unconnected),
    column(open, ({ events }) => events.open, { rule: true }),
    ...grades.map((grade) => column(numerals[grade], ({ events }) => events.byGrade[grade] ?? 0, { width: 0.7 })),
    column(overdue, ({ events }) => events.overdue),
    column(parked, ({ events }) => events.parked),
    column(repeats, (board) => board.repeats),
    ...levels.map((level, n) =>
      column(riskHead(level, lang), ({ risks }) => risks[level], {
        ...{ mark: riskMark(level), rule: n === 0, width: headWidths[riskHead(level, lang)] ?? 1.6 },
      }),
    ),
    column(unrated, ({ risks }) => risks.unrated),
  ]
}

/** No head is parted within a word: English ones are longer than two characters are wide. */
const headWidths: Readonly<Record<string, number>> = {
  ...{ 重复点位: 1.4, Normal: 1.6, Outside: 1.6, 'Not connected': 2.15, Overdue: 1.8, Parked: 1.5, 'Repeat points': 1.5 },
  ...{ Extreme: 2.4, Medium: 2.4, Lower: 1.8, Low: 1.5, Unrated: 1.6 },
}

/** What belongs to no board is a row only where there is something, as on the page. */
const isEmpty = (board: CheckUpBoard, figures: readonly Figure[]): boolean =>
  figures.every(({ n }) => n(board) === 0) && board.plans.of === 0

function boardTable({ body, before }: CheckUp, lang: Language): Table {
  const w = words[lang]
  const figures = figuresOf(lang)
  const row = (name: string, now: Boards, was: Boards | null): Cell[] => [
    { text: name },
    ...figures.map((one) => figureCell(one, { now, was, lang })),
    plansCell(now, lang),
  ]
  const [, vitals, events, risks, plans] = w.groups
  return {
    kind: 'table',
    groups: [
      { text: '', span: 1 },
      { text: vitals, span: 4 },
      { text: events, span: 9 },
      { text: risks, span: 6 },
      { text: plans, span: 1 },
    ],
    columns: [
      { head: w.board, width: lang === 'en' ? 2.7 : 2.2 },
      ...figures.map(({ column }) => column),
      { head: w.boards.at(-1)!, width: 2.4, right: true, rule: true },
    ],
    rows: body.boards
      .filter((one) => one.board !== otherBoard || !isEmpty(one, figures))
      .map((one) => row(boardWords(one.board)[lang], [one], before?.boards.filter(({ board }) => board === one.board) ?? null)),
    foot: [row(w.total, body.boards, before?.boards ?? null)],
  }
}

const sum = (all: Boards, of: (board: CheckUpBoard) => number): number => all.reduce((total, one) => total + of(one), 0)

/** Boards beside those of the check-up they are held against. */
type Held = { now: Boards; was: Boards | null; lang: Language }

function figureCell({ n: count, of, part }: Figure, { now, was, lang }: Held): Cell {
  const n = sum(now, count)
  const by = was === null ? 0 : n - sum(was, count)
  const beside = [
    ...(of && n > 0 ? [`/${figure(sum(now, of))} · ${share(n, sum(now, of))}`] : []),
    ...(by === 0 ? [] : [by > 0 ? `+${figure(by)}` : `−${figure(-by)}`]),
  ].join(' ')
  const unjudged = part ? sum(now, part) : 0
  // A line of its own: a figure is never parted from its word.
  const small = [beside, unjudged > 0 ? said(words[lang].unjudged, { n: figure(unjudged) }) : ''].filter(Boolean).join('\n')
  return { text: figure(n), ...(small ? { small } : {}) }
}

function plansCell(now: Boards, lang: Language): Cell {
  const [n, of] = [sum(now, ({ plans }) => plans.n), sum(now, ({ plans }) => plans.of)]
  const [at, all] = [sum(now, ({ manned }) => manned?.n ?? 0), sum(now, ({ manned }) => manned?.of ?? 0)]
  const small = all > 0 ? { small: said(words[lang].manned, { n: figure(at), of: figure(all) }) } : {}
  return { text: `${figure(n)}/${figure(of)}`, ...small }
}

function changes({ body }: CheckUp, writing: Writing): Block[] {
  const { lang } = writing
  const w = words[lang]
  const rows = body.changes.map((one) => changeLine(one, writing))
  const heading: Block = { kind: 'heading', text: w.changes, note: figure(rows.length) }
  if (rows.length === 0) return [heading, { kind: 'text', text: w.unchanged, quiet: true }]
  const widths = [2.6, 4.4, 2.4, 1.2, 1, 1.2, 1.2, 1.8, 1.4, 1.8, 1.8, 4, 2.4]
  return [heading, tableOf({ heads: changeHeads[lang], rows, widths }, lang)]
}

function listBlocks({ title, heads, of, rows }: List, lang: Language): Block[] {
  const w = words[lang]
  const note = rows.length < of ? said(w.listed, { n: rows.length, of }) : figure(of)
  const heading: Block = { kind: 'heading', text: title[lang], note }
  if (rows.length === 0) return [heading, { kind: 'text', text: w.none, quiet: true }]
  const widths = heads[lang].map((head) => wide[head] ?? 1.6)
  return [heading, tableOf({ heads: heads[lang], rows, widths }, lang)]
}

/** Columns of words are wider than those of figures. */
const wide: Readonly<Record<string, number>> = {
  ...{
    指标: 4,
    事件: 5,
    对象: 4,
    类: 3,
    事件类型: 3.4,
    板块: 2.4,
    跑道: 2.4,
    为什么: 5,
    叫不到人: 8,
    编号: 2.6,
    自: 2.2,
    周期: 2.6,
    最近一次: 2.6,
  },
  ...{
    Vital: 4,
    Event: 5,
    Object: 4,
    Kind: 3,
    'Type of event': 3.4,
    Board: 2.4,
    Track: 2.4,
    Why: 5,
    'Nobody in': 8,
    'No.': 2.6,
    Since: 2.2,
    Period: 2.2,
    'Newest period': 2.2,
  },
}

type Rows = { heads: readonly string[]; rows: readonly Line[]; widths: readonly number[] }

function tableOf({ heads, rows, widths }: Rows, lang: Language): Table {
  return {
    kind: 'table',
    columns: heads.map((head, n) => ({ head, width: widths[n]!, right: areFigures(rows.map((row) => row[n]!)) })),
    rows: rows.map((row) =>
      row.map((one, n) => (typeof one === 'number' ? { text: figure(one, mostDecimals) } : cellOf(one, heads[n]!, lang))),
    ),
  }
}

/** Figures stand to the right; a column with nothing in it is none of figures. */
const areFigures = (all: Line): boolean =>
  all.every((one) => typeof one === 'number' || one === '') && all.some((one) => one !== '')
/** A value comes with no more decimals than its vital has, and is written with all of them. */
const mostDecimals = 6

/** A grade and a risk with their shape before their word. */
function cellOf(text: string, head: string, lang: Language): Cell {
  const grade = Object.entries(numerals).find(([, numeral]) => numeral === text && ['等级', 'Grade'].includes(head))?.[0] as Grade
  if (grade) return { text: gradeName(grade, lang), mark: gradeMark(grade) }
  const risk = levels.find((level) => riskWords[level][lang] === text)
  if (risk) return { text, mark: riskMark(risk) }
  return { text }
}
