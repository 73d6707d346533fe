import { placeWords } from '../../../../contract/case-place.ts'
import type { EventRow } from '../../../../contract/event.ts'
import { noFormula } from '../../../kernel/plain-text.ts'

type Lang = 'zh' | 'en'
const words: Record<Lang, Record<string, string>> = {
  zh: {
    extraordinary: '特别重大',
    major: '重大',
    serious: '较大',
    ordinary: '一般',
    minor: '自处置',
    open: '已立案',
    handling: '处置中',
    checking: '待核查',
    suspended: '已挂起',
    parked: '已挂账',
    closed: '已结案',
    merged: '已并入',
    'false-alarm': '误报',
    'self-handled': '自处置',
    sensor: '传感',
    camera: '相机',
    vital: '指标',
    hotline: '12345',
    inspection: '检查',
    grid: '网格',
    citizen: '群众',
    seat: '坐席',
    yes: '是',
    no: '否',
  },
  en: { yes: 'yes', no: 'no' },
}
const heads: Record<Lang, string[]> = {
  zh: [
    '编号',
    '等级',
    '类型',
    '标题',
    '状态',
    '来源',
    '辖区',
    '地点',
    '经度',
    '纬度',
    '立案时间',
    '结案时间',
    '牵头单位',
    '办理人',
    '时限',
    '超时',
  ],
  en: [
    'No',
    'Grade',
    'Type',
    'Title',
    'State',
    'Source',
    'Area',
    'Address',
    'Lon',
    'Lat',
    'Opened',
    'Closed',
    'Lead unit',
    'Holder',
    'Due',
    'Overdue',
  ],
}

/** A quoted cell, or a number. */
export function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value)
  return `"${noFormula(value ?? '').replaceAll('"', '""')}"`
}

/** 「2026-03-02 09:30:00」 in the city's time: what a spreadsheet reads as a moment. */
export const cityTime = (iso: string | null, zone: string): string | null =>
  iso && new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(new Date(iso))

/** Events as CSV (RFC 4180, with the byte order mark that Excel needs to see UTF-8). */
export function eventsCsv(rows: readonly EventRow[], lang: Lang, zone: string): string {
  const say = (word: string): string => words[lang][word] ?? word
  const lines = rows.map((row) =>
    [
      row.no,
      say(row.grade),
      row.typeName[lang],
      row.title,
      say(row.state),
      say(row.source),
      placeWords(row, lang),
      row.address,
      row.lon,
      row.lat,
      cityTime(row.openedAt, zone),
      cityTime(row.closedAt, zone),
      row.leadName,
      row.holder,
      cityTime(row.clock?.due ?? null, zone),
      say(row.overdue ? 'yes' : 'no'),
    ]
      .map(cell)
      .join(','),
  )
  return `\uFEFF${[heads[lang].map(cell).join(','), ...lines].join('\r\n')}\r\n`
}
