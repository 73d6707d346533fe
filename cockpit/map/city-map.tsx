import { useQuery } from '@tanstack/react-query'
import { memo, type ReactNode, useMemo } from 'react'
import type { AreaLoad, CockpitView } from '../../contract/cockpit.ts'
import { grades } from '../../contract/scales.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { t as ui } from '../../ui/t.ts'
import { type Outline, outlinesQuery } from '../data.ts'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { crowdedPart, spread, townZoom, zoom } from './inset.ts'
import { Marker } from './marker.tsx'
import { type Box, fit, pathOf, type Shape, type XY } from './project.ts'

/** The picture's own units: the middle column of the 1920 × 1080 wall. */
const width = 932
const height = 936
const land: Box = { x: 8, y: 8, width: width - 16, height: height - 100 }
const corner: Box = { x: 0, y: 4, width: 372, height: 318 }

type Drawn = { code: string; path: string; at: XY; hidden: boolean }
type Picture = { areas: Drawn[]; inset: Box | null; by: number }

const shapeOf = (outline: Outline): Shape => outline.geometry.coordinates.flat()

/** Where a point of the picture stands in the inset. */
function placeIn(inset: Box, [x, y]: XY, by: number): XY {
  return [corner.x + (x - inset.x) * by, corner.y + (y - inset.y) * by]
}

/** Does shape and name fit into the inset there? What stands in the inset does not stand on the map too. */
const isWithin = ([x, y]: XY): boolean =>
  x > 36 && x < corner.width - 36 && y > corner.y + 18 && y < corner.y + corner.height - 36

/** Everything that does not change with the numbers: projected, simplified and laid out once. */
function draw(outlines: readonly Outline[], by: number): Picture {
  const shapes = outlines.map(shapeOf)
  const projection = fit(shapes, land)
  const centres = outlines.map((one) => projection.at(one.properties.centre))
  const inset = crowdedPart(centres, corner, by)
  const hidden = centres.map((centre) => inset !== null && isWithin(placeIn(inset, centre, by)))
  const spaced = spread(centres.map((centre, n) => (hidden[n] ? null : centre)))
  const areas = outlines.map((one, n) => ({
    code: one.properties.code,
    path: pathOf(shapes[n]!, projection),
    at: spaced[n] ?? centres[n]!,
    hidden: hidden[n]!,
  }))
  return { areas, inset, by }
}

const Land = memo(function Land({ areas }: { areas: readonly Drawn[] }): ReactNode {
  return areas.map((area) => <path key={area.code} d={area.path} className="land" />)
})

function Inset({ picture, loads }: { picture: Picture; loads: ReadonlyMap<string, AreaLoad> }): ReactNode {
  const { inset, areas, by } = picture
  if (!inset) return null
  const inside = areas.filter((area) => area.hidden)
  const low = corner.y + corner.height
  return (
    <>
      <rect x={inset.x} y={inset.y} width={inset.width} height={inset.height} className="frame-in" />
      <path
        className="ties"
        d={`M${inset.x} ${inset.y}L${corner.width * 0.3} ${low}M${inset.x + inset.width} ${inset.y}L${corner.width} ${low}`}
      />
      <clipPath id="corner">
        <rect {...corner} rx={6} />
      </clipPath>
      <g clipPath="url(#corner)">
        <rect {...corner} className="sea" />
        <g transform={`translate(${corner.x - inset.x * by} ${corner.y - inset.y * by}) scale(${by})`} className="near">
          <Land areas={areas} />
        </g>
        {inside.map((area) => (
          <Marker key={area.code} at={placeIn(inset, area.at, by)} load={loads.get(area.code)} />
        ))}
      </g>
      <rect {...corner} rx={6} className="corner" />
    </>
  )
}

function Legend({ view }: { view: CockpitView }): ReactNode {
  return (
    <ul className="legend">
      <li className="t2">{t('legend.open', { n: view.open.n })}</li>
      {grades.map((grade) => (
        <li key={grade}>
          <GradeShape grade={grade} size={26} />
          <span>{ui(`grade.${grade}`)}</span> <b>{view.open.byGrade[grade]}</b>
        </li>
      ))}
    </ul>
  )
}

/** Areas without an outline of their own (the three zones): rows beside the map. */
function Rest({ loads }: { loads: readonly AreaLoad[] }): ReactNode {
  return (
    <ul className="zones">
      {loads.map((load) => (
        <li key={load.code}>
          {load.worst ? <GradeShape grade={load.worst} size={22} label={gradeWords(load.worst)} /> : <span className="dot" />}
          <span>{load.name}</span>
          {load.redOrange > 0 && <b>{load.redOrange}</b>}
        </li>
      ))}
    </ul>
  )
}

/** The map of the wall: one shape an area, its gravest open event; the number counts open red and orange ones. */
export function CityMap({ view }: { view: CockpitView }): ReactNode {
  const code = view.area.path.split('/').filter(Boolean).at(-1) ?? ''
  const city = view.area.tier === 'city'
  const outlines = useQuery(outlinesQuery(code))
  const picture = useMemo(() => draw(outlines.data?.features ?? [], city ? zoom : townZoom), [outlines.data, city])
  const loads = useMemo(() => new Map(view.districts.map((load) => [load.code, load])), [view.districts])
  const drawn = new Set(picture.areas.map((area) => area.code))
  const rest = view.districts.filter((load) => !drawn.has(load.code))
  return (
    <section className="ctr" aria-label={t('map.label', { name: view.area.name })}>
      <svg viewBox={`0 0 ${width} ${height}`} className="city">
        <title>{t('map.label', { name: view.area.name })}</title>
        <Land areas={picture.areas} />
        <Inset picture={picture} loads={loads} />
        {picture.areas.map((area) => {
          const load = loads.get(area.code)
          const marker = area.hidden ? null : <Marker key={area.code} at={area.at} load={load} />
          return load?.path && city && marker ? (
            <a key={area.code} href={hrefOf({ area: load.path })}>
              {marker}
            </a>
          ) : (
            marker
          )
        })}
      </svg>
      <div className="mapnote">
        <p>{t('map.shape')}</p>
        <p>{t('map.count')}</p>
        <p>{outlines.isError ? t('map.missing') : t('map.schematic')}</p>
      </div>
      {rest.length > 0 && rest.length <= 6 && <Rest loads={rest} />}
      <Legend view={view} />
    </section>
  )
}
