import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ObjectTrack } from '../../../contract/track.ts'
import { useNow } from '../../../ui/clock.ts'
import type { MapSearch } from '../../search.ts'
import type { Look } from './city-map.tsx'
import type { Features } from './geo.ts'
import { trackQuery } from './map-queries.ts'
import { trackFeatures } from './track-way.ts'

const none: Features = { type: 'FeatureCollection', features: [] }
const hourMs = 3_600_000
const spanMs = { '24h': 24 * hourMs, '7d': 7 * 24 * hourMs } as const
/** The window moves on so often: a track that follows each second would be read each second. */
const stepMs = 60_000

/** The way of the vehicle the address names, over the slider's window; its head stands where the slider stands. */
export function useTrack({ track: id, span, at }: MapSearch) {
  const now = useNow()
  const end = Math.floor(now / stepMs) * stepMs + stepMs
  const window = useMemo(
    () => ({ from: new Date(end - spanMs[span ?? '24h']).toISOString(), to: new Date(end).toISOString() }),
    [end, span],
  )
  const query = useQuery(trackQuery(id, window))
  const found = query.data?.object === id ? query.data : undefined
  const moment = at === undefined ? now : Date.parse(at)
  // Now is whenever the newest place was told: the head moves when a new one comes, not with each second.
  const stands = at === undefined && found?.newest ? Math.min(now, Date.parse(found.newest)) : moment
  const features = useMemo(() => (id && found ? trackFeatures(found, stands) : none), [id, found, stands])
  return { id, found, error: query.error, moment: stands, features, look: useLookAt(found) }
}

/** Once a way is there, it is looked at as a whole. */
function useLookAt(found: ObjectTrack | undefined): Look {
  const [first, setFirst] = useState(found)
  if (found && first?.object !== found.object) setFirst(found)
  const look = useMemo(() => (first ? boxOf(first) : null), [first])
  return found ? look : null
}

function boxOf({ stretches }: ObjectTrack): Look {
  const points = stretches.flat()
  if (points.length === 0) return null
  const edge = (of: 'lon' | 'lat', which: (...all: number[]) => number): number =>
    points.reduce((so, point) => which(so, point[of]), points[0]![of])
  return { box: [edge('lon', Math.min), edge('lat', Math.min), edge('lon', Math.max), edge('lat', Math.max)] }
}
