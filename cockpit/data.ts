import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CockpitEvent, CockpitView } from '../contract/cockpit.ts'
import type { EventList } from '../contract/event.ts'
import type { MapPoints, Outlines } from '../contract/map.ts'
import type { RiskWall } from '../contract/object-risk.ts'
import { get } from '../ui/api.ts'

export type War = z.infer<typeof CockpitEvent>
type Drawn = z.infer<typeof Outlines>
export type Outline = Drawn['features'][number]

/** The wall asks again after this long even when the stream said nothing: counts of the last 24 hours move by themselves. */
const againMs = 60_000

/** C1 of an area (path; null = the whole of what this seat sees). */
export const viewQuery = (area: string | null) =>
  queryOptions({
    queryKey: ['cockpit', area],
    queryFn: ({ signal }) => get<CockpitView>('/cockpit', { area }, signal),
    refetchInterval: againMs,
  })

/** C3 of an area. */
export const riskQuery = (area: string | null) =>
  queryOptions({
    queryKey: ['risk', area],
    queryFn: ({ signal }) => get<RiskWall>('/cockpit/risk', { area }, signal),
    refetchInterval: againMs,
  })

/** C2 of an event. */
export const warQuery = (id: string) =>
  queryOptions({
    queryKey: ['war', id],
    queryFn: ({ signal }) => get<War>(`/cockpit/event/${id}`, undefined, signal),
    refetchInterval: 15_000,
  })

/** Outlines of an area's children; borders do not change while the wall runs. */
export const outlinesQuery = (code: string) =>
  queryOptions({
    queryKey: ['outlines', code],
    queryFn: ({ signal }) => get<Drawn>('/map/outlines', { of: code }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 3,
  })

/** Open red events, of which those nobody has accepted are pushed to the wall. */
export const redQuery = (area: string | null) =>
  queryOptions({
    queryKey: ['red', area],
    queryFn: ({ signal }) =>
      get<z.infer<typeof EventList>>('/events', { area, view: 'open', grade: 'extraordinary', limit: 50 }, signal),
    refetchInterval: againMs,
  })

/** What stands round a place: `half` degrees to each side. */
export const aroundQuery = (lon: number, lat: number, half = 0.006) =>
  queryOptions({
    queryKey: ['around', lon, lat],
    queryFn: ({ signal }) =>
      get<MapPoints>('/map/points', { bbox: [lon - half, lat - half, lon + half, lat + half].join(',') }, signal),
    staleTime: 300_000,
    retry: false,
  })
