import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Replay } from '../../../contract/replay-view.ts'
import { clockTime, distance } from '../../../ui/format.ts'
import { ShapeAt } from '../../parts/mini-map.tsx'
import { outlinePath } from '../../parts/outline-path.ts'
import { outlinesQuery } from '../../queries.ts'
import { distanceM, metresFrom, type Place } from '../../rules/local-map.ts'
import { p } from './words.ts'

const [width, height] = [600, 320]
/** What is seen at least, metres from the middle to the edge above. */
const reachLeast = 440

/** Where it happened, north up: borders, the object, and the way of a thing that moves, as far as it had come. No person stands on it. */
export function ReplayMap({ played, at }: { played: Replay; at: number }): ReactNode {
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
      <Borders district={event.area.split('/')[1] ?? ''} xy={xy} />
      <circle cx={width / 2} cy={height / 2} r={ring * perM} fill="none" stroke="var(--map-line)" />
      <text x={width / 2} y={height / 2 + ring * perM - 4} textAnchor="middle" className="ax maplabel">
        {distance(ring)}
      </text>
      {come.length > 1 && <path className="rp-way" d={`M${come.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`} />}
      {object && <Dot at={xy(object)} name={object.name} />}
      {here && <circle cx={here[0]} cy={here[1]} r="6" className="rp-here" />}
      {at >= Date.parse(event.openedAt) && <ShapeAt grade={event.grade} at={[width / 2, height / 2]} size={28} />}
    </svg>
  )
}

function Borders({ district, xy }: { district: string; xy: (place: Place) => readonly [number, number] }): ReactNode {
  const { data } = useQuery({ ...outlinesQuery(district), enabled: district !== '' })
  return data?.features.map((one) => (
    <path key={one.id} d={outlinePath(one.geometry, xy)} fill="none" stroke="var(--map-line)" strokeDasharray="4 3" />
  ))
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
