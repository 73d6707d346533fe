import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Grade } from '../../contract/scales.ts'
import { distance } from '../../ui/format.ts'
import { gradeNumerals, levelOfGrade, shapeOutlines } from '../../ui/scale-marks.ts'
import { t } from '../messages.ts'
import { outlinesQuery, pointsQuery } from '../queries.ts'
import { boxText, metresFrom, type Place } from '../rules/local-map.ts'
import { outlinePath } from './outline-path.ts'

const WIDTH = 300
const HEIGHT = 200
/** Half of that height in metres. */
const REACH_M = 440
const PER_M = HEIGHT / 2 / REACH_M

/** Arms of the cross at the place: from beside its shape outwards. */
const [GAP, CROSS] = [14, 24]

type XY = readonly [x: number, y: number]
const xyOf =
  (centre: Place, height: number) =>
  (place: Place): XY => {
    const { east, north } = metresFrom(centre, place)
    return [WIDTH / 2 + east * PER_M, height / 2 - north * PER_M]
  }

const inside = ([x, y]: XY, height: number) => x > 6 && x < WIDTH - 6 && y > 6 && y < height - 6

/** A grade's shape at a point of a picture, `size` in its units. */
export function ShapeAt({ grade, at, size }: { grade: Grade; at: XY; size: number }): ReactNode {
  const level = levelOfGrade(grade)
  const scale = size / 24
  return (
    <g
      className={`sh${level}`}
      strokeWidth="1.4"
      transform={`translate(${at[0] - size / 2} ${at[1] - size / 2}) scale(${scale})`}
    >
      <path d={shapeOutlines[level]} />
      {level > 0 && size >= 16 && (
        <text className="shx ro" x="12" y={level === 2 ? 18.8 : 16.8}>
          {gradeNumerals[grade]}
        </text>
      )}
    </g>
  )
}

function Borders({ district, xy }: { district: string; xy: (place: Place) => XY }): ReactNode {
  const { data } = useQuery(outlinesQuery(district))
  if (!data) return null
  return data.features.map((f) => (
    <path key={f.id} d={outlinePath(f.geometry, xy)} fill="var(--map-land)" stroke="var(--map-line)" strokeDasharray="4 3" />
  ))
}

type Ground = { middle: XY; height: number }

/** Rings of 200 and 400 m, each named where it still lies in the picture, and lines through the place, whose own shape hides the point. */
function Rings({ middle: [x, y], height }: Ground): ReactNode {
  return (
    <>
      <path
        d={`M${x - CROSS} ${y}H${x - GAP}M${x + GAP} ${y}H${x + CROSS}M${x} ${y - CROSS}V${y - GAP}M${x} ${y + GAP}V${y + CROSS}`}
        stroke="var(--text-2)"
        strokeWidth="1.5"
      />
      {[200, 400].map((r) => {
        const below = y + r * PER_M - 3
        const fits = below < height - 4
        return (
          <g key={r}>
            <circle cx={x} cy={y} r={r * PER_M} fill="none" stroke="var(--map-cell)" strokeWidth="1.5" />
            <text
              x={fits ? x : x + r * PER_M + 4}
              y={fits ? below : y + 4}
              textAnchor={fits ? 'middle' : 'start'}
              className="ax maplabel"
            >
              {distance(r)}
            </text>
          </g>
        )
      })}
    </>
  )
}

/** 北 is up, and how long 200 m are. */
function Scale({ height }: Pick<Ground, 'height'>): ReactNode {
  const [right, bottom, length] = [WIDTH - 10, height - 8, 200 * PER_M]
  return (
    <g>
      <rect x={WIDTH - 22} y="2" width="20" height="32" fill="var(--map-land)" fillOpacity="0.85" />
      <rect x={right - length - 5} y={bottom - 17} width={length + 10} height="21" fill="var(--map-land)" fillOpacity="0.85" />
      <path
        d={`M${right - length} ${bottom - 4}V${bottom}H${right}V${bottom - 4}`}
        fill="none"
        stroke="var(--text)"
        strokeWidth="1.5"
      />
      <text x={right - length / 2} y={bottom - 5} textAnchor="middle" className="ax maplabel">
        {distance(200)}
      </text>
      <path d={`M${right - 4} 8L${right} 18L${right - 4} 15.5L${right - 8} 18Z`} fill="var(--text)" />
      <text x={right - 4} y="29" textAnchor="middle" className="ax maplabel">
        {t('mini.north')}
      </text>
    </g>
  )
}

const pathAlong = (points: readonly XY[]): string =>
  points.map(([x, y], n) => `${n ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')

/** A way nobody may pass: a bar with a broken middle, as on the map. */
function ClosedWay({ d, lifting }: { d: string; lifting: boolean }): ReactNode {
  return (
    <g fill="none" strokeLinejoin="round">
      <path d={d} stroke="var(--text)" strokeWidth="7" {...(lifting ? { strokeDasharray: '9 5' } : {})} />
      <path d={d} stroke="var(--map-halo)" strokeWidth="2" strokeDasharray="6 5" />
    </g>
  )
}

type Props = {
  centre: Place
  grade: Grade
  title: string
  cordonM?: number | null
  /** code of the district whose towns' borders are drawn */
  district: string
  /** the event itself, not to be drawn twice */
  own?: string | null
  /** name of the place, written in the corner */
  place?: string
  /** ways that are closed, degrees along each; dashed where somebody asked to lift it */
  ways?: readonly { id: string; line: readonly (readonly [number, number])[]; lifting: boolean }[]
  /** of the picture, in its units (it is 300 wide); the scale stays */
  height?: number
}

/**
 * Where it is, without a map server, north up: borders, a cross at the place, rings of 200 and 400 m, a scale, the cordon, other open events. It claims no streets,
 * because we have none.
 */
export function MiniMap({
  centre,
  grade,
  title,
  cordonM = null,
  district,
  own = null,
  place,
  ways = [],
  height = HEIGHT,
}: Props): ReactNode {
  const { data } = useQuery(pointsQuery({ bbox: boxText(centre, REACH_M * 2) }))
  const xy = xyOf(centre, height)
  const middle: XY = [WIDTH / 2, height / 2]
  const objects = (data?.objects ?? []).map((o) => ({ id: o.id, at: xy(o) })).filter((o) => inside(o.at, height))
  const others = (data?.events ?? []).filter((e) => e.id !== own).map((e) => ({ ...e, at: xy(e) }))
  const shown = others
    .filter((e) => inside(e.at, height) && Math.hypot(e.at[0] - middle[0], e.at[1] - middle[1]) > 12)
    .slice(0, 6)
  return (
    <svg className="mini" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={t('mini.label', { title })}>
      <rect width={WIDTH} height={height} fill="var(--map-land)" />
      <Borders district={district} xy={xy} />
      <Rings middle={middle} height={height} />
      {objects.map((o) => (
        <rect key={o.id} x={o.at[0] - 2.5} y={o.at[1] - 2.5} width="5" height="5" className="obj" />
      ))}
      {ways.map(({ id, line, lifting }) => (
        <ClosedWay key={id} d={pathAlong(line.map(([lon, lat]) => xy({ lon, lat })))} lifting={lifting} />
      ))}
      {cordonM !== null && (
        <>
          <circle
            cx={middle[0]}
            cy={middle[1]}
            r={Math.max(15, cordonM * PER_M)}
            fill="none"
            stroke="var(--text)"
            strokeWidth="1.5"
            strokeDasharray="4 3"
          />
          <text x={middle[0] + 19} y={middle[1] - 10} className="ax k maplabel">
            {t('mini.cordon', { m: cordonM })}
          </text>
        </>
      )}
      {shown.map((e) => (
        <ShapeAt key={e.id} grade={e.grade} at={e.at} size={14} />
      ))}
      <ShapeAt grade={grade} at={middle} size={24} />
      <Scale height={height} />
      {place && (
        <text x="8" y="16" className="ax maplabel">
          {place}
        </text>
      )}
      {objects.length > 0 && (
        <g>
          <rect x="8" y={height - 13} width="5" height="5" className="obj" />
          <text x="17" y={height - 8} className="ax maplabel">
            {t('mini.objects', { n: objects.length })}
          </text>
        </g>
      )}
    </svg>
  )
}
