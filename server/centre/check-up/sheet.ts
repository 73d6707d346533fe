import type { CheckUp, CheckUpBoard, CheckUpChange } from '../../../contract/check-up.ts'
import { boardWords, checkUpChangeWords } from '../../../contract/check-up-kinds.ts'
import { riskWords } from '../../../contract/risk-words.ts'
import { grades, risks as levels, type Risk } from '../../../contract/scales.ts'
import { writeSheet } from '../../city/sheet/write-sheet.ts'
import { type Line, listRows, measured, numerals, orEmpty } from './sheet-lists.ts'

export type Language = 'zh' | 'en'
export const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
const heads: Record<Language, string[]> = {
  zh: [
    ...['板块', '常态', '出常态', '未知', '其中未判', '未接入', '未结事件', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', '0', '超时', '挂账', '重复点位'],
    ...[...levels.map((level) => riskWords[level].zh), '未评定', '处处有人的预案', '预案', '有人的地方', '要人的地方'],
  ],
  en: [
    ...['Board', 'Normal', 'Outside', 'Unknown', 'Not judged of it', 'Not connected', 'Open'],
    ...['I', 'II', 'III', 'IV', '0', 'Overdue', 'Parked', 'Repeat points'],
    ...[...levels.map((level) => riskWords[level].en), 'Unrated', 'Plans manned everywhere', 'Plans', 'Areas manned', 'Areas'],
  ],
}

const cells = ({ vitals, events, repeats, risks, plans, manned }: CheckUpBoard): number[] => [
  ...[vitals.normal, vitals.outside, vitals.unknown, vitals.unjudged ?? 0, vitals.unconnected, events.open],
  ...grades.map((grade) => events.byGrade[grade] ?? 0),
  ...[events.overdue, events.parked, repeats],
  ...[...levels, 'unrated' as const].map((level) => risks[level]),
  ...[plans.n, plans.of, manned?.n ?? 0, manned?.of ?? 0],
]
const line = (one: CheckUpBoard, lang: Language): Line => [boardWords(one.board)[lang], ...cells(one)]
const total = (all: readonly CheckUpBoard[], lang: Language): Line => {
  const columns = all.map(cells)
  return [lang === 'zh' ? '合计' : 'Total', ...heads[lang].slice(1).map((_, i) => columns.reduce((n, one) => n + one[i]!, 0))]
}
const tableOf = (all: readonly CheckUpBoard[], lang: Language): Line[] => [
  heads[lang],
  ...all.map((one) => line(one, lang)),
  total(all, lang),
]

/** Heads of the table of what changed. */
export const changeHeads: Record<Language, string[]> = {
  zh: ['变了什么', '名称', '板块', '值', '单位', '不低于', '不高于', '等级', '90 天内起数', '原风险', '现风险', '为什么', '自'],
  en: [
    'Change',
    'Name',
    'Board',
    'Value',
    'Unit',
    'Least',
    'Most',
    'Grade',
    'In 90 days',
    'Risk before',
    'Risk now',
    'Why',
    'Since',
  ],
}

/** What changed, as its row says it. */
export function changeLine({ kind, name, board, why }: CheckUpChange, { lang, time }: Writing): Line {
  const risk = (level: Risk | null) => (level ? riskWords[level][lang] : '')
  return [
    ...[checkUpChangeWords[kind][lang], name[lang], boardWords(board)[lang]],
    ...[measured(why.value, why.decimals), why.unit?.[lang] ?? '', orEmpty(why.least), orEmpty(why.most)],
    ...[why.grade ? numerals[why.grade] : '', orEmpty(why.events), risk(why.from), risk(why.to)],
    ...[why.reasons.map((reason) => reason[lang]).join(lang === 'zh' ? '、' : ', '), time(why.since)],
  ]
}
/** `time`: a moment as it is in the city. */
export type Writing = { lang: Language; time: (iso: string | null) => string }

/** By whom a check-up was made. */
export const madeWords = {
  zh: { schedule: '按月自动', asked: '人工发起' },
  en: { schedule: 'by the month', asked: 'asked for' },
} as const

/** Which one a check-up is held against, of when and by whom made; or that there was none. */
export function besideWords({ before, made }: Pick<CheckUp, 'before' | 'made'>, { lang, time }: Writing): string {
  if (before) {
    const [at, by] = [time(before.at), madeWords[lang][before.made]]
    return lang === 'zh' ? `与第 ${before.no} 份（${at}，${by}）比` : `Beside No. ${before.no} (${at}, ${by})`
  }
  if (made === 'schedule')
    return lang === 'zh' ? '按月的第一份，没有可比的' : 'The first one by the month, nothing to compare with'
  return lang === 'zh' ? '第一份，没有可比的' : 'The first one, nothing to compare with'
}

/**
 * A check-up as a table, one line a board; below it what changed and why, everything the page names, and the figures of the one it was held
 * against, for whoever compares.
 */
export async function writeCheckUp(checkUp: CheckUp, as: 'csv' | 'xlsx', writing: Writing): Promise<Uint8Array> {
  const writer = writeSheet(as, `${checkUp.area}-${checkUp.no}`)
  const { before, body } = checkUp
  const { lang, time } = writing
  const head = ({ no, at }: { no: number; at: string }) => [checkUp.areaName, `No. ${no}`, time(at)]
  try {
    const said = [madeWords[lang][checkUp.made], besideWords(checkUp, writing)]
    writer.add([head(checkUp), said, ...tableOf(body.boards, lang)])
    if (before) writer.add([[], changeHeads[lang], ...body.changes.map((one) => changeLine(one, writing))])
    writer.add(listRows(body, writing))
    if (before) {
      writer.add([[], head(before), ...tableOf(before.boards, lang)])
    }
    return await writer.end()
  } catch (error) {
    await writer.stop()
    throw error
  }
}
