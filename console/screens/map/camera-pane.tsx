import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CameraRow } from '../../../contract/camera-list.ts'
import { Age } from '../../../ui/age.tsx'
import { NONE } from '../../../ui/format.ts'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { CameraSign } from './camera-part.tsx'
import { c } from './camera-words.ts'
import { cameraQuery } from './map-queries.ts'

/** What a platform said of a camera: name, model, state, where it stands; and the way to it in the list of all. */
export function CameraPane({ id }: { id: string }): ReactNode {
  const query = useQuery(cameraQuery(id))
  if (query.data === undefined)
    return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  return query.data === null ? <EmptyState empty={{ kind: 'no-match', title: c('lost') }} /> : <Card one={query.data} />
}

function Card({ one }: { one: CameraRow }): ReactNode {
  const out = one.state === 'off' || one.state === 'gone'
  const rows: [name: string, value: ReactNode][] = [
    [
      c('state'),
      <Tag key="state" kind={out ? 'strong' : 'plain'}>
        {c(one.state)}
      </Tag>,
    ],
    [c('model'), one.model ?? NONE],
    [c('number'), one.camera],
    [c('platform'), one.platform],
    [c('listed'), <Age key="listed" at={one.listedAt} />],
    [c('noticed'), c('times', { n: one.things })],
  ]
  return (
    <>
      <section>
        <div className="row top">
          <CameraSign state={one.state} size={26} />
          <div>
            <h2 className="wrap-anywhere">{one.name ?? one.camera}</h2>
            <p className="meta">{[c('title'), one.areaName].filter(Boolean).join(' · ')}</p>
          </div>
        </div>
      </section>
      <section>
        <h3>{c('kept')}</h3>
        <dl className="kv">
          {rows.map(([name, value]) => (
            <div className="kv-row" key={name}>
              <dt>{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <Link className="btn" to="/feeds" search={{ tab: 'cameras', view: 'list', find: one.camera.slice(0, 40) }}>
          {c('open')}
        </Link>
      </section>
    </>
  )
}
