import type { VitalCell, VitalDefinition, VitalPage } from '../../../../contract/vital.ts'
import { roundedTo, shownDecimals } from '../../../../contract/vital-digits.ts'

type Language = 'zh' | 'en'
/** A cell of a page with the area it is of. `past`: a newer one of it stands before it. */
export type Line = { page: VitalPage; area: { code: string; name: string }; cell: VitalCell; past: boolean }
export type CellColumn = { zh: string; en: string; of: (line: Line, language: Language) => string }

const standings = {
  normal: { zh: '常态', en: 'normal' },
  outside: { zh: '出常态', en: 'outside' },
  unknown: { zh: '未知', en: 'unknown' },
  unjudged: { zh: '未判', en: 'not judged' },
  small: { zh: '样本不足', en: 'too small a sample' },
} as const
/** A number without a range of its tier is not judged, nor is one of too small a sample; without a number nothing is known. */
const standingOf = ({ standing, value, leastSample }: VitalCell): keyof typeof standings =>
  standing !== 'unknown' || value === null ? standing : leastSample === undefined ? 'unjudged' : 'small'
const yes = { zh: '是', en: 'yes' } as const

const numberOf = (value: number | null, of: VitalDefinition): string =>
  value === null ? '' : String(roundedTo(value, shownDecimals(of)))
const column = (zh: string, en: string, of: CellColumn['of']): CellColumn => ({ zh, en, of })
const cellColumn = (zh: string, en: string, of: (cell: VitalCell) => number | string | null): CellColumn =>
  column(zh, en, ({ cell }) => String(of(cell) ?? ''))

/** What a sheet says of a cell: all that stands with it on the screen, and the moment it is known as of. Nothing told is an empty field, never 0. */
export const columns: readonly CellColumn[] = [
  column('编码', 'Code', ({ page }) => page.definition.code),
  column('名称', 'Name', ({ page }, language) => page.definition.name[language]),
  column('区域编码', 'Area code', ({ area }) => area.code),
  column('区域', 'Area', ({ area }) => area.name),
  cellColumn('周期', 'Period', ({ period }) => period),
  // With the digits of the screens; the two numbers beside it are exact.
  column('数值', 'Value', ({ cell, page }) => numberOf(cell.value, page.definition)),
  column('单位', 'Unit', ({ page }, language) => page.definition.unit[language]),
  cellColumn('分子', 'Numerator', ({ numerator }) => numerator),
  cellColumn('分母', 'Denominator', ({ denominator }) => denominator),
  cellColumn('有数', 'Told by', ({ n }) => n),
  cellColumn('应有数', 'Of', ({ of }) => of),
  cellColumn('最新观测', 'Newest', ({ newest }) => newest),
  cellColumn('最早观测', 'Oldest', ({ oldest }) => oldest),
  // Of a coarser period: how many of the vital's own there are in it, by now, with a number.
  cellColumn('已有期数', 'Periods told', ({ periods }) => periods?.told ?? null),
  cellColumn('应有期数', 'Periods due', ({ periods }) => periods?.due ?? null),
  cellColumn('全部期数', 'Periods in all', ({ periods }) => periods?.of ?? null),
  column('常态', 'Standing', ({ cell }, language) => standings[standingOf(cell)][language]),
  // A period of before is out of date by its nature: that says nothing of whether it was told.
  column('断报', 'Stale', ({ cell, past }, language) => (cell.stale && !past ? yes[language] : '')),
  column('报数区域不一', 'Areas differ', ({ cell }, language) => (cell.uneven ? yes[language] : '')),
  cellColumn('定义版本', 'Version', ({ version }) => version),
  cellColumn('最早定义版本', 'Oldest version', ({ oldestVersion }) => oldestVersion),
  column('按何时所知', 'Known at', ({ page }) => page.knownAt ?? page.at),
]

/** The periods of the area, the newest first, those a coarser one is made of, then the areas below it in the newest period. */
export function linesOf(page: VitalPage): Line[] {
  const { area, series, parts } = page
  return [
    ...series.toReversed().map((cell, n) => ({ page, area, cell, past: n > 0 })),
    ...(page.finer?.cells ?? []).map((cell) => ({ page, area, cell, past: true })),
    ...parts.map(({ area: code, name, cell }) => ({ page, area: { code, name }, cell, past: false })),
  ]
}
