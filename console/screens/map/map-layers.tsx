import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { SceneCounts } from '../../../contract/scene-card.ts'
import { type SceneKind, sceneKindIds, sceneKinds } from '../../../contract/scene-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { say } from '../../messages.ts'
import type { View } from './city-map.tsx'
import { mostLayers, sceneFrom, switched } from './layer-set.ts'
import { w } from './layer-words.ts'
import { sceneCountsQuery } from './map-queries.ts'
import { sceneField, sceneSigns } from './scene-symbols.ts'

/** A kind of feature as the map draws it. */
export function SceneSign({ kind, size = 20 }: { kind: SceneKind; size?: number }): ReactNode {
  return (
    <svg
      className="scene-sign"
      style={{ width: `${size / 16}rem`, height: `${size / 16}rem` }}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path className="field" d={sceneField} />
      <path d={sceneSigns[kind]} />
    </svg>
  )
}

type Props = {
  on: readonly SceneKind[]
  /** something else of the panel is on already */
  begun?: boolean
  onLayers: (layers: string | undefined) => void
  view: View | null
  area: string | undefined
  /** how many ways are closed: said also while the panel is folded */
  ways: number
  children?: ReactNode
}

/** 图层: which features of the ground are drawn, with their signs and how many are in view. Folded it says how many are on. */
export function MapLayers({ on, begun = false, onLayers, view, area, ways, children }: Props): ReactNode {
  const [open, setOpen] = useState(on.length > 0 || begun)
  if (!open)
    return (
      <div className="map-layers folded">
        <Button small icon="layers" onPress={() => setOpen(true)}>
          {w('layers.title')} {on.length > 0 && w('layers.n', { n: on.length })}
          {ways > 0 && ` · ${w('layers.ways', { n: ways })}`}
        </Button>
      </div>
    )
  return (
    <section className="map-layers" aria-label={w('layers.title')}>
      <div className="row">
        <h2 className="grow">{w('layers.title')}</h2>
        <Button small kind="ghost" icon="x" label={w('layers.close')} onPress={() => setOpen(false)} />
      </div>
      <Kinds on={on} onLayers={onLayers} view={view} area={area} />
      {children}
    </section>
  )
}

function Kinds({ on, onLayers, view, area }: Omit<Props, 'children' | 'begun' | 'ways'>): ReactNode {
  const near = view !== null && view.zoom >= sceneFrom
  const query = useQuery(sceneCountsQuery({ area, box: near ? view.box : null }))
  const counts = near ? query.data : undefined
  const full = on.length >= mostLayers
  return (
    <>
      <div className="lg-row h" aria-hidden="true">
        <span className="grow">{w('layers.scene')}</span>
        <span>{w('layers.in-view')}</span>
      </div>
      {sceneKindIds.map((kind) => (
        <div className="lg-row" key={kind}>
          <span className="grow">
            <Checkbox
              value={on.includes(kind)}
              disabled={full && !on.includes(kind)}
              onChange={() => onLayers(switched(on, kind))}
            >
              <SceneSign kind={kind} />
              {say(sceneKinds[kind])}
            </Checkbox>
          </span>
          <b className="b">{counts ? number(counts.rows.find((row) => row.kind === kind)?.n ?? 0) : NONE}</b>
        </div>
      ))}
      <p className="meta">{noteOf(near, { counts, failed: query.error !== null, full })}</p>
    </>
  )
}

function noteOf(
  near: boolean,
  { counts, failed, full }: { counts: SceneCounts | undefined; failed: boolean; full: boolean },
): string {
  if (!near) return w('layers.far', { zoom: sceneFrom })
  if (full) return w('layers.most', { n: mostLayers })
  if (failed && !counts) return w('layers.count-failed')
  if (counts?.more) return w('layers.more')
  const days = (counts?.rows ?? []).map(({ asOf }) => asOf).toSorted()
  return days[0] ? w('layers.as-of', { day: days[0] }) : ''
}
