import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SceneFeatureCard } from '../../../contract/scene-card.ts'
import { type SceneDetail, sceneDetailIds, sceneDetails, sceneKinds } from '../../../contract/scene-kinds.ts'
import { ApiError } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { w } from './layer-words.ts'
import { SceneSign } from './map-layers.tsx'
import { featureQuery } from './map-queries.ts'

/** What is known of a scene feature: what it is, what is kept of it, from which file of which day, and the registered object it belongs to. */
export function FeaturePane({ id, onObject }: { id: string; onObject: (id: string) => void }): ReactNode {
  const query = useQuery(featureQuery(id))
  const one = query.data
  if (query.error instanceof ApiError && query.error.status === 404)
    return <EmptyState empty={{ kind: 'no-match', title: w('card.gone') }} />
  if (!one) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  return (
    <>
      <section>
        <div className="row top">
          <SceneSign kind={one.kind} size={26} />
          <div>
            <h2 className="wrap-anywhere">{one.name}</h2>
            <p className="meta">{[say(sceneKinds[one.kind]), one.areaName].filter(Boolean).join(' · ')}</p>
            {one.schematic && (
              <p>
                <Tag kind="ink">{w('card.schematic')}</Tag> <span className="meta">{w('card.schematic-why')}</span>
              </p>
            )}
          </div>
        </div>
      </section>
      <Kept one={one} onObject={onObject} />
      <section>
        <h3>{w('card.from')}</h3>
        <dl className="kv">
          <Row name={w('layers.title')} value={one.layer} />
          <Row name={w('card.source')} value={one.source} />
          <Row name={w('card.as-of')} value={one.asOf} />
        </dl>
      </section>
    </>
  )
}

function Kept({ one, onObject }: { one: SceneFeatureCard; onObject: (id: string) => void }): ReactNode {
  const rows = sceneDetailIds.flatMap((detail) => {
    const value = one.details[detail]
    // The object stands below by its name, the height above by what is drawn.
    return value === undefined || detail === 'object' || detail === 'height' ? [] : [{ detail, value }]
  })
  const tall = one.kind === 'footprint'
  if (rows.length === 0 && !tall && !one.object) return null
  return (
    <section>
      <h3>{w('card.kept')}</h3>
      <dl className="kv">
        {tall && (
          <Row
            name={w('card.height')}
            value={one.height === null ? w('card.height-unknown') : w('card.metres', { n: number(one.height) })}
          />
        )}
        {rows.map(({ detail, value }) => (
          <Row key={detail} name={say(sceneDetails[detail])} value={withUnit(detail, value)} />
        ))}
        {one.object && (
          <div className="kv-row">
            <dt>{w('card.object')}</dt>
            <dd>
              <Button small onPress={() => one.object && onObject(one.object.id)}>
                {one.object.name}
              </Button>
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

const withUnit = (detail: SceneDetail, value: string | number): string => {
  const { unit } = sceneDetails[detail]
  return typeof value === 'number' ? `${number(value, Number.isInteger(value) ? 0 : 2)}${unit ? ` ${unit}` : ''}` : value
}

function Row({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div className="kv-row">
      <dt>{name}</dt>
      <dd className="wrap-anywhere">{value}</dd>
    </div>
  )
}
