import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import type { MapPoints } from '../../contract/map.ts'
import { Age } from '../../ui/age.tsx'
import { get } from '../../ui/api.ts'
import { Button } from '../../ui/button.tsx'
import { wayWord } from '../../ui/crew-words.ts'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { RiskShape } from '../../ui/risk-shape.tsx'
import { EmptyState, Failed, Loading, useTitle } from '../../ui/screen.tsx'
import { wordsOf } from '../orders/words.ts'
import { begun, type Locating, locate } from '../place/locate.ts'
import { hrefOf } from '../route.ts'
import { metresWord } from './crew-words.ts'
import { boxAround, listed, nearestFirst, nearM, roughly } from './near-rule.ts'
import { t } from './near-words.ts'

type Kinds = { rows: { kind: string; name: { zh: string; en: string }; modelled: boolean }[] }

/** 附近对象: what stands around, by the phone's own place, which leaves the phone only roughly and is kept nowhere. */
export function NearList(): ReactNode {
  const [search, setSearch] = useState(0)
  useTitle(t('title'))
  return (
    <PhoneFrame title={t('title')} back={hrefOf({ at: 'today' })}>
      <p className="meta">{t('how', { m: metresWord(nearM) })}</p>
      <Found key={search} onAgain={() => setSearch((n) => n + 1)} />
    </PhoneFrame>
  )
}

function Found({ onAgain }: { onAgain: () => void }): ReactNode {
  const [now, setNow] = useState<Locating>(begun)
  useEffect(() => locate(setNow), [])
  const again = <Button onPress={onAgain}>{t('again')}</Button>
  if (!now.done) return <p role="status">{t('looking')}</p>
  if (!now.best)
    return (
      <div className="col">
        <p role="alert">{t(now.problem ?? 'none')}</p>
        {again}
      </div>
    )
  return (
    <>
      <p className="row">
        <span className="meta grow">{t('fix', { m: metresWord(now.best.accuracyM) })}</span>
        {again}
      </p>
      <List at={now.best} />
    </>
  )
}

function List({ at }: { at: { lon: number; lat: number } }): ReactNode {
  const rough = roughly(at)
  const points = useQuery({
    queryKey: ['near-objects', rough.lon, rough.lat],
    queryFn: ({ signal }) => get<MapPoints>('/map/points', { bbox: boxAround(rough) }, signal),
    gcTime: 0,
  })
  const kinds = useQuery({
    queryKey: ['object-kinds'],
    queryFn: ({ signal }) => get<Kinds>('/object-kinds', undefined, signal),
    staleTime: 600_000,
  })
  if (points.error) return <Failed error={points.error} onRetry={() => void points.refetch()} />
  if (!points.data) return <Loading />
  const rows = nearestFirst(at, points.data.objects)
  const left = Math.max(0, rows.length - listed) + points.data.objectsLeft
  if (rows.length === 0)
    return <EmptyState empty={{ kind: 'nothing-yet', title: t('empty', { m: metresWord(nearM) }), note: t('empty-note') }} />
  return (
    <>
      <ul className="card n-rows">
        {rows.slice(0, listed).map((row) => {
          const kind = kinds.data?.rows.find((one) => one.kind === row.kind)
          return (
            <li key={row.id}>
              <a className="n-row" href={hrefOf({ at: 'object', id: row.id })}>
                <span className="row">
                  {kind?.modelled && <RiskShape risk={row.risk} size={20} />}
                  <b className="b grow el">{row.name}</b>
                  <span className="nw">
                    {row.m < 10 ? '' : `${wayWord(row.bearing)} `}
                    {metresWord(row.m)}
                  </span>
                </span>
                {kind && (
                  <span className="t2 block">
                    {wordsOf(kind.name)}
                    {row.placedAt && (
                      <>
                        {' · '}
                        <Age at={row.placedAt} />
                      </>
                    )}
                  </span>
                )}
              </a>
            </li>
          )
        })}
      </ul>
      {left > 0 && <p className="meta">{t('more', { n: left })}</p>}
    </>
  )
}
