import type { ReactNode } from 'react'
import type { LayerLook } from '../../../contract/scene.ts'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { comma } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { say, t } from '../../messages.ts'
import { kindCounts } from './layer-words.ts'

const fourth = (degrees: number): string => degrees.toFixed(4)

/** What taking a file would do: counts, where it lies, what is not taken and why. */
export function Look({ seen, busy, onTake }: { seen: LayerLook; busy: boolean; onTake: () => void }): ReactNode {
  const { before, box, refused, features } = seen
  return (
    <section>
      <h3>{t('scene.look')}</h3>
      <p className="meta">
        {before
          ? t('scene.replaces', { version: before.version, features: number(before.features), day: before.asOf })
          : t('scene.new')}
        {' · '}
        {seen.crs}
      </p>
      <dl className="kv">
        <dt>{t('scene.seen')}</dt>
        <dd>
          <b className="b">{number(features)}</b> <span className="meta">{kindCounts(seen.counts)}</span>
        </dd>
        <dt>{t('scene.refused')}</dt>
        <dd>
          <b className="b">{number(refused)}</b>
        </dd>
      </dl>
      {box && <Sketch outlines={seen.outlines} box={box} />}
      {box && (
        <p className="meta">
          {t('scene.bounds', { west: fourth(box[0]), south: fourth(box[1]), east: fourth(box[2]), north: fourth(box[3]) })}
        </p>
      )}
      {seen.leftOut.length > 0 && (
        <p className="meta wrap-anywhere">{t('scene.left-out', { list: seen.leftOut.join(comma()) })}</p>
      )}
      {seen.faults.length > 0 && (
        <>
          <FieldNote error={`${t('scene.refused')} ${number(refused)}`} />
          <ul className="shifts">
            {seen.faults.map((fault) => (
              <li key={fault.row} className="wrap-anywhere">
                <span className="t2">{t('scene.line', { row: fault.row })}</span> {say(fault)}
              </li>
            ))}
          </ul>
          {refused > seen.faults.length && (
            <p className="meta">{t('scene.more-faults', { n: number(refused - seen.faults.length) })}</p>
          )}
        </>
      )}
      <div className="row">
        <Button kind="primary" busy={busy} off={features > 0 ? null : t('scene.look-first')} onPress={onTake}>
          {refused > 0 && features > 0 ? t('scene.take-rest', { n: number(features) }) : t('scene.take')}
        </Button>
      </div>
    </section>
  )
}

type Sketched = { outlines: LayerLook['outlines']; box: [number, number, number, number] }
/** Width of the drawing's own units; its height follows the box. */
const wide = 400

/** The features as lines and dots inside their box, north at the top. */
function Sketch({ outlines, box: [west, south, east, north] }: Sketched): ReactNode {
  const scale = Math.cos((((south + north) / 2) * Math.PI) / 180)
  // A single point has no extent: it is drawn in the middle of some hundred metres.
  const [dx, dy] = [Math.max((east - west) * scale, 0.002), Math.max(north - south, 0.002)]
  const unit = wide / Math.max(dx, dy)
  const [midX, midY] = [((west + east) / 2) * scale, (south + north) / 2]
  const [w, h] = [Math.max(dx * unit, wide / 3), Math.max(dy * unit, wide / 3)]
  const at = ([lon, lat]: readonly number[]): [number, number] => [
    w / 2 + (lon! * scale - midX) * unit,
    h / 2 - (lat! - midY) * unit,
  ]
  return (
    <svg
      className="scene-sketch"
      viewBox={`-10 -10 ${w + 20} ${h + 20}`}
      role="img"
      aria-label={t('scene.picture', { n: outlines.length })}
    >
      <rect x={0} y={0} width={w} height={h} />
      {outlines.map((line, i) => {
        const points = line.map(at)
        const [x, y] = points[0] ?? [0, 0]
        if (points.length === 1) return <circle key={i} cx={x} cy={y} r={3} />
        return <polyline key={i} points={points.map((p) => p.map((n) => n.toFixed(1)).join()).join(' ')} />
      })}
    </svg>
  )
}
