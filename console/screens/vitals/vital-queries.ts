import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { VitalList, VitalPage } from '../../../contract/vital.ts'
import type { VitalDoubtList } from '../../../contract/vital-doubt.ts'
import type { VitalCadence } from '../../../contract/vital-kinds.ts'
import type { VitalRows } from '../../../contract/vital-lineage.ts'
import type { VitalLockChanges, VitalLockList } from '../../../contract/vital-lock.ts'
import type { VitalEntry } from '../../../contract/vital-registry.ts'
import type { VitalReporting } from '../../../contract/vital-reporting.ts'
import type { VitalSheetsOpen } from '../../../contract/vital-sheet.ts'
import type { VitalTaskList } from '../../../contract/vital-task.ts'
import type { VitalTrackList } from '../../../contract/vital-track.ts'
import { get } from '../../../ui/api.ts'
import type { VitalSearch } from '../../search.ts'

/** Numbers are rolled up within a second; a screen that stands open follows them by this. */
const everyMs = 30_000
const pageSize = 100

type Wish = Pick<VitalSearch, 'board' | 'track' | 'standing' | 'q'> & { area: string | undefined }

export const vitalsQuery = ({ area, board, track, standing, q }: Wish) =>
  infiniteQueryOptions({
    queryKey: ['vitals', { area, board, track, standing, q }],
    queryFn: ({ signal, pageParam }) =>
      get<VitalList>('/vitals', { area, board, track, standing, q, limit: pageSize, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * pageSize < total ? pages.length * pageSize : null),
    refetchInterval: everyMs,
  })

/** `knownAt`: as it was known at a moment, which stays what it is. */
type VitalWish = { by?: VitalCadence | undefined; period?: string | undefined; knownAt?: string | undefined }
export const vitalQuery = (code: string, area: string | undefined, { by, period, knownAt }: VitalWish = {}) =>
  queryOptions({
    queryKey: ['vital', code, area, by, period, knownAt],
    queryFn: ({ signal }) => get<VitalPage>(`/vitals/${encodeURIComponent(code)}`, { area, by, period, knownAt }, signal),
    refetchInterval: knownAt ? false : everyMs,
  })

const rowsAtOnce = 50
type RowsWish = { by: VitalCadence; period: string; knownAt: string | null }
/** What a number comes from: rows or told values, a page after another, and who answers. */
export const rowsQuery = (code: string, area: string, { by, period, knownAt }: RowsWish) =>
  infiniteQueryOptions({
    queryKey: ['vital-rows', code, area, by, period, knownAt],
    queryFn: ({ signal, pageParam }) =>
      get<VitalRows>(
        `/vitals/${encodeURIComponent(code)}/rows`,
        { area, by, period, knownAt: knownAt ?? undefined, limit: rowsAtOnce, ...pageParam },
        signal,
      ),
    initialPageParam: {} as { offset?: number; after?: string },
    getNextPageParam: ({ total, of, why, next }, pages) => {
      if (of === 'told' || why === 'then') return next === null ? null : { after: next }
      return pages.length * rowsAtOnce < total ? { offset: pages.length * rowsAtOnce } : null
    },
  })

/** A vital as its registry holds it. */
export const entryQuery = (code: string) =>
  queryOptions({
    queryKey: ['vital-entry', code],
    queryFn: ({ signal }) => get<VitalEntry>(`/vitals/${encodeURIComponent(code)}/entry`, {}, signal),
  })

/** The tracks of the city, stopped ones too. */
export const tracksQuery = () =>
  queryOptions({
    queryKey: ['vital-tracks'],
    queryFn: ({ signal }) => get<VitalTrackList>('/vital-tracks', {}, signal),
  })

export const locksQuery = (area: string | undefined) =>
  queryOptions({
    queryKey: ['vital-locks', area],
    queryFn: ({ signal }) => get<VitalLockList>('/vital-locks', { area }, signal),
  })

export const lockChangesQuery = (id: string) =>
  queryOptions({
    queryKey: ['vital-lock-changes', id],
    queryFn: ({ signal }) => get<VitalLockChanges>(`/vital-locks/${id}/changes`, {}, signal),
  })

/** Values a check doubted and that stand, of one vital or of all: those nobody confirmed, or those somebody did. */
export const doubtsQuery = (vital?: string, view?: 'confirmed') =>
  queryOptions({
    queryKey: ['vital-doubts', vital, view],
    queryFn: ({ signal }) => get<VitalDoubtList>('/vital-doubts', { vital, view }, signal),
    refetchInterval: everyMs,
  })

/** What was owed, told, and told in time, by unit; of one unit its vitals. */
export const reportingQuery = (wish: { area: string | undefined; period: string | undefined; unit: string | undefined }) =>
  queryOptions({
    queryKey: ['vital-reporting', wish],
    queryFn: ({ signal }) => get<VitalReporting>('/vital-reporting', wish, signal),
    refetchInterval: everyMs,
  })

/** What is silent for a day, of one vital or of all. */
/** All that are mine or in my areas, or of one vital in one area. */
export const tasksQuery = (of: { vital?: string; area?: string } = {}) =>
  queryOptions({
    queryKey: ['vital-tasks', of],
    queryFn: ({ signal }) => get<VitalTaskList>('/vital-tasks', of, signal),
    refetchInterval: everyMs,
  })

/** Sheets of values that are not done, while one is being taken as it goes. */
const runningMs = 2_000
export const openSheetsQuery = () =>
  queryOptions({
    queryKey: ['vital-value-sheets'],
    queryFn: ({ signal }) => get<VitalSheetsOpen>('/vital-value-sheets', {}, signal),
    refetchInterval: ({ state }) => (state.data?.rows.some(({ stoppedAt }) => stoppedAt === null) ? runningMs : everyMs),
  })
