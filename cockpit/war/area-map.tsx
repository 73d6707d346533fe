import { useQueries } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { type Box, fit, type LonLat, type Projection, pathOf, type Shape } from '../../ui/project.ts'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { levelOfGrade } from '../../ui/scale-marks.ts'
import { type Outline, outlinesQuery, type War } from '../data.ts'
import { shortName } from '../map/marker.tsx'
import { middleIn } from '../map/visible.ts'
import { DataAge } from '../panel/panel.tsx'
import { t } from '../t.ts'
import { ClosedWays, WayKeys } from './closed-ways.tsx'
import { type Label, spread } from './labels.ts'
import { useReach } from './use-reach.ts'

/** The picture, drawn at its own size behind the panel as that of a place is. */
const [width, height] = [1920, 1000]
/** Room at the top for what the marks mean, at the bottom for the age. */
const edge = 28
/** Units² of an area that must be seen before its name is worth writing. */
const leastSeen = 2_500
const letters = 20

const shapeOf = ({ geometry }: Outline): Shape => geometry.coordinates.flat() as Shape

type Drawn = { own: readonly Outline[]; around: readonly Outline[]; parts: readonly Outline[] }
const codesOf = (path: string): string[] => path.split('/').filter(Boolean)
const none: readonly string[] = []

/**
 * The outlines that are drawn: of the area itself, of what lies round it, and of its parts. An area stands among the children of the one above it; of the
 * city, which stands in nothing, its districts are its outline, and of an operating district across divisions its towns.
 */
function useOutlines(paths: readonly string[]): Drawn {
  const codes = paths.map(codesOf)
  const owns = codes.map((one) => one.at(-1) ?? '')
  const isCity = codes.every((one) => one.length === 1)
  const beside = isCity ? none : [...new Set(codes.map((one) => one.at(-2) ?? ''))]
  // A grid, the fifth, has no parts.
  const within = owns.length === 1 && codes[0]!.length < 5 ? owns : none
  const around = useQueries({ queries: beside.map((of) => outlinesQuery(of)), combine: featuresOf })
  const parts = useQueries({ queries: within.map((of) => outlinesQuery(of)), combine: featuresOf })
  return useMemo(() => {
    const areas = new Set(paths.map((path) => codesOf(path).at(-1)))
    const own = isCity ? parts : around.filter(({ properties: { code } }) => areas.has(code))
    return { own, around, parts: parts.length > 0 ? parts : own.length > 1 ? own : [] }
  }, [around, parts, paths, isCity])
}

const featuresOf = (answers: readonly { data: { features: Outline[] } | undefined }[]): Outline[] =>
  answers.flatMap(({ data }) => data?.features ?? [])

function labelsOf(parts: readonly Outline[], { at }: Projection, seen: Box): Label[] {
  const frame = { left: seen.x, top: seen.y, right: seen.x + seen.width, bottom: seen.y + seen.height }
  const labels = parts.flatMap((one) => {
    const ring = shapeOf(one)[0]?.map((place: LonLat) => at(place)) ?? []
    const middle = middleIn(ring, frame, leastSeen)
    const text = shortName(one.properties.name)
    return middle ? [{ id: one.id, text, at: middle, width: [...text].length * letters }] : []
  })
  return spread(labels, letters + 6)
}

type Picture = { ground: { id: string; d: string }[]; areas: { id: string; d: string }[]; labels: Label[]; at: Projection['at'] }

/** Everything as it lies in the part of the picture that is seen. */
function usePicture(paths: readonly string[], reach: { x: number; y: number }): Picture {
  const { own, around, parts } = useOutlines(paths)
  return useMemo(() => {
    const seen: Box = {
      ...{ x: width / 2 - reach.x, width: 2 * reach.x },
      ...{ y: height / 2 - reach.y + edge, height: 2 * reach.y - 2 * edge },
    }
    const projection = fit(own.map(shapeOf), seen)
    const { at } = projection
    if (own.length === 0) return { ground: [], areas: [], labels: [], at }
    const drawn = (one: Outline) => ({ id: one.id, d: pathOf(shapeOf(one), projection) })
    return { ground: [...around, ...parts].map(drawn), areas: own.map(drawn), labels: labelsOf(parts, projection, seen), at }
  }, [own, around, parts, reach])
}

/** A case of an area as a whole: the area itself, as large as fits, with its parts. It has no point, so there is no cordon, no measure of metres, nothing near. */
export function AreaMap({ war }: { war: War }): ReactNode {
  const { event } = war
  const [box, reach] = useReach()
  const { ground, areas, labels, at } = usePicture(event.wholeArea?.paths ?? none, reach)
  const level = levelOfGrade(event.grade)
  const name = event.wholeArea?.name ?? event.areaName
  return (
    <section className="place" aria-label={t('war.map-area')} ref={box}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={[t('war.map-area'), name].join(' · ')}>
        <defs>
          <pattern id="whole" width="18" height="18" patternUnits="userSpaceOnUse">
            <path d="M0 18L18 0" className={`h${level}`} strokeWidth="1.2" />
          </pattern>
        </defs>
        <rect width={width} height={height} className="sea" />
        {ground.map(({ id, d }) => (
          <path key={id} d={d} className="land" />
        ))}
        {areas.map(({ id, d }) => (
          <path key={id} d={d} fill="url(#whole)" className={`whole-area e${level}`} />
        ))}
        <ClosedWays war={war} at={at} />
        {labels.map(({ id, text, at: [x, y] }) => (
          <text key={id} x={x} y={y + 7} className="wd" fontSize={letters}>
            {text}
          </text>
        ))}
      </svg>
      <Key war={war} name={name} />
    </section>
  )
}

function Key({ war, name }: { war: War; name: string }): ReactNode {
  return (
    <>
      <ul className="key">
        <li>
          <GradeShape grade={war.event.grade} size={24} />
          {t('war.whole-area', { area: name })}
        </li>
        <WayKeys war={war} />
      </ul>
      <p className="asof">
        <DataAge />
      </p>
    </>
  )
}
