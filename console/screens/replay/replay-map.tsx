import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Replay } from '../../../contract/replay-view.ts'
import type { Grade } from '../../../contract/scales.ts'
import { clockTime, distance } from '../../../ui/format.ts'
import { AreaMini } from '../../parts/area-mini.tsx'
import { ShapeAt } from '../../parts/mini-map.tsx'
import { outlinePath } from '../../parts/outline-path.ts'
import { outlinesQuery, pointsQuery } from '../../queries.ts'
import { boxText, distanceM, metresFrom, type Place } from '../../rules/local-map.ts'
import { p } from './words.ts'

const [width, height] = [600, 320]
/** What is seen at least, metres from the middle to the edge above. */
const reachLeast = 440

type XY = (place: Place) => readonly [number, number]

type Shown = { played: Replay; at: number; grade: Grade | null }

/** Where a case is: round the place it happened at, or the area it is of as a whole, which has no middle and nothing near. */
export function ReplayMap({ played, at, grade }: Shown): ReactNode {
  const { title, wholeArea } = played.event
  if (!wholeArea) return <PlaceMap played={played} at={at} grade={grade} />
  const label = p('map', { title, time: clockTime(at, true) })
  return <AreaMini area={wholeArea} grade={grade} title={title} label={label} className="rp-map rp-area" />
}

/**
 * Where it happened, north up: borders of the town and its communities, what is watched there today, the object, and the way of a thing that moves,
 * as far as it had come. `grade`: of the moment; null before the case was opened. No person stands on it.
 */
function PlaceMap({ played, at, grade }: Shown): ReactNode {
  const { event, object, places } = played
  const reach = Math.max(reachLeast, ...places.map((place) => 1.1 * distanceM(event, place)))
  const perM = height / 2 / reach
  const xy = (place: Place): readonly [number, number] => {
    const { east, north } = metresFrom(event, place)
    return [width / 2 + east * perM, height / 2 - north * perM]
  }
  const come = places.filter((place) => Date.parse(place.at) <= at).map(xy)
  const here = come.at(-1)
  const ring = reach > 2_000 ? 1_000 : 200
  return (
    <svg
      className="rp-map"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={p('map', { title: event.title, time: clockTime(at, true) })}
    >
      <rect width={width} height={height} fill="var(--map-land)" />
      <Borders of={event.area.split('/')[2] ?? ''} xy={xy} />
      <Borders of={event.area.split('/')[1] ?? ''} xy={xy} towns />
      {reach <= 2_000 && <Watched centre={event} reach={(reach * width) / height} xy={xy} but={object?.id ?? null} />}
      <circle cx={width / 2} cy={height / 2} r={ring * perM} fill="none" stroke="var(--map-line)" />
      <text x={width / 2} y={height / 2 + ring * perM - 4} textAnchor="middle" className="ax maplabel">
        {distance(ring)}
      </text>
      {come.length > 1 && <path className="rp-way" d={`M${come.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`} />}
      {object && <Dot at={xy(object)} name={object.name} />}
      {here && <circle cx={here[0]} cy={here[1]} r="6" className="rp-here" />}
      {grade && <ShapeAt grade={grade} at={[width / 2, height / 2]} size={28} />}
    </svg>
  )
}

/** Outlines below an area: of its communities in fine lines with their names, of its `towns` in heavier ones. */
function Borders({ of, xy, towns = false }: { of: string; xy: XY; towns?: boolean }): ReactNode {
  const { data } = useQuery({ ...outlinesQuery(of), enabled: of !== '' })
  return data?.features.map((one) => {
    const [x, y] = xy({ lon: one.properties.centre[0], lat: one.properties.centre[1] })
    // The event and its object stand in the middle, and a name that would leave the picture is none.
    const isClear = Math.abs(x - width / 2) + Math.abs(y - height / 2) > 90
    const isInside = x > 60 && x < width - 60 && y > 20 && y < height - 20
    return (
      <g key={one.id}>
        <path d={outlinePath(one.geometry, xy)} className={towns ? 'rp-town' : 'rp-community'} />
        {!towns && isClear && isInside && (
          <text x={x} y={y} textAnchor="middle" className="ax maplabel">
            {one.properties.name}
          </text>
        )}
      </g>
    )
  })
}

type Near = { centre: Place; reach: number; xy: XY; but: string | null }

/** What is watched round about, as the register has it now. */
function Watched({ centre, reach, xy, but }: Near): ReactNode {
  const { data } = useQuery(pointsQuery({ bbox: boxText(centre, reach) }))
  const shown = (data?.objects ?? [])
    .filter(({ id }) => id !== but)
    .map((one) => ({ id: one.id, at: xy(one) }))
    .filter(({ at: [x, y] }) => x > 4 && x < width - 4 && y > 4 && y < height - 4)
  return (
    <g>
      {shown.map(({ id, at: [x, y] }) => (
        <rect key={id} x={x - 3} y={y - 3} width="6" height="6" className="obj" />
      ))}
      {shown.length > 0 && (
        <text x="10" y={height - 10} className="ax maplabel">
          {p('watched', { n: shown.length })}
        </text>
      )}
    </g>
  )
}

function Dot({ at: [x, y], name }: { at: readonly [number, number]; name: string }): ReactNode {
  return (
    <g>
      <rect x={x - 4} y={y - 4} width="8" height="8" className="obj" />
      <text x={x} y={y + 30} textAnchor="middle" className="ax maplabel">
        {name}
      </text>
    </g>
  )
}
