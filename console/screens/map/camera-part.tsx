import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MapCameras } from '../../../contract/camera-list.ts'
import { Age } from '../../../ui/age.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { camerasFrom } from './camera-style.ts'
import { c } from './camera-words.ts'
import type { View } from './city-map.tsx'
import { mapCamerasQuery } from './map-queries.ts'
import { cameraSign, sceneField } from './scene-symbols.ts'

const states = ['on', 'off', 'unsaid', 'gone'] as const
type State = (typeof states)[number]

/** A camera as the map draws it. */
export function CameraSign({ state, size = 20 }: { state: State; size?: number }): ReactNode {
  const side = `${size / 16}rem`
  return (
    <svg className="scene-sign" style={{ width: side, height: side }} viewBox="0 0 24 24" aria-hidden="true">
      <path className="field" d={sceneField} strokeDasharray={state === 'unsaid' ? '3 2.6' : undefined} />
      <path d={cameraSign(state)} />
    </svg>
  )
}

type Props = {
  on: boolean
  onTurn: (on: boolean) => void
  view: View | null
  area: string | undefined
  /** the map shows another moment than now */
  then: boolean
}

/** 摄像机: on or off, how many are in view by what their platforms said of them, and the way to their list. */
export function CameraPart({ on, onTurn, view, area, then }: Props): ReactNode {
  const near = view !== null && view.zoom >= camerasFrom
  const query = useQuery(mapCamerasQuery({ area, box: near ? view.box : null }))
  const counts = near ? query.data : undefined
  return (
    <div className="part cams">
      <div className="lg-row">
        <span className="grow">
          <Checkbox value={on} onChange={onTurn}>
            <CameraSign state="on" />
            {c('title')}
          </Checkbox>
        </span>
        <b className="b">{counts ? number(sumOf(counts)) : NONE}</b>
      </div>
      {on && counts && <Legend counts={counts} />}
      {!near && <p className="meta">{c('far', { zoom: camerasFrom })}</p>}
      {near && query.error && !counts && <p className="meta">{c('failed')}</p>}
      {on && then && <p className="meta">{c('now')}</p>}
      <p className="meta">
        <Link to="/feeds" search={{ tab: 'cameras', view: 'list' }}>
          {c('list')}
        </Link>
      </p>
    </div>
  )
}

const sumOf = (counts: MapCameras): number => states.reduce((sum, state) => sum + counts[state], 0)

function Legend({ counts }: { counts: MapCameras }): ReactNode {
  return (
    <>
      {states.map((state) => (
        <div className="lg-row" key={state}>
          <span className="grow">
            <CameraSign state={state} size={18} /> {c(state)}
          </span>
          <span className="t2">{number(counts[state])}</span>
        </div>
      ))}
      <p className="meta">{c('legend')}</p>
      {counts.listedAt && (
        <p className="meta">
          {c('as-of')} <Age at={counts.listedAt} />
        </p>
      )}
    </>
  )
}
