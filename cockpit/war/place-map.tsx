import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { LonLat, XY } from '../../ui/project.ts'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { gradeNumerals, levelOfGrade, shapeOutlines } from '../../ui/scale-marks.ts'
import { aroundQuery, type Outline, outlinesQuery, type War } from '../data.ts'
import { middleIn } from '../map/visible.ts'
import { DataAge } from '../panel/panel.tsx'
import { t } from '../t.ts'
import { kept } from './bearing.ts'
import { ClosedWays, WayKeys } from './closed-ways.tsx'
import { useReach } from './use-reach.ts'

/**
 * The picture is drawn once at its own size, larger than any panel, the event in its middle; the panel shows what fits. So a wider wall
 * shows more of the town, not larger letters.
 */
const [width, height] = [1920, 1000]
/** Units of the picture in a metre: the cordon of 40 m must be seen, and the next communities too. */
const unit = 1.4
/** Metres per degree of latitude, sphere of 6,371 km. */
const perDegree = 111_195
/** What the smallest panel shows. */
const seen = { left: width / 2 - 400, right: width / 2 + 400, top: height / 2 - 200, bottom: height / 2 + 200 }
/** Units² of an area that must be seen before its name is worth writing. */
const leastSeen = 16_000

type Plane = (place: LonLat) => [number, number]

function planeOf(centre: LonLat): Plane {
  const narrow = Math.cos((centre[1] * Math.PI) / 180)
  return ([lon, lat]) => [
    width / 2 + (lon - centre[0]) * perDegree * narrow * unit,
    height / 2 - (lat - centre[1]) * perDegree * unit,
  ]
}

/** Town of an area path: the third code. Its children are the communities whose borders are drawn. */
const townOf = (area: string): string => area.split('/')[2] ?? ''

function drawn(outline: Outline, at: Plane): { id: string; name: string; middle: XY | null; d: string } {
  const rings = outline.geometry.coordinates.flat().map((ring) => ring.map(at))
  const d = rings.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(0)} ${y.toFixed(0)}`).join('L')}Z`).join('')
  const middle = rings[0] ? middleIn(rings[0], seen, leastSeen) : null
  return { id: outline.properties.code, name: outline.properties.name, middle, d }
}

/** A square each hundred metres: a picture without streets still needs a measure. */
function Grid(): ReactNode {
  const step = 100 * unit
  const each = (size: number) =>
    Array.from({ length: Math.ceil(size / step) }, (_, n) => (n - Math.floor(size / step / 2)) * step)
  const lines = [
    ...each(width).map((n) => `M${width / 2 + n} 0V${height}`),
    ...each(height).map((n) => `M0 ${height / 2 + n}H${width}`),
  ]
  return <path d={lines.join('')} className="grid" />
}

type Label = { x: number; y: number; anchor: 'start' | 'end' | 'middle' }

/** Where the event's name covers the fewest of the marks round it: right, left, above or below. */
function labelPlace(chars: number, marks: readonly XY[]): Label {
  const [cx, cy, long] = [width / 2, height / 2, chars * 22]
  const places: (Label & { left: number })[] = [
    { x: cx + 72, y: cy, anchor: 'start', left: cx + 72 },
    { x: cx - 72, y: cy, anchor: 'end', left: cx - 72 - long },
    { x: cx, y: cy - 104, anchor: 'middle', left: cx - long / 2 },
    { x: cx, y: cy + 96, anchor: 'middle', left: cx - long / 2 },
  ]
  const covered = ({ left, y }: { left: number; y: number }) =>
    marks.filter(([mx, my]) => mx > left - 12 && mx < left + long + 12 && Math.abs(my - y) < 44).length
  return places.toSorted((a, b) => covered(a) - covered(b))[0]!
}

function Cordon({ war }: { war: War }): ReactNode {
  const { cordonM, grade } = war.event
  const level = levelOfGrade(grade)
  return (
    <>
      <defs>
        <pattern id="hatch" width="14" height="14" patternUnits="userSpaceOnUse">
          <path d="M0 0L14 14M14 0L0 14" className={`h${level}`} strokeWidth="1.6" />
        </pattern>
      </defs>
      {cordonM !== null && cordonM > 0 && (
        <circle cx={width / 2} cy={height / 2} r={cordonM * unit} fill="url(#hatch)" className={`cordon e${level}`} />
      )}
      <g className={`sh sh${level}`} transform={`translate(${width / 2 - 21} ${height / 2 - 21}) scale(1.75)`}>
        <path d={shapeOutlines[level]} />
        <text className="ro" x="12" y={level === 2 ? 18.6 : 16.7}>
          {gradeNumerals[grade]}
        </text>
      </g>
    </>
  )
}

/** `counted`: when they were; undefined: they are not there yet. */
type Marks = {
  tanks: readonly XY[]
  cases: readonly { id: string; level: number; at: XY }[]
  counted: string | undefined
  /** what the case is about, by its name */
  own: string | undefined
}

/** Watched objects and other open cases near by. */
function useMarks(war: War, at: Plane): Marks {
  const { data } = useQuery(aroundQuery(war.event.lon, war.event.lat))
  return useMemo(() => {
    const others = (data?.events ?? []).filter((one) => one.id !== war.event.id)
    const tanks = (data?.objects ?? []).filter((one) => one.id !== war.event.object)
    return {
      counted: data?.at,
      own: data?.objects.find((one) => one.id === war.event.object)?.name,
      tanks: tanks.map((one) => at([one.lon, one.lat])),
      cases: others.map((one) => ({ id: one.id, level: levelOfGrade(one.grade), at: at([one.lon, one.lat]) })),
    }
  }, [data, war.event.id, war.event.object, at])
}

function Around({ marks }: { marks: Marks }): ReactNode {
  return (
    <>
      {marks.tanks.map(([x, y]) => (
        <rect key={`${x} ${y}`} x={x - 7} y={y - 7} width="14" height="14" className="tank" />
      ))}
      {marks.cases.map(({ id, level, at: [x, y] }) => (
        <g key={id} className={`sh sh${level}`} transform={`translate(${x - 14} ${y - 14}) scale(1.17)`}>
          <path d={shapeOutlines[level]} />
        </g>
      ))}
    </>
  )
}

type CameraMark = { no: number; off: boolean; at: XY; out: number | null }

/** The cameras of the list beneath, by their number there; those that are off or no more listed are drawn hollow, those outside the picture at its edge. */
const camerasOn = ({ cameras }: War, plane: Plane, reach: { x: number; y: number }): CameraMark[] =>
  (cameras?.rows ?? []).map(({ state, lon, lat }, n) => {
    const [x, y] = plane([lon, lat])
    const { at, out } = kept([x - width / 2, y - height / 2], reach)
    return { no: n + 1, off: state === 'off' || state === 'gone', at: [at[0] + width / 2, at[1] + height / 2], out }
  })

function CameraMarks({ cameras }: { cameras: readonly CameraMark[] }): ReactNode {
  return cameras.map(({ no, off, at: [x, y], out }) => (
    <g key={no} className={off ? 'camera off' : 'camera'} transform={`translate(${x.toFixed(0)} ${y.toFixed(0)})`}>
      {out !== null && <path d="M19 -9L31 0L19 9Z" transform={`rotate(${out})`} />}
      <rect x="-15" y="-15" width="30" height="30" rx="4" />
      <text y="8">{no}</text>
    </g>
  ))
}

/** What the marks mean, and how large a hundred metres are. */
function Key({ war, marks, cameras }: { war: War; marks: Marks; cameras: readonly CameraMark[] }): ReactNode {
  const { cordonM, grade } = war.event
  return (
    <>
      <ul className="key">
        <li>
          <GradeShape grade={grade} size={24} />
          {t('war.here')}
        </li>
        {cordonM !== null && cordonM > 0 && (
          <li>
            <i className={`ring e${levelOfGrade(grade)}`} />
            {t('war.cordon', { m: cordonM })}
          </li>
        )}
        {marks.tanks.length > 0 && (
          <li>
            <i className="box" />
            {t('war.objects')}
          </li>
        )}
        {cameras.length > 0 && (
          <li>
            <i className="cam" />
            {t(cameras.some(({ out }) => out !== null) ? 'war.camera-key-out' : 'war.camera-key')}
          </li>
        )}
        <WayKeys war={war} />
      </ul>
      <p className="measure">
        <i style={{ width: `${(100 * unit) / 16}rem` }} />
        100 m
      </p>
    </>
  )
}

/** Where it is: communities round it, the cordon as a hatched circle, watched objects and other open cases near by. */
export function PlaceMap({ war }: { war: War }): ReactNode {
  const { event } = war
  const outlines = useQuery({ ...outlinesQuery(townOf(event.area)), enabled: townOf(event.area) !== '' })
  const at = useMemo(() => planeOf([event.lon, event.lat]), [event.lon, event.lat])
  const areas = useMemo(() => (outlines.data?.features ?? []).map((one) => drawn(one, at)), [outlines.data, at])
  const marks = useMarks(war, at)
  // Where it is says the head already; what it is about is looked for on the map by its name.
  const name = marks.own ?? event.address ?? event.areaName
  const [box, reach] = useReach()
  const cameras = camerasOn(war, at, reach)
  const label = labelPlace([...name].length, [
    ...marks.tanks,
    ...marks.cases.map((one) => one.at),
    ...cameras.map((one) => one.at),
  ])
  return (
    <section className="place" aria-label={t('war.map')} ref={box}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={[t('war.map'), name].join(' · ')}>
        <rect width={width} height={height} className="sea" />
        {areas.map((one) => (
          <path key={one.id} d={one.d} className="land" />
        ))}
        <Grid />
        {areas.map(({ id, name: area, middle }) => {
          // the event and its name stand in the middle: a community's name keeps out of their way
          const clear = middle && Math.hypot(middle[0] - width / 2, (middle[1] - height / 2) * 2) > 260
          return clear ? (
            <text key={id} x={middle[0]} y={middle[1]} className="wd" fontSize="20">
              {area}
            </text>
          ) : null
        })}
        <Around marks={marks} />
        <ClosedWays war={war} at={at} />
        <Cordon war={war} />
        <CameraMarks cameras={cameras} />
        <text x={label.x} y={label.y + 8} textAnchor={label.anchor} className="tw b">
          {name}
        </text>
      </svg>
      <Key war={war} marks={marks} cameras={cameras} />
      <p className="asof">
        <DataAge also={marks.counted} />
      </p>
    </section>
  )
}
