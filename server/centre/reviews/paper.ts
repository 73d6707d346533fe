import type { FactView } from '../../../contract/fact.ts'
import { asHappened } from '../../../contract/fact-order.ts'
import type { Review, ReviewAction } from '../../../contract/review.ts'
import {
  actionKinds,
  actionStateWords,
  gapKindIds,
  gapKinds,
  reviewReasons,
  reviewStateWords,
} from '../../../contract/review-kinds.ts'
import type { Words } from '../../../contract/words.ts'
import { figure, gradeName, type Language } from '../../city/paper/paper-words.ts'
import type { Block, Cell, Paper, Table } from '../../city/paper/types.ts'
import { masked, namesIn } from './paper-mask.ts'

/** `say`: the sentence of a fact; `time`: a moment as it is in the city. */
type About = { lang: Language; say: (fact: FactView) => Words; time: (iso: string) => string; demo: boolean }
/** The same with the mask of this review. */
type Writing = About & { shown: (text: string) => string }

/** Between what happened and its record so much time (ms) may pass unsaid, as on the page. */
const worthSaying = 90_000

const words = {
  zh: {
    title: '复盘单',
    head: '第 {no} 号 · {at} 开始',
    asOf: '{at} 的情况',
    why: '为什么复盘：{why}',
    filled: '{name} 于 {at} 填写',
    discussed: '{at} 讨论',
    closed: '{name} 于 {at} 办结',
    note: '时间线取自事实；姓名只留第一个字，证件、电话号码遮去中间。整改凭已发布的改动完成。',
    well: '做得好的',
    gaps: '差距',
    gapHeads: ['环节', '差距'],
    noGap: '没有写',
    nothing: '还没有填写',
    actions: '整改',
    done: '完成 {n}/{of}，逾期 {late}',
    actionHeads: ['做什么', '改什么', '责任单位', '期限', '状态', '布置', '结果'],
    none: '没有布置整改',
    late: '逾期',
    stood: '布置时为{stands}',
    led: '{before} → {after}',
    doneBy: '{name} 于 {at}',
    shownBy: '改动：{at} {fact}',
    timeline: '时间线',
    timeHeads: ['时间', '事情', '谁'],
    recorded: '{at} 记录',
    noFacts: '没有事实',
    platform: '平台',
    sample: '示例数据，不是实报',
  },
  en: {
    title: 'Review',
    head: 'No. {no} · begun {at}',
    asOf: 'as of {at}',
    why: 'Why: {why}',
    filled: 'written by {name}, {at}',
    discussed: 'discussed {at}',
    closed: 'closed by {name}, {at}',
    note: 'The timeline is read from facts; of names the first character is shown, of identity and phone numbers the ends. An action is done by a published change.',
    well: 'What went well',
    gaps: 'Gaps',
    gapHeads: ['Where', 'Gap'],
    noGap: 'None written',
    nothing: 'Not written yet',
    actions: 'Actions',
    done: 'done {n}/{of}, overdue {late}',
    actionHeads: ['What', 'Changes', 'Unit', 'Due', 'State', 'Set by', 'Outcome'],
    none: 'No actions set',
    late: 'overdue',
    stood: 'when set: {stands}',
    led: '{before} → {after}',
    doneBy: '{name}, {at}',
    shownBy: 'Change: {at} {fact}',
    timeline: 'Timeline',
    timeHeads: ['Time', 'What', 'Who'],
    recorded: 'recorded {at}',
    noFacts: 'No facts',
    platform: 'The platform',
    sample: 'Sample data, not real',
  },
} as const

const said = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** A review as its page shows it, for a PDF: what it is of and why, what was written, what follows, what happened. Persons are masked. */
export function reviewPaper(one: Review, about: About): Paper {
  const { lang, time, demo } = about
  const w = words[lang]
  const names = namesIn(one)
  const writing: Writing = { ...about, shown: (text) => masked(text, names) }
  const title = writing.shown(one.title)
  const head = said(w.head, { no: one.no, at: time(one.openedAt) })
  const asOf = said(w.asOf, { at: time(one.at) })
  const comma = lang === 'zh' ? '、' : ', '
  return {
    ...{ title: `${w.title} · ${title}`, subject: `${one.areaName} · ${head}`, lang, at: one.at, landscape: true },
    foot: [one.areaName, w.title, head, asOf, ...(demo ? [w.sample] : [])].join(' · '),
    blocks: [
      { kind: 'title', text: `${w.title} · ${title}`, ...(demo ? { note: w.sample } : {}) },
      { kind: 'text', text: headLine(one, [head, asOf], writing) },
      { kind: 'text', text: said(w.why, { why: one.reasons.map((reason) => reviewReasons[reason][lang]).join(comma) }) },
      { kind: 'text', text: w.note, quiet: true },
      ...written(one, writing),
      ...actions(one, writing),
      ...timeline(one, writing),
    ],
  }
}

function headLine(one: Review, first: readonly string[], { lang, time, shown }: Writing): string {
  const w = words[lang]
  const by = (text: string, at: string | null, name: string | null) =>
    at === null ? null : said(text, { at: time(at), name: shown(name ?? '') })
  return [
    ...[...first, one.areaName, reviewStateWords[one.state][lang]],
    ...(one.event ? [one.event.no, gradeName(one.event.grade, lang)] : []),
    by(w.filled, one.filledAt, one.filledName),
    by(w.discussed, one.discussedAt, null),
    by(w.closed, one.closedAt, one.closedName),
  ]
    .filter(Boolean)
    .join(' · ')
}

function written({ wentWell, gaps }: Review, { lang, shown }: Writing): Block[] {
  const w = words[lang]
  return [
    { kind: 'heading', text: w.well },
    wentWell ? { kind: 'text', text: shown(wentWell) } : { kind: 'text', text: w.nothing, quiet: true },
    { kind: 'heading', text: w.gaps, note: `${gapKindIds.filter((kind) => gaps[kind]).length}/${gapKindIds.length}` },
    table(
      w.gapHeads,
      [1, 8],
      gapKindIds.map((kind) => [{ text: gapKinds[kind][lang] }, { text: gaps[kind] ? shown(gaps[kind]) : w.noGap }]),
    ),
  ]
}

const table = (heads: readonly string[], widths: readonly number[], rows: readonly Cell[][]): Table => ({
  kind: 'table',
  columns: heads.map((head, n) => ({ head, width: widths[n]! })),
  rows,
})

function actions({ actions: all }: Review, writing: Writing): Block[] {
  const w = words[writing.lang]
  const count = (is: (one: ReviewAction) => boolean) => figure(all.filter(is).length)
  const done = said(w.done, {
    ...{ n: count(({ state }) => state === 'closed'), of: figure(all.length), late: count(({ overdue }) => overdue) },
  })
  const heading: Block = { kind: 'heading', text: w.actions, ...(all.length > 0 ? { note: done } : {}) }
  if (all.length === 0) return [heading, { kind: 'text', text: w.none, quiet: true }]
  return [
    heading,
    table(
      w.actionHeads,
      [4, 4, 2.6, 2.2, 1.4, 1.4, 5],
      all.map((one) => actionRow(one, writing)),
    ),
  ]
}

function actionRow(one: ReviewAction, { lang, time, shown, say }: Writing): Cell[] {
  const w = words[lang]
  const { named, change, proof } = one
  const stands = named && one.state === 'running' && !change ? said(w.stood, { stands: named.stands[lang] }) : ''
  const led = change ? said(w.led, { before: change.before[lang], after: change.after[lang] }) : stands
  const outcome = [
    one.doneAt && said(w.doneBy, { name: shown(one.doneName ?? ''), at: time(one.doneAt) }),
    one.note && shown(one.note),
    proof && said(w.shownBy, { at: time(proof.recordedAt), fact: shown(say(proof)[lang]) }),
  ].filter(Boolean)
  return [
    { text: shown(one.words) },
    { text: named ? shown(named.name[lang]) : actionKinds[one.kind][lang], ...(led ? { small: shown(led) } : {}) },
    { text: one.unitName },
    { text: time(one.due) },
    { text: actionStateWords[one.state][lang], ...(one.overdue ? { small: w.late, bold: true } : {}) },
    { text: shown(one.byName) },
    { text: outcome.join(' · ') || '—' },
  ]
}

/** Oldest first, as one tells it; what was learnt of later says so. */
function timeline({ facts }: Review, { lang, time, shown, say }: Writing): Block[] {
  const w = words[lang]
  const heading: Block = { kind: 'heading', text: w.timeline, note: figure(facts.length) }
  if (facts.length === 0) return [heading, { kind: 'text', text: w.noFacts, quiet: true }]
  const sorted = facts.toSorted(asHappened)
  const rows = sorted.map((fact): Cell[] => {
    const { actor, occurredAt, recordedAt } = fact
    const late = Math.abs(Date.parse(recordedAt) - Date.parse(occurredAt)) > worthSaying
    const name = actor.kind === 'system' ? w.platform : (actor.name ?? '')
    const who = [shown(name), actor.unitName, actor.postName].filter(Boolean).join(' · ')
    return [
      { text: time(occurredAt), ...(late ? { small: said(w.recorded, { at: time(recordedAt) }) } : {}) },
      { text: shown(say(fact)[lang]) },
      { text: who || '—' },
    ]
  })
  return [heading, table(w.timeHeads, [2, 8, 4], rows)]
}
