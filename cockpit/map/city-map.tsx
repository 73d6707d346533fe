import { useQuery } from '@tanstack/react-query'
import { memo, type ReactNode, useMemo } from 'react'
import type { AreaLoad } from '../../contract/cockpit.ts'
import { isRest } from '../../contract/rest-parts.ts'
import { grades } from '../../contract/scales.ts'
import type { WallPartView, WallState } from '../../contract/wall.ts'
import { NONE } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { type Box, pathOf, type Shape, type XY } from '../../ui/project.ts'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { t as ui } from '../../ui/t.ts'
import { type Outline, outlinesQuery } from '../data.ts'
import { ToArea } from '../overview/areas.tsx'
import { DataAge } from '../panel/panel.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { useWide } from '../use-wide.ts'
import { spread, townZoom, zoom } from './inset.ts'
import { type Corner, type Layout, layOut, placeIn } from './layout.ts'
import { Marker, nameOnMap, shapeSize } from './marker.tsx'
import { placeNames, wide } from './marks.ts'

/** The picture's own units: the middle column of the 1920 × 1080 wall. */
const width = 932
/** Its height alone, and above a row of panels: the picture is lower then, its letters stay as large. */
const heights = { alone: 936, above: 706 } as const
export type MapHeight = keyof typeof heights
const landOf = (height: number): Box => ({ x: 8, y: 8, width: width - 16, height: height - 100 })
/** Where an inset may stand. At the bottom stand the notes, and on the right the areas without an outline, where there are any. */
const corners: Readonly<Record<'rows' | 'none', readonly Corner[]>> = {
  rows: ['top-left', 'top-right'],
  none: ['top-left', 'top-right', 'bottom-right'],
}

type Drawn = { code: string; path: string; at: XY; hidden: boolean }
type Picture = Pick<Layout, 'inset'> & { areas: Drawn[]; by: number }

const shapeOf = (outline: Outline): Shape => outline.geometry.coordinates.flat()

/** Everything that does not change with the numbers: projected, simplified and laid out once. */
function draw(
  outlines: readonly Outline[],
  by: number,
  { height, beside }: { height: number; beside: keyof typeof corners },
): Picture {
  const shapes = outlines.map(shapeOf)
  const places = outlines.map(({ properties }) => properties.centre)
  const { projection, centres, inset, hidden } = layOut({ shapes, places, land: landOf(height), by, corners: corners[beside] })
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

type Placed = { code: string; at: XY; load: AreaLoad; name: XY | null }

/** The mark of an area, and the way to its own wall where it has one. */
function Place({ at, load, name }: Placed): ReactNode {
  const marker = <Marker at={at} load={load} name={name} />
  return opens(load) ? <a href={hrefOf({ area: load.path ?? load.code })}>{marker}</a> : marker
}

/** Names are as high as that, on the wide wall higher (`.wd`). */
const letters = { narrow: 20, wide: 26 } as const

type Loads = ReadonlyMap<string, AreaLoad>
type Ground = { picture: Picture; loads: Loads; letter: number }

/** The marks on the map or in its inset, with the places of their names there. */
function placed({ picture: { areas, inset, by }, loads, letter }: Ground, part: 'map' | 'inset', height: number): Placed[] {
  const here = areas.flatMap(({ code, at, hidden }) => {
    const load = loads.get(code)
    if (!load || hidden !== (part === 'inset')) return []
    return [{ code, load, at: hidden && inset ? placeIn(inset, at, by) : at }]
  })
  const marks = here.map(({ at, load }) => ({
    ...{ at, shape: shapeSize(load), words: wide(nameOnMap(load), letter) },
    weight: load.redOrange > 0 ? 3 : shapeSize(load) > 0 ? 2 : load.open > 0 ? 1 : 0,
  }))
  const keep = part === 'inset' && inset ? inset.box : { x: 0, y: 0, width, height }
  const names = placeNames(marks, { letter, keep, taken: part === 'map' ? (inset?.box ?? null) : null })
  return here.map((one, n) => ({ ...one, name: names[n]! }))
}

function Inset({ picture, marks }: { picture: Picture; marks: readonly Placed[] }): ReactNode {
  const { inset, areas, by } = picture
  if (!inset) return null
  const { part, box } = inset
  return (
    <>
      <rect {...part} className="frame-in" />
      <path className="ties" d={tiesOf(inset)} />
      <clipPath id="corner">
        <rect {...box} rx={6} />
      </clipPath>
      <g clipPath="url(#corner)">
        <rect {...box} className="sea" />
        <g transform={`translate(${box.x - part.x * by} ${box.y - part.y * by}) scale(${by})`} className="near">
          <Land areas={areas} />
        </g>
        {marks.map((mark) => (
          <Place key={mark.code} {...mark} />
        ))}
      </g>
      <rect {...box} rx={6} className="corner" />
    </>
  )
}

/** Two lines from the part that is enlarged to its inset, on the sides where they face each other across the wider gap. */
function tiesOf({ part, box, corner }: NonNullable<Picture['inset']>): string {
  const up = corner !== 'bottom-right'
  const [from, to] = up ? [part.y, box.y + box.height] : [part.y + part.height, box.y]
  const inner = box.width * 0.3
  const besides = corner === 'top-left' ? part.x - box.x - box.width : box.x - part.x - part.width
  if (besides > Math.abs(from - to)) {
    const [out, into] = corner === 'top-left' ? [part.x, box.x + box.width] : [part.x + part.width, box.x]
    const [high, low] = up ? [box.y + box.height * 0.7, box.y + box.height] : [box.y, box.y + box.height * 0.3]
    return `M${out} ${part.y}L${into} ${high}M${out} ${part.y + part.height}L${into} ${low}`
  }
  const [left, right] = corner === 'top-left' ? [box.x + inner, box.x + box.width] : [box.x, box.x + box.width - inner]
  return `M${part.x} ${from}L${left} ${to}M${part.x + part.width} ${from}L${right} ${to}`
}

/** How many stand open by grade; a dash while it is not known: it is read apart from the map. */
function Legend({ open }: { open: NonNullable<WallPartView['now']>['open'] | null }): ReactNode {
  return (
    <ul className="legend">
      <li className="t2">{t('legend.open', { n: open?.n ?? NONE })}</li>
      {grades.map((grade) => (
        <li key={grade}>
          <GradeShape grade={grade} size={26} />
          <span>{ui(`grade.${grade}`)}</span> <b>{open?.byGrade[grade] ?? NONE}</b>
        </li>
      ))}
    </ul>
  )
}

/** Areas without an outline of their own (the three zones), and what stands in no area of the map: rows beside it. */
function Rest({ loads }: { loads: readonly AreaLoad[] }): ReactNode {
  return (
    <ul className="zones">
      {loads.map((load) => (
        <li key={load.code}>
          <ToArea load={load}>
            {load.worst ? <GradeShape grade={load.worst} size={22} label={gradeWords(load.worst)} /> : <span className="dot" />}
            <span>{load.name}</span>
            {load.redOrange > 0 && <b>{load.redOrange}</b>}
          </ToArea>
        </li>
      ))}
    </ul>
  )
}

type MapProps = {
  area: WallState['area']
  rows: readonly AreaLoad[]
  open: NonNullable<WallPartView['now']>['open'] | null
  stands: MapHeight
}

/** City, districts, zones and towns have a wall of their own; what lies below a town has none. */
const opens = ({ path }: AreaLoad): boolean => path === null || path.split('/').filter(Boolean).length <= 3

const none: readonly Outline[] = []
/** Areas without an outline of their own; of a few the rows stand beside the map, what stands in none of them always. */
function restOf(rows: readonly AreaLoad[], features: readonly Outline[]): AreaLoad[] {
  const drawn = new Set(features.map(({ properties }) => properties.code))
  const rest = rows.filter((load) => !drawn.has(load.code))
  return rest.length <= 6 ? rest : rest.filter(({ code }) => isRest(code))
}

/** The map of the wall: one shape an area, its gravest open event; the number counts open red and orange ones. */
export function CityMap({ area, rows, open, stands }: MapProps): ReactNode {
  const { code, tier } = area
  const city = tier === 'city'
  const outlines = useQuery(outlinesQuery(code))
  const height = heights[stands]
  const loads = useMemo(() => new Map(rows.map((load) => [load.code, load])), [rows])
  const features = outlines.data?.features ?? none
  const rest = useMemo(() => restOf(rows, features), [rows, features])
  const beside = rest.length > 0 ? 'rows' : 'none'
  const picture = useMemo(() => draw(features, city ? zoom : townZoom, { height, beside }), [features, city, height, beside])
  const letter = useWide() ? letters.wide : letters.narrow
  const marks = useMemo(() => {
    const ground = { picture, loads, letter }
    return { map: placed(ground, 'map', height), inset: placed(ground, 'inset', height) }
  }, [picture, loads, letter, height])
  return (
    <section className="ctr" aria-label={t('map.label', { name: area.name })}>
      <svg viewBox={`0 0 ${width} ${height}`} className="city">
        <title>{t('map.label', { name: area.name })}</title>
        <Land areas={picture.areas} />
        <Inset picture={picture} marks={marks.inset} />
        {marks.map.map((mark) => (
          <Place key={mark.code} {...mark} />
        ))}
      </svg>
      <div className="mapnote">
        <p>{t('map.shape')}</p>
        <p>{t('map.count')}</p>
        <p>
          <DataAge /> · {outlines.isError ? t('map.missing') : t('map.schematic')}
        </p>
      </div>
      {rest.length > 0 && <Rest loads={rest} />}
      <Legend open={open} />
    </section>
  )
}
