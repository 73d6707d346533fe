import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CheckUpWall } from '../contract/check-up-wall.ts'
import type { CockpitEvent } from '../contract/cockpit.ts'
import type { MapPoints, Outlines } from '../contract/map.ts'
import type { RiskWall } from '../contract/object-risk.ts'
import type { WallPartView, WallState } from '../contract/wall.ts'
import type { FigureWish } from '../contract/wall-figures.ts'
import type { WallPart } from '../contract/wall-kinds.ts'
import type { WallRows } from '../contract/wall-rows.ts'
import type { WallVital } from '../contract/wall-vitals.ts'
import { get } from '../ui/api.ts'
import { askAgain } from './panel/none.ts'

export type War = z.infer<typeof CockpitEvent>
type Drawn = z.infer<typeof Outlines>
export type Outline = Drawn['features'][number]

/** The wall asks again after this long even when the stream said nothing: counts of the last 24 hours move by themselves. */
const againMs = 60_000
/** What is pushed to a wall, and how it is composed, is asked for this often: a zone hears of it by no fact of its own. */
const stateMs = 15_000

/** One part of C1 of an area (path or code; null = the whole of what this seat sees), read by itself. */
export const partQuery = (part: WallPart, area: string | null) =>
  queryOptions({
    queryKey: ['part', part, area],
    queryFn: ({ signal }) => get<WallPartView>('/cockpit/parts', { part, area }, signal),
    refetchInterval: askAgain(againMs),
  })

/** What stands in the head of C1. A machine's wall hears of no warning by the stream, so it is asked for as often as what is pushed. */
export const headQuery = (area: string | null) => ({ ...partQuery('head', area), refetchInterval: askAgain(stateMs) })

/** What the wall of an area is to show: its edition, composition, playlist and what is pushed. */
export const stateQuery = (area: string | null) =>
  queryOptions({
    queryKey: ['wall', area],
    queryFn: ({ signal }) => get<WallState>('/walls/state', { area }, signal),
    refetchInterval: askAgain(stateMs),
  })

/** C3 of an area. */
export const riskQuery = (area: string | null) =>
  queryOptions({
    queryKey: ['risk', area],
    queryFn: ({ signal }) => get<RiskWall>('/cockpit/risk', { area }, signal),
    refetchInterval: askAgain(againMs),
  })

/** C4 of an area. */
export const checkUpQuery = (area: string | null) =>
  queryOptions({
    queryKey: ['check-up', area],
    queryFn: ({ signal }) => get<CheckUpWall>('/cockpit/check-up', { area }, signal),
    refetchInterval: askAgain(againMs),
  })

/** One vital of an area. */
export const vitalQuery = (code: string, area: string | null) =>
  queryOptions({
    queryKey: ['vital', code, area],
    queryFn: ({ signal }) => get<WallVital>('/cockpit/vital', { code, area }, signal),
    refetchInterval: askAgain(againMs),
  })

/** The rows behind a figure: how many there are, the first of them, and whom to call about each. */
export const rowsQuery = ({ figure, board, ...wish }: FigureWish) =>
  queryOptions({
    queryKey: ['rows', figure, board, wish],
    queryFn: ({ signal }) => {
      const { area, part, level, hour, object } = wish
      return figure === 'board'
        ? get<WallRows>('/cockpit/board', { area, board }, signal)
        : get<WallRows>('/cockpit/rows', { figure, area, part, level, hour, object }, signal)
    },
    refetchInterval: againMs,
    staleTime: 0,
  })

/** C2 of an event. */
export const warQuery = (id: string) =>
  queryOptions({
    queryKey: ['war', id],
    queryFn: ({ signal }) => get<War>(`/cockpit/event/${id}`, undefined, signal),
    refetchInterval: askAgain(15_000),
  })

/** Outlines of an area's children; borders do not change while the wall runs. */
export const outlinesQuery = (code: string) =>
  queryOptions({
    queryKey: ['outlines', code],
    queryFn: ({ signal }) => get<Drawn>('/map/outlines', { of: code }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 3,
  })

/** What stands round a place: `half` degrees to each side. */
export const aroundQuery = (lon: number, lat: number, half = 0.006) =>
  queryOptions({
    queryKey: ['around', lon, lat],
    queryFn: ({ signal }) =>
      get<MapPoints>('/map/points', { bbox: [lon - half, lat - half, lon + half, lat + half].join(',') }, signal),
    refetchInterval: againMs,
    retry: false,
  })
