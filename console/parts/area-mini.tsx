import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { WholeArea } from '../../contract/event.ts'
import type { Grade } from '../../contract/scales.ts'
import { fit, pathOf, type Shape } from '../../ui/project.ts'
import { levelOfGrade } from '../../ui/scale-marks.ts'
import { t } from '../messages.ts'
import { type OutlineSet, outlinesQuery } from '../queries.ts'
import { ShapeAt } from './mini-map.tsx'

const [width, height] = [300, 200]
/** Room round the area, and for its name above it. */
const room = { x: 12, y: 28, width: width - 24, height: height - 38 }

type Outline = OutlineSet['features'][number]
const shapeOf = ({ geometry }: Outline): Shape => geometry.coordinates.flat() as Shape

const featuresOf = (answers: readonly { data: OutlineSet | undefined }[]): Outline[] =>
  answers.flatMap(({ data }) => data?.features ?? [])

/** `grade` null: not opened yet. `label`, where the picture says more than where the case is. */
type Props = { area: WholeArea; grade: Grade | null; title: string; label?: string; className?: string }

/** A case of an area as a whole: the area, as large as fits, among its neighbours. No point, no scale, nothing near. */
export function AreaMini({ area: { name, paths }, grade, title, label, className = 'mini' }: Props): ReactNode {
  const codes = paths.map((path) => path.split('/').filter(Boolean))
  const owns = new Set(codes.map((one) => one.at(-1)))
  const isCity = codes.every((one) => one.length === 1)
  const above = [...new Set(codes.map((one) => one.at(isCity ? -1 : -2) ?? ''))]
  const around = useQueries({ queries: above.map((of) => outlinesQuery(of)), combine: featuresOf })
  // The city stands in nothing: its districts are its outline.
  const areas = isCity ? around : around.filter(({ properties: { code } }) => owns.has(code))
  const projection = fit(areas.map(shapeOf), room)
  const level = grade ? levelOfGrade(grade) : 0
  return (
    <svg className={className} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label ?? t('mini.area', { title })}>
      <rect width={width} height={height} fill="var(--map-ground)" />
      {areas.length > 0 &&
        around.map((one) => (
          <path
            key={one.id}
            d={pathOf(shapeOf(one), projection)}
            fill="var(--map-land)"
            stroke="var(--map-line)"
            strokeWidth="0.75"
          />
        ))}
      {areas.map((one) => (
        <path
          key={one.id}
          d={pathOf(shapeOf(one), projection)}
          fill={level > 0 ? `var(--level-${level})` : 'var(--line-control)'}
          fillOpacity="0.18"
          stroke={level > 0 ? `var(--level-${level})` : 'var(--line-control)'}
          strokeWidth="2"
          strokeLinejoin="round"
        />
      ))}
      {grade && <ShapeAt grade={grade} at={[18, 16]} size={20} />}
      <text x="32" y="20" className="ax k maplabel">
        {name}
      </text>
    </svg>
  )
}
