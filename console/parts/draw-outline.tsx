import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { distance } from '../../ui/format.ts'
import { t } from '../messages.ts'
import { type OutlineSet, outlinesQuery, pointsQuery } from '../queries.ts'
import { metresFrom, type Place } from '../rules/local-map.ts'
import { type Corner, outlineFault, placeAt, type View, viewOf, zoomed } from '../rules/outline.ts'
import { outlinePath } from './outline-path.ts'

const WIDTH = 560
const HEIGHT = 300
/** Objects are asked for and drawn from this width on (m); farther out they would be a grey mass. */
const OBJECTS_UNDER_M = 20_000
/** A key moves the picture by this share of its width. */
const STEP = 0.1
const NEARER = 0.5

/** `line`: a way from its first point to its last, not the rim of a place; `around`: where to look first. */
type Props = {
  area: string
  corners: readonly Corner[]
  onChange: (corners: Corner[]) => void
  line?: boolean
  around?: View
}

/**
 * Draws an outline corner by corner over the borders and objects of an area. By mouse a press sets a corner and the wheel zooms; by keys
 * the arrows move the picture, + and − zoom, Enter sets a corner at the cross in the middle, Backspace takes the last one back.
 */
export function DrawOutline({ area, corners, onChange, line = false, around }: Props): ReactNode {
  const { data } = useQuery(outlinesQuery(area))
  const [moved, setMoved] = useState<View | null>(around ?? null)
  const whole = data && data.features.length > 0 ? viewOf(cornersOf(data), HEIGHT / WIDTH) : null
  const view = moved ?? whole
  if (!view) return <span className="sk" />
  const fault = line ? null : outlineFault(corners)
  const zoom = (by: number) => setMoved(zoomed(view, by))
  const back = () => onChange(corners.slice(0, -1))
  return (
    <div className="col drawing">
      <Picture view={view} borders={data ?? noBorders} corners={corners} line={line} onChange={onChange} onView={setMoved} />
      <div className="row wrap">
        <Button small onPress={() => zoom(NEARER)}>
          {t('outline.nearer')}
        </Button>
        <Button small onPress={() => zoom(1 / NEARER)}>
          {t('outline.farther')}
        </Button>
        <Button small off={corners.length === 0 ? t('outline.nothing') : null} onPress={back}>
          {t('outline.back')}
        </Button>
        <Button small off={corners.length === 0 ? t('outline.nothing') : null} onPress={() => onChange([])}>
          {t('outline.clear')}
        </Button>
        <span className="meta" role="status">
          {fault
            ? t(`outline.${fault}`, { n: corners.length })
            : t(line ? 'outline.line' : 'outline.drawn', { n: corners.length })}
        </span>
      </div>
      <p className="meta">{t('outline.how')}</p>
    </div>
  )
}

const noBorders: OutlineSet = { type: 'FeatureCollection', features: [] }
const cornersOf = ({ features }: OutlineSet): Corner[] => features.flatMap((f) => f.geometry.coordinates.flat(2) as Corner[])

type PictureProps = {
  view: View
  borders: OutlineSet
  corners: readonly Corner[]
  line: boolean
  onChange: Props['onChange']
  onView: (view: View) => void
}

function Picture({ view, borders, corners, line, onChange, onView }: PictureProps): ReactNode {
  const box = useRef<SVGSVGElement>(null)
  const perM = WIDTH / view.acrossM
  const xy = ({ lon, lat }: Place): [number, number] => {
    const { east, north } = metresFrom(view.centre, { lon, lat })
    return [WIDTH / 2 + east * perM, HEIGHT / 2 - north * perM]
  }
  const placeUnder = (event: { clientX: number; clientY: number }): Place => {
    const { left, top, width, height } = box.current!.getBoundingClientRect()
    const [x, y] = [((event.clientX - left) / width) * WIDTH, ((event.clientY - top) / height) * HEIGHT]
    return placeAt(view.centre, (x - WIDTH / 2) / perM, (HEIGHT / 2 - y) / perM)
  }
  const set = ({ lon, lat }: Place) => onChange([...corners, [lon, lat]])
  const press = (event: PointerEvent) => (event.button === 0 ? set(placeUnder(event)) : undefined)
  const move = (east: number, north: number) =>
    onView({ ...view, centre: placeAt(view.centre, east * STEP * view.acrossM, north * STEP * view.acrossM) })
  const keys: Record<string, () => void> = {
    ArrowLeft: () => move(-1, 0),
    ArrowRight: () => move(1, 0),
    ArrowUp: () => move(0, 1),
    ArrowDown: () => move(0, -1),
    Enter: () => set(view.centre),
    Backspace: () => onChange(corners.slice(0, -1)),
    '+': () => onView(zoomed(view, NEARER)),
    '=': () => onView(zoomed(view, NEARER)),
    '-': () => onView(zoomed(view, 1 / NEARER)),
  }
  const key = (event: KeyboardEvent) => {
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  useWheel(box, (event) => onView(zoomed(view, event.deltaY < 0 ? 0.8 : 1.25, placeUnder(event))))
  return (
    <svg
      ref={box}
      className="draw"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="application"
      aria-label={t('outline.label', { n: corners.length })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: drawn on by keys too
      tabIndex={0}
      onPointerDown={press}
      onKeyDown={key}
    >
      <rect width={WIDTH} height={HEIGHT} fill="var(--map-land)" />
      <Borders borders={borders} xy={xy} />
      {view.acrossM <= OBJECTS_UNDER_M && <Objects view={view} xy={xy} />}
      <Drawn points={corners.map(([lon, lat]) => xy({ lon, lat }))} line={line} />
      <Names borders={borders} xy={xy} />
      <path d={`M${WIDTH / 2 - 6} ${HEIGHT / 2}h12M${WIDTH / 2} ${HEIGHT / 2 - 6}v12`} stroke="var(--text-2)" />
      <Bar perM={perM} />
    </svg>
  )
}

/** React listens to the wheel passively: a page that scrolls along could not be kept still. */
function useWheel(box: React.RefObject<SVGSVGElement | null>, turn: (event: WheelEvent) => void): void {
  const latest = useRef(turn)
  useEffect(() => {
    latest.current = turn
  })
  useEffect(() => {
    const element = box.current
    if (!element) return
    const listen = (event: WheelEvent) => {
      event.preventDefault()
      latest.current(event)
    }
    element.addEventListener('wheel', listen, { passive: false })
    return () => element.removeEventListener('wheel', listen)
  }, [box])
}

type Xy = (place: Place) => [number, number]

function Borders({ borders, xy }: { borders: OutlineSet; xy: Xy }): ReactNode {
  return borders.features.map(({ id, geometry }) => (
    <path key={id} d={outlinePath(geometry, xy)} fill="none" stroke="var(--map-line)" strokeDasharray="4 3" />
  ))
}

/** A sign of a name takes this much of a picture (px): where an area is narrower, its name would lie on its neighbour's. */
const SIGN_WIDE = 11

function Names({ borders, xy }: { borders: OutlineSet; xy: Xy }): ReactNode {
  return borders.features.map(({ id, properties: { name, centre }, geometry }) => {
    const xs = geometry.coordinates.flat(2).map(([lon, lat]) => xy({ lon, lat })[0])
    if (Math.max(...xs) - Math.min(...xs) < name.length * SIGN_WIDE) return null
    const [x, y] = xy({ lon: centre[0], lat: centre[1] })
    return (
      <text key={id} x={x} y={y} textAnchor="middle" className="ax maplabel">
        {name}
      </text>
    )
  })
}

function Objects({ view, xy }: { view: View; xy: Xy }): ReactNode {
  const half = view.acrossM / 2
  const [west, east] = [placeAt(view.centre, -half, -half), placeAt(view.centre, half, half)]
  const bbox = [west.lon, west.lat, east.lon, east.lat].map((n) => n.toFixed(4)).join(',')
  const { data } = useQuery(pointsQuery({ bbox }))
  return (data?.objects ?? []).map((object) => {
    const [x, y] = xy(object)
    return <rect key={object.id} x={x - 2.5} y={y - 2.5} width="5" height="5" className="obj" />
  })
}

function Drawn({ points, line }: { points: readonly [number, number][]; line: boolean }): ReactNode {
  const d = points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  return (
    <>
      {line ? (
        <path d={d} fill="none" stroke="var(--text)" strokeWidth="3" />
      ) : (
        <path d={points.length > 2 ? `${d}Z` : d} fill="var(--band)" fillOpacity=".6" stroke="var(--text)" strokeWidth="1.5" />
      )}
      {points.map(([x, y], i) => (
        <circle key={`${i} ${x} ${y}`} cx={x} cy={y} r="3.5" fill="var(--surface)" stroke="var(--text)" strokeWidth="1.5" />
      ))}
    </>
  )
}

/** A length to measure by: a fifth of the picture, rounded down to 1, 2 or 5. */
function Bar({ perM }: { perM: number }): ReactNode {
  const room = WIDTH / 5 / perM
  const power = 10 ** Math.floor(Math.log10(room))
  const metres = ([5, 2, 1].find((n) => n * power <= room) ?? 1) * power
  return (
    <g>
      <path d={`M10 ${HEIGHT - 16}v6h${metres * perM}v-6`} fill="none" stroke="var(--text)" />
      <text x={10 + metres * perM + 6} y={HEIGHT - 8} className="ax maplabel">
        {distance(metres)}
      </text>
    </g>
  )
}
