import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { t } from '../t.ts'
import { fromPlane, type Point, toPlane } from './local.ts'
import { type Outline, ringsOf } from './outlines.ts'

/** Widths of the picture in metres, nearest first. */
const spans = [300, 1_200, 5_000, 20_000] as const
const firstSpan = 1
/** Height of the picture in parts of its width. */
const ratio = 0.62

type Props = {
  /** the pin, and the middle of the picture until it is moved */
  pin: Point
  accuracyM: number | null
  outlines: readonly Outline[]
  /** without it the map only shows */
  onMove?: (to: Point) => void
}

const pathOf = (outline: Outline, centre: Point): string =>
  ringsOf(outline)
    .map(
      (ring) =>
        `${ring
          .map(([lon, lat], n) => {
            const { x, y } = toPlane(centre, { lon, lat })
            return `${n ? 'L' : 'M'}${x.toFixed(0)} ${y.toFixed(0)}`
          })
          .join('')}Z`,
    )
    .join('')

/** Without outlines: six squares across, so that a moved pin is seen to move. */
function Grid({ span }: { span: number }): ReactNode {
  const lines = [-3, -2, -1, 0, 1, 2, 3].map((n) => (n + 0.5) * (span / 6))
  const d = lines.map((at) => `M${at} ${-span}V${span}M${-span} ${at}H${span}`).join('')
  return <path d={d} className="pm-grid" strokeWidth={span / 390} />
}

function Ground({ outlines, centre, span }: { outlines: readonly Outline[]; centre: Point; span: number }): ReactNode {
  if (outlines.length === 0) return <Grid span={span} />
  return (
    <>
      {outlines.map((one) => (
        <path
          key={one.id}
          d={pathOf(one, centre)}
          className={one.properties.tier === 'town' ? 'pm-town' : 'pm-community'}
          strokeWidth={span / (one.properties.tier === 'town' ? 180 : 360)}
        />
      ))}
      {outlines.map((one) => {
        const { x, y } = toPlane(centre, { lon: one.properties.centre[0], lat: one.properties.centre[1] })
        const near = Math.abs(x) < span / 2 && Math.abs(y) < (span * ratio) / 2
        return near && one.properties.tier !== 'town' ? (
          <text key={one.id} x={x} y={y} className="pm-name" fontSize={span / 27} strokeWidth={span / 130}>
            {one.properties.name}
          </text>
        ) : null
      })}
    </>
  )
}

function Pin({ at, accuracyM, span }: { at: { x: number; y: number }; accuracyM: number | null; span: number }): ReactNode {
  const u = span / 390
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      {accuracyM !== null && (
        <circle r={accuracyM} className="pm-ring" strokeWidth={1.2 * u} strokeDasharray={`${4 * u} ${3 * u}`} />
      )}
      <g transform={`scale(${u})`}>
        <path className="pm-pin" d="M0 0s14-13 14-24a14 14 0 00-28 0c0 11 14 24 14 24z" />
        <circle className="pm-hole" cy={-24} r="5" />
      </g>
    </g>
  )
}

/**
 * A small map of the project's own outlines with one pin: press to set it, arrow keys to move it, plus and minus for the scale. Drawn
 * in metres round the pin's first place, so nothing is asked from anywhere else.
 */
export function PlaceMap({ pin, accuracyM, outlines, onMove }: Props): ReactNode {
  const [scale, setScale] = useState<number>(firstSpan)
  const [centre, setCentre] = useState(pin)
  const box = useRef<HTMLButtonElement>(null)
  const span = spans[scale]!
  const at = toPlane(centre, pin)
  // the pin left the picture (a new fix, or it was carried off by keys): the picture follows
  if (Math.abs(at.x) > span * 0.46 || Math.abs(at.y) > span * ratio * 0.42) setCentre(pin)
  const press = (event: PointerEvent<HTMLButtonElement>) => {
    const area = box.current?.getBoundingClientRect()
    if (!area || !onMove) return
    const perPixel = span / area.width
    const x = (event.clientX - area.left - area.width / 2) * perPixel
    const y = (event.clientY - area.top - area.height / 2) * perPixel
    onMove(fromPlane(centre, { x, y }))
  }
  const key = (event: KeyboardEvent) => {
    const step = span / 40
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key]
    if (!by || !onMove) return
    event.preventDefault()
    onMove(fromPlane(centre, { x: at.x + by[0]!, y: at.y + by[1]! }))
  }
  const height = span * ratio
  const picture = (
    <svg
      viewBox={`${-span / 2} ${-height / 2} ${span} ${height}`}
      className="pm"
      preserveAspectRatio="xMidYMid slice"
      style={{ aspectRatio: `1 / ${ratio}` }}
      aria-hidden="true"
    >
      <Ground outlines={outlines} centre={centre} span={span} />
      <Pin at={at} accuracyM={accuracyM} span={span} />
    </svg>
  )
  if (!onMove) return <div className="pm-box">{picture}</div>
  return (
    <div className="pm-box">
      <button ref={box} type="button" className="pm-press" aria-label={t('place.map')} onPointerUp={press} onKeyDown={key}>
        {picture}
      </button>
      <div className="pm-zoom">
        <Button
          icon="plus"
          label={t('place.in')}
          off={scale === 0 ? t('place.nearest') : null}
          onPress={() => setScale(scale - 1)}
        />
        <Button
          icon="minus"
          label={t('place.out')}
          off={scale === spans.length - 1 ? t('place.widest') : null}
          onPress={() => setScale(scale + 1)}
        />
      </div>
      <span className="pm-note meta">{t('place.schematic')}</span>
    </div>
  )
}
