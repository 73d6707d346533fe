import type { ReactNode } from 'react'
import type { ObjectTrack } from '../../../contract/track.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { clockTime, dateTime, NONE, number } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { w } from './layer-words.ts'
import { headAt, loadOf } from './track-way.ts'

type Props = { track: ObjectTrack | undefined; error: Error | null; moment: number; onClose: () => void }

/** Whose way is drawn, what it told at the moment of the slider, what is missing, and how old the newest of it is. */
export function TrackPanel({ track, error, moment, onClose }: Props): ReactNode {
  return (
    <section className="map-track" aria-label={w('track.title')}>
      <div className="row">
        <h2 className="grow el">{track ? w('track.of', { name: track.name }) : w('track.title')}</h2>
        <Button small kind="ghost" icon="x" label={w('track.hide')} onPress={onClose} />
      </div>
      {error && !track && <p className="t2">{error.message}</p>}
      {track && <Told track={track} moment={moment} />}
    </section>
  )
}

function Told({ track, moment }: { track: ObjectTrack; moment: number }): ReactNode {
  const time = (at: string) => dateTime(at, moment, lang())
  const gaps = Math.max(0, track.stretches.length - 1)
  return (
    <>
      <p className="meta">
        {track.positions === 0
          ? w('track.none')
          : w('track.points', { n: number(track.positions), from: time(track.from), to: time(track.to) })}
        {track.every > 1 && ` · ${w('track.thinned', { n: track.every })}`}
      </p>
      {track.positions > 0 && <AtHead track={track} moment={moment} />}
      {gaps > 0 && <p className="meta">{w('track.gaps', { n: gaps })}</p>}
      <p className="meta">
        {track.newest && (
          <>
            {w('track.newest')} <Age at={track.newest} />
          </>
        )}
      </p>
    </>
  )
}

function AtHead({ track, moment }: { track: ObjectTrack; moment: number }): ReactNode {
  const head = headAt(track, moment)
  if (head.state === 'before') return <p className="b">{w('track.before')}</p>
  const { speed } = head.point
  return (
    <>
      <p className="b">
        {head.state === 'on-way'
          ? w('track.at', { time: clockTime(head.point.at, true) })
          : head.back
            ? w('track.in-gap', { time: clockTime(head.since), back: clockTime(head.back) })
            : w('track.in-gap-open', { time: clockTime(head.since) })}
      </p>
      {head.state === 'on-way' && (
        <dl className="kv">
          <div className="kv-row">
            <dt>{w('track.speed')}</dt>
            <dd>
              <b className="b">{speed === null ? NONE : number(speed)}</b> {speed === null ? '' : track.speed.unit}
            </dd>
          </div>
          <div className="kv-row">
            <dt>{w('track.load')}</dt>
            <dd>
              <b className="b">{w(`track.${loadOf(track, head.point)}`)}</b>{' '}
              {head.point.load !== null && (
                <span className="t2">
                  {number(head.point.load)} {track.load.unit}
                </span>
              )}
            </dd>
          </div>
        </dl>
      )}
    </>
  )
}
