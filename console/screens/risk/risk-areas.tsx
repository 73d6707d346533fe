import type { ReactNode } from 'react'
import type { RiskRegister } from '../../../contract/object-risk.ts'
import type { Tier } from '../../../ui/area-switcher.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { riskWord } from '../../../ui/risk-badge.tsx'
import { RiskShape } from '../../../ui/risk-shape.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { levels } from './levels.ts'

type Part = RiskRegister['children'][number]

const all = ({ counts }: Part): number => levels.reduce((sum, level) => sum + counts[level], counts.unrated)
/** An area without any object has no figure: that is not the same as none of a level. */
const figure = (part: Part, n: number): string => (all(part) === 0 ? NONE : number(n))

const columns = (): Column<Part>[] => [
  { id: 'area', label: t('risk.area'), width: 'minmax(10rem, 2fr)', cell: (part) => part.name },
  ...levels.map(
    (level): Column<Part> => ({
      id: level,
      label: riskWord(level),
      width: 'minmax(6rem, 1fr)',
      cell: (part) => (
        <span className="row">
          {part.counts[level] > 0 && <RiskShape risk={level} size={16} label="" />}
          {figure(part, part.counts[level])}
        </span>
      ),
    }),
  ),
  {
    id: 'unrated',
    label: t('risk.unrated-short'),
    width: 'minmax(6rem, 1fr)',
    cell: (part) => figure(part, part.counts.unrated),
  },
]

const tierOf = (path: string): Tier =>
  (['city', 'district', 'town', 'community', 'grid'] as const)[path.split('/').filter(Boolean).length - 1] ?? 'grid'

/** Counts of every part of the area in force; opening one goes there. */
export function RiskAreas({ parts }: { parts: Part[] }): ReactNode {
  const { choose } = useArea()
  return (
    <Table
      label={t('risk.areas')}
      rows={parts}
      columns={columns()}
      keyOf={(part) => part.code}
      current={null}
      onCurrent={() => undefined}
      onOpen={({ code, name, path }) => path && choose({ code, name, path, tier: tierOf(path) })}
    />
  )
}
