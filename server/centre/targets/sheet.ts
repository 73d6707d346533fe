import { periodWords } from '../../../contract/period-words.ts'
import type { TargetBoard } from '../../../contract/target.ts'
import { expectedDigits } from '../../../contract/target-digits.ts'
import type { TargetLight } from '../../../contract/target-kinds.ts'
import type { Words } from '../../../contract/words.ts'
import { writeSheet } from '../../city/sheet/write-sheet.ts'

type Language = 'zh' | 'en'
export const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const lights: Record<TargetLight, Words> = {
  behind: { zh: '滞后', en: 'Behind' },
  slow: { zh: '偏慢', en: 'Slow' },
  'on-track': { zh: '达序时', en: 'On track' },
  done: { zh: '完成', en: 'Done' },
  unknown: { zh: '待数据', en: 'No data' },
  unjudged: { zh: '不评', en: 'Not judged' },
}
const heads: Record<Language, string[]> = {
  zh: [
    '类别',
    '名称',
    '系统',
    '清单',
    '牵头单位',
    '配合单位',
    '期',
    '现状',
    '应达',
    '达成',
    '状态',
    '进展',
    '原因',
    '下一步',
    '期限',
    '佐证',
  ],
  en: [
    ...['Kind', 'Name', 'System', 'List', 'Owner', 'Co-owners', 'Period', 'Value', 'Expected', 'Attainment', 'Light'],
    ...['Progress', 'Reason', 'Next step', 'By', 'Evidence'],
  ],
}
const kinds = { item: { zh: '事项', en: 'Item' }, indicator: { zh: '指标', en: 'Indicator' } }
const text = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value))

/** A board as a table: one line an item or an indicator; what is not known stays empty. */
export async function writeBoard(board: TargetBoard, as: 'csv' | 'xlsx', lang: Language): Promise<Uint8Array> {
  const writer = writeSheet(as, board.quarter)
  try {
    writer.add([
      heads[lang],
      ...board.items.map((row) => itemLine(board, row, lang)),
      ...board.indicators.map((row) => valueLine(row, lang)),
    ])
    return await writer.end()
  } catch (error) {
    await writer.stop()
    throw error
  }
}

const nameIn = (rows: readonly { id: string; name: Words }[], id: string | null, lang: Language): string =>
  rows.find((row) => row.id === id)?.name[lang] ?? ''
const owners = (row: Pick<TargetBoard['items'][number], 'owner' | 'coOwners'>): string[] => [
  row.owner?.name ?? '',
  row.coOwners.map(({ name }) => name).join('、'),
]
const review = ({ reason, next }: Pick<TargetBoard['items'][number], 'reason' | 'next'>): string[] => [
  ...[reason ?? '', next?.words ?? '', next?.due ?? ''],
]

function itemLine(board: TargetBoard, row: TargetBoard['items'][number], lang: Language): string[] {
  const { progress } = row
  const attained = progress && progress.percent !== null && progress.expected ? progress.percent / progress.expected : null
  return [
    ...[kinds.item[lang], row.name[lang], nameIn(board.systems, row.system, lang), nameIn(board.lists, row.list, lang)],
    ...[
      ...owners(row),
      periodWords(board.quarter)[lang],
      text(progress?.percent),
      text(progress?.expected),
      share(attained),
      lights[row.light][lang],
    ],
    ...[progress?.words ?? '', ...review(row), String(row.evidence)],
  ]
}

function valueLine(row: TargetBoard['indicators'][number], lang: Language): string[] {
  const { current, attainment } = row
  return [
    ...[
      kinds.indicator[lang],
      row.name[lang],
      '',
      '',
      ...owners(row),
      periodWords(row.due)[lang],
      text(current?.value),
      text(expectedOf(row)),
    ],
    ...[share(attainment?.ratio ?? null), lights[row.light][lang], '', ...review(row), ''],
  ]
}

/** In the digits it is shown with. */
const expectedOf = (row: TargetBoard['indicators'][number]): number | null =>
  row.expected === null ? null : Number(row.expected.toFixed(expectedDigits(row)))

const share = (ratio: number | null): string => (ratio === null ? '' : `${(ratio * 100).toFixed(1)} %`)
