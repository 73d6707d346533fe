import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { gradeNumerals, levelOfGrade, shapeOutlines } from '../../ui/scale-marks.ts'
import { aroundQuery, outlinesQuery, type War } from '../data.ts'
import type { LonLat } from '../map/project.ts'
import { t } from '../t.ts'

/** Width of the picture in metres: the cordon of 40 m must be seen, and the next streets of the project's outlines. */
const spanM = 900
const [width, height] = [850, 500]
/** Metres per degree of latitude, sphere of 6,371 km. */
const perDegree = 111_195

/** From degrees to the picture, the event in its middle. */
function planeOf(centre: LonLat): (place: LonLat) => [number, number] {
  const unit = width / spanM
  const narrow = Math.cos((centre[1] * Math.PI) / 180)
  return ([lon, lat]) => [
    width / 2 + (lon - centre[0]) * perDegree * narrow * unit,
    height / 2 - (lat - centre[1]) * perDegree * unit,
  ]
}

/** Town of an area path: the third code. Its children are the communities whose borders are drawn. */
const townOf = (area: string): string => area.split('/')[2] ?? ''

/** A square each hundred metres: a picture without streets still needs a measure. */
function Grid({ unit }: { unit: number }): ReactNode {
  const step = 100 * unit
  const lines = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map(
    (n) => `M${width / 2 + n * step} 0V${height}M0 ${height / 2 + n * step}H${width}`,
  )
  return <path d={lines.join('')} className="grid" />
}

/** Watched objects and other open cases near by. */
function Around({ war, at }: { war: War; at: (place: LonLat) => [number, number] }): ReactNode {
  const { data } = useQuery(aroundQuery(war.event.lon, war.event.lat))
  if (!data) return null
  const others = data.events.filter((one) => one.id !== war.event.id)
  return (
    <>
      {data.objects
        .filter((one) => one.id !== war.event.objectView?.id)
        .map((one) => {
          const [x, y] = at([one.lon, one.lat])
          return <rect key={one.id} x={x - 7} y={y - 7} width="14" height="14" className="tank" />
        })}
      {others.map((one) => {
        const [x, y] = at([one.lon, one.lat])
        const level = levelOfGrade(one.grade)
        return (
          <g key={one.id} className={`sh sh${level}`} transform={`translate(${x - 14} ${y - 14}) scale(1.17)`}>
            <path d={shapeOutlines[level]} />
          </g>
        )
      })}
    </>
  )
}

/** Where it is: communities round it, the cordon as a hatched circle, other open cases near by. */
export function PlaceMap({ war }: { war: War }): ReactNode {
  const { event } = war
  const outlines = useQuery({ ...outlinesQuery(townOf(event.area)), enabled: townOf(event.area) !== '' })
  const at = useMemo(() => planeOf([event.lon, event.lat]), [event.lon, event.lat])
  const paths = useMemo(
    () =>
      (outlines.data?.features ?? []).map((one) => ({
        id: one.id,
        name: one.properties.name,
        centre: at(one.properties.centre),
        d: one.geometry.coordinates
          .flat()
          .map(
            (ring) =>
              `M${ring
                .map((place) =>
                  at(place)
                    .map((n) => n.toFixed(0))
                    .join(' '),
                )
                .join('L')}Z`,
          )
          .join(''),
      })),
    [outlines.data, at],
  )
  const unit = width / spanM
  const radius = (event.cordonM ?? 0) * unit
  const level = levelOfGrade(event.grade)
  return (
    <section className="place" aria-label={t('war.map')}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMidYMid slice">
        <title>{t('war.map')}</title>
        <defs>
          <pattern id="hatch" width="14" height="14" patternUnits="userSpaceOnUse">
            <path d="M0 0L14 14M14 0L0 14" className={`h${level}`} strokeWidth="1.6" />
          </pattern>
        </defs>
        <rect width={width} height={height} className="sea" />
        {paths.map((one) => (
          <path key={one.id} d={one.d} className="land" />
        ))}
        {paths.map((one) => (
          <text key={one.id} x={one.centre[0]} y={one.centre[1]} className="wd" fontSize="18">
            {one.name}
          </text>
        ))}
        <Grid unit={unit} />
        <Around war={war} at={at} />
        {radius > 0 && <circle cx={width / 2} cy={height / 2} r={radius} fill="url(#hatch)" className={`cordon e${level}`} />}
        <g className={`sh sh${level}`} transform={`translate(${width / 2 - 24} ${height / 2 - 24}) scale(2)`}>
          <path d={shapeOutlines[level]} />
          <text className="ro" x="12" y={level === 2 ? 18.6 : 16.7}>
            {gradeNumerals[event.grade]}
          </text>
        </g>
        <text x={width / 2 + 40} y={height / 2 - 8} className="tw b">
          {event.address ?? event.areaName}
        </text>
        {radius > 0 && (
          <text x={width / 2 + 40} y={height / 2 + 20} className="tw q">
            {t('war.cordon', { m: event.cordonM ?? 0 })}
          </text>
        )}
        <g className="scale" transform={`translate(24 ${height - 28})`}>
          <path d={`M0 0v8h${100 * unit}v-8`} />
          <text x={100 * unit + 10} y="10">
            100 m
          </text>
        </g>
      </svg>
    </section>
  )
}
