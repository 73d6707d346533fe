import type { CheckUpBody } from '../../../contract/check-up.ts'
import { boardWords, type unknownReasons } from '../../../contract/check-up-kinds.ts'
import { periodWords } from '../../../contract/period-words.ts'
import { riskWords } from '../../../contract/risk-words.ts'
import { risks as levels } from '../../../contract/scales.ts'
import { bandWords } from '../../../contract/vital-band.ts'
import { roundedTo } from '../../../contract/vital-digits.ts'
import type { Words } from '../../../contract/words.ts'

type Language = 'zh' | 'en'
type Writing = { lang: Language; time: (iso: string | null) => string }
/** A line of a table: what was counted or measured is a number, to be reckoned with; nothing is no zero. */
export type Line = (string | number)[]
/** What the page names of one kind: `of` how many there are, `rows` those that are kept. */
export type List = { title: Words; heads: Record<Language, string[]>; of: number; rows: Line[] }

export const numerals = { extraordinary: 'Ⅰ', major: 'Ⅱ', serious: 'Ⅲ', ordinary: 'Ⅳ', minor: '0' } as const
const because: Record<(typeof unknownReasons)[number], Words> = {
  never: { zh: '从未报数', en: 'never told' },
  late: { zh: '断报', en: 'silent' },
  'nothing-due': { zh: '本期没有应办', en: 'nothing was due' },
  few: { zh: '报数不全，不判', en: 'told by too few areas to be judged' },
  small: { zh: '样本不足，不判', en: 'too small a sample to be judged' },
  'no-range': { zh: '未判：本级没有定常态', en: 'not judged: no range of this tier' },
}
/** What is not there is an empty cell. */
export const orEmpty = (n: number | null): string | number => n ?? ''
/** A value with the decimals of its vital. */
export const measured = (value: number | null, decimals: number | null | undefined): string | number =>
  value === null ? '' : roundedTo(value, decimals)

/** Everything the page names, list by list: a title with how many there are, the heads, and a row each, none left out that the check-up keeps. */
export function listRows(body: CheckUpBody, writing: Writing): Line[] {
  const { lang } = writing
  return listsOf(body, writing).flatMap(({ title, heads, of, rows }) => [
    [],
    [title[lang], rows.length < of ? `${rows.length} / ${of}` : of],
    ...(rows.length > 0 ? [heads[lang], ...rows] : []),
  ])
}

/** The lists of the page, in its order. */
export const listsOf = (body: CheckUpBody, writing: Writing): List[] => [
  ...vitals(body, writing.lang),
  ...cases(body, writing),
  ...things(body, writing),
]
const board = (id: string, lang: Language): string => boardWords(id)[lang]
const track = (words: Words | undefined, lang: Language): string => words?.[lang] ?? ''

function vitals({ outside, unknown, of }: CheckUpBody, lang: Language): List[] {
  return [
    {
      ...{ title: { zh: '出常态的指标', en: 'Vitals outside their normal range' }, of: of.outside },
      heads: {
        zh: ['指标', '板块', '跑道', '值', '单位', '不低于', '不高于', '分档', '周期'],
        en: ['Vital', 'Board', 'Track', 'Value', 'Unit', 'Least', 'Most', 'Band', 'Period'],
      },
      rows: outside.map(({ name, board: on, trackName, value, decimals, unit, least, most, band, period }) => [
        ...[name[lang], board(on, lang), track(trackName, lang), measured(value, decimals), unit[lang]],
        ...[orEmpty(least), orEmpty(most), band ? bandWords[band][lang] : '', periodWords(period)[lang]],
      ]),
    },
    {
      ...{ title: { zh: '未知、未判的指标', en: 'Vitals unknown or not judged' }, of: of.unknown },
      heads: { zh: ['指标', '板块', '跑道', '为什么', '最近一次'], en: ['Vital', 'Board', 'Track', 'Why', 'Newest period'] },
      rows: unknown.map(({ name, board: on, trackName, because: why, period }) => [
        ...[
          name[lang],
          board(on, lang),
          track(trackName, lang),
          because[why][lang],
          period === null ? '' : periodWords(period)[lang],
        ],
      ]),
    },
  ]
}

function cases({ grave, repeated, of }: CheckUpBody, { lang, time }: Writing): List[] {
  return [
    {
      ...{ title: { zh: '未结的特别重大、重大事件', en: 'Open grave events' }, of: of.grave },
      heads: { zh: ['编号', '事件', '等级', '板块', '自'], en: ['No.', 'Event', 'Grade', 'Board', 'Since'] },
      rows: grave.map(({ no, title, grade, board: on, openedAt }) => [
        no,
        title,
        numerals[grade],
        board(on, lang),
        time(openedAt),
      ]),
    },
    {
      ...{ title: { zh: '重复点位', en: 'Repeat points' }, of: of.repeated },
      heads: { zh: ['对象', '板块', '90 天内起数'], en: ['Object', 'Board', 'In 90 days'] },
      rows: repeated.map(({ name, board: on, events }) => [name, board(on, lang), orEmpty(events)]),
    },
  ]
}

function things({ risky, kinds, unmanned, of }: CheckUpBody, { lang, time }: Writing): List[] {
  const comma = lang === 'zh' ? '、' : ', '
  return [
    {
      ...{ title: { zh: '重大和较大风险对象', en: 'Objects of extreme and high risk' }, of: of.risky },
      heads: { zh: ['对象', '板块', '风险', '自', '为什么'], en: ['Object', 'Board', 'Risk', 'Since', 'Why'] },
      rows: risky.map(({ name, board: on, level, since, why }) => [
        ...[name, board(on, lang), riskWords[level][lang], time(since), why.map((one) => one[lang]).join(comma)],
      ]),
    },
    {
      ...{ title: { zh: '风险对象，按类', en: 'Objects by kind' }, of: kinds.length },
      heads: {
        zh: ['类', '板块', ...levels.map((level) => riskWords[level].zh), '未评定'],
        en: ['Kind', 'Board', ...levels.map((level) => riskWords[level].en), 'Unrated'],
      },
      rows: kinds.map(({ name, board: on, risks }) => [
        ...[name[lang], board(on, lang)],
        ...[...levels, 'unrated' as const].map((level) => orEmpty(risks[level])),
      ]),
    },
    {
      ...{
        title: { zh: '有地方叫不到人的预案（第一步）', en: 'Plans whose first rung finds nobody somewhere' },
        of: unmanned.length,
      },
      heads: {
        zh: ['事件类型', '板块', '有人', '应有', '叫不到人'],
        en: ['Type of event', 'Board', 'Manned', 'Areas', 'Nobody in'],
      },
      rows: unmanned.map(({ name, board: on, manned, where = [] }) => [
        ...[name[lang], board(on, lang), orEmpty(manned?.n ?? null), orEmpty(manned?.of ?? null), where.join(comma)],
      ]),
    },
  ]
}
