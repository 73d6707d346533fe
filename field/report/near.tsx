import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { MapPoints } from '../../contract/map.ts'
import { get } from '../../ui/api.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.ts'
import { ago, distance } from '../../ui/format.ts'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { lang } from '../../ui/t.ts'
import { fromPlane, metres, type Point } from '../place/local.ts'
import { t } from '../t.ts'

/** Further away it is another case, whatever it is called (the platform merges within 150 m by itself). */
const nearM = 150

type Near = MapPoints['events'][number] & { m: number }

function useNear(at: Point | null): Near[] {
  const round = at && { lon: Math.round(at.lon * 2000) / 2000, lat: Math.round(at.lat * 2000) / 2000 }
  const points = useQuery({
    queryKey: ['near', round?.lon, round?.lat],
    enabled: round !== null,
    retry: false,
    queryFn: ({ signal }) => {
      const [a, b] = [fromPlane(round!, { x: -2 * nearM, y: 2 * nearM }), fromPlane(round!, { x: 2 * nearM, y: -2 * nearM })]
      return get<MapPoints>('/map/points', { bbox: [a.lon, a.lat, b.lon, b.lat].join(',') }, signal)
    },
  })
  if (!at) return []
  const events = (points.data?.events ?? []).map((event) => ({ ...event, m: metres(at, event) }))
  return events.filter((event) => event.m <= nearM).sort((a, b) => a.m - b.m)
}

/** Open cases within 150 m, nearest first, one at a time: is it the same? The answer goes along with the words. */
export function NearBy({
  at,
  chosen,
  onChosen,
}: {
  at: Point | null
  chosen: string | null
  onChosen: (no: string | null) => void
}): ReactNode {
  const [passed, setPassed] = useState<readonly string[]>([])
  const now = useNow()
  const near = useNear(at).find((event) => !passed.includes(event.id))
  if (!near) return null
  return (
    <section className="card near" aria-label={t('report.near')}>
      <div className="row">
        <h2 className="grow">{t('report.near')}</h2>
        <span className="meta">
          {distance(near.m)} · {ago(near.openedAt, now, lang(), true)}
        </span>
      </div>
      <p className="row">
        <GradeShape grade={near.grade} size={20} />
        <b className="b">{near.title}</b>
      </p>
      {chosen === near.no ? (
        <p className="t2">{t('report.near-note', { no: near.no })}</p>
      ) : (
        <div className="acts">
          <Button onPress={() => onChosen(near.no)}>{t('report.near-same')}</Button>
          <Button onPress={() => setPassed([...passed, near.id])}>{t('report.near-other')}</Button>
        </div>
      )}
    </section>
  )
}
