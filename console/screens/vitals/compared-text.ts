import type { VitalCell, VitalCompared, VitalDefinition } from '../../../contract/vital.ts'
import { number } from '../../../ui/format.ts'
import { valueText } from './vital-words.ts'
import { t } from './words.ts'

/** How far a number is covered: 35/41, of a coarser period how many of its own periods too. */
const cover = ({ n, of, periods }: VitalCell): string =>
  `${number(n)}/${number(of)}${periods ? t('vitals.compared-periods', { told: number(periods.told), due: number(periods.due) }) : ''}`

const signed = (value: number, text: string): string => `${value > 0 ? '+' : ''}${text}`

/** How far from an earlier number, with that number and how far it is covered; where no difference can be claimed, why, with both coverages. */
export function comparedText(
  cell: VitalCell | null,
  compared: VitalCompared | undefined,
  definition: Pick<VitalDefinition, 'unit' | 'decimals'>,
): string {
  const other = compared?.cell
  if (!cell || !compared || !other || other.value === null || compared.why === 'none') return t('vitals.no-comparison')
  const before = t('vitals.compared-before', { before: valueText(other.value, definition), cover: cover(other) })
  if (compared.why === 'running')
    return t('vitals.compared-running', { due: number(cell.periods?.due ?? 0), of: number(cell.periods?.of ?? 0), before })
  if (compared.why === 'areas') return t('vitals.compared-areas', { now: cover(cell), before })
  const by = signed(compared.by ?? 0, valueText(compared.by, definition))
  const percent =
    compared.percent === null ? '' : t('vitals.compared-percent', { n: signed(compared.percent, number(compared.percent, 1)) })
  return t('vitals.compared', { by: `${by}${percent}`, before })
}
