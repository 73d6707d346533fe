import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Balance, BalanceDifferences } from '../contract/balance.ts'
import type { CameraPage } from '../contract/camera.ts'
import type { CatalogueView } from '../contract/catalogue.ts'
import type { CheckList, DisputeList } from '../contract/check.ts'
import type { DutyList } from '../contract/duty.ts'
import type { EventDetail, EventList, PlanStepView } from '../contract/event.ts'
import type { FeedList, LaneList, QuarantineList, ReceivedList, ShedList, StuckList } from '../contract/feed.ts'
import type { FrameList, GatewayList } from '../contract/gateway.ts'
import type { HotlineList, HotlineView } from '../contract/hotline.ts'
import type { KpiPeriod, KpiSheet } from '../contract/kpi.ts'
import type { AreaDetail, AreaList, MapPoints, ObjectDetail, Outlines } from '../contract/map.ts'
import type { EventQuiet, MutedAlarmList, MuteList, MuteReach, MuteWhat } from '../contract/mute.ts'
import type { TargetKind, TargetList } from '../contract/plot.ts'
import type { Protocol } from '../contract/protocols.ts'
import type { Series } from '../contract/reading.ts'
import type { Grade } from '../contract/scales.ts'
import type { Found } from '../contract/search.ts'
import type { SignalDetail, SignalList } from '../contract/signal.ts'
import type { SignalSource } from '../contract/signal-sources.ts'
import type { WarningDetail, WarningList } from '../contract/warning.ts'
import type { Why } from '../contract/why.ts'
import { heardAhead } from '../ui/ahead.ts'
import { get, post } from '../ui/api.ts'
import { apiUrl, type Query } from '../ui/ask.ts'
import { signalAsk, signalsAsk } from './ahead/asks.ts'
import type { EventFilter, WhySearch } from './search.ts'

export type SignalPage = z.infer<typeof SignalList>
export type EventPage = z.infer<typeof EventList>
export type OutlineSet = z.infer<typeof Outlines>

/** A short list that comes in pages, whole: screens that sort it or count it need all of it. */
async function everyPage<P extends { rows: unknown[]; next: string | null }>(
  path: string,
  signal: AbortSignal,
  limit?: number,
): Promise<P> {
  const first = await get<P>(path, { limit }, signal)
  for (let next = first.next; next !== null; ) {
    const page = await get<P>(path, { limit, cursor: next }, signal)
    first.rows.push(...page.rows)
    next = page.next
  }
  return { ...first, next: null }
}

/** Readings are no facts, so the stream does not tell of them: what draws a curve asks again this often (ms). */
const READINGS_EVERY = 15_000

/** Which part of the inbox is looked at: all that came, what waits for a person, what the platform dispatched, what was put off, what was done. */
export type InboxView = 'inbox' | 'waiting' | 'auto' | 'snoozed' | 'handled'
export type InboxFilter = { area: string | undefined; view: InboxView; source?: SignalSource | undefined }

/** First page of the inbox with its counts, and what this shift has done. */
export function signalsQuery({ area, view, source }: InboxFilter) {
  const { path, query } = signalsAsk({ area, view, source })
  return queryOptions({
    queryKey: ['signals', { area, view, source }],
    queryFn: ({ signal }) => get<SignalPage>(path, query, signal),
    ...heardAhead<SignalPage>(apiUrl(path, query)),
  })
}

export function signalQuery(id: string) {
  const { path } = signalAsk(id)
  return queryOptions({
    queryKey: ['signal', id],
    queryFn: ({ signal }) => get<SignalDetail>(path, undefined, signal),
    ...heardAhead<SignalDetail>(apiUrl(path)),
  })
}

/** Conditions of the event catalogue that fit some words, the first few. */
export const conditionsQuery = (q: string) =>
  queryOptions({
    queryKey: ['conditions', q],
    queryFn: ({ signal }) => get<CatalogueView>('/catalogue', { q: q || undefined, limit: 20 }, signal),
    placeholderData: (before) => before,
    staleTime: 60_000,
  })

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['event', id],
    queryFn: ({ signal }) => get<EventDetail>(`/events/${encodeURIComponent(id)}`, undefined, signal),
  })

/** The filters of a list as the server wants them. */
export const asked = (filter: EventFilter & { area?: string | undefined }): Query => ({
  area: filter.area,
  view: filter.view,
  grade: filter.grade,
  state: filter.state,
  type: filter.type,
  board: filter.board,
  judged: filter.judged,
  q: filter.q,
})

/** Events page by page; `limit` rows each. */
export const eventsQuery = (filter: EventFilter & { area?: string | undefined }, limit = 100) =>
  infiniteQueryOptions({
    queryKey: ['events', filter, limit],
    queryFn: ({ signal, pageParam }) => get<EventPage>('/events', { ...asked(filter), limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

/** One page of events, for boards and sounds. */
export const eventPageQuery = (filter: EventFilter & { area?: string | undefined }, limit = 200) =>
  queryOptions({
    queryKey: ['event-page', filter, limit],
    queryFn: ({ signal }) => get<EventPage>('/events', { ...asked(filter), limit }, signal),
  })

/** Readings of a device around a time; `from` and `to` ISO, both may be left out (the last half hour). */
export const seriesQuery = (device: string, span: { from?: string | undefined; to?: string | undefined } = {}) =>
  queryOptions({
    queryKey: ['series', device, span],
    queryFn: ({ signal }) => get<Series>(`/devices/${encodeURIComponent(device)}/series`, span, signal),
    refetchInterval: span.to ? false : READINGS_EVERY,
  })

export const objectQuery = (id: string) =>
  queryOptions({
    queryKey: ['object', id],
    queryFn: ({ signal }) => get<ObjectDetail>(`/objects/${encodeURIComponent(id)}`, undefined, signal),
    refetchInterval: READINGS_EVERY,
  })

export const areaQuery = (code: string) =>
  queryOptions({
    queryKey: ['area', code],
    queryFn: ({ signal }) => get<AreaDetail>(`/areas/${encodeURIComponent(code)}`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const areaChildrenQuery = (code: string) =>
  queryOptions({
    queryKey: ['area-children', code],
    queryFn: ({ signal }) => everyPage<z.infer<typeof AreaList>>(`/areas/${encodeURIComponent(code)}/children`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Outlines of the children of an area: they do not change while the screen is open. */
export const outlinesQuery = (of: string) =>
  queryOptions({
    queryKey: ['outlines', of],
    queryFn: ({ signal }) => get<OutlineSet>('/map/outlines', { of }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const pointsQuery = (filter: { area?: string | undefined; bbox?: string | undefined }) =>
  queryOptions({
    queryKey: ['points', filter],
    queryFn: ({ signal }) => get<MapPoints>('/map/points', filter, signal),
  })

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => get<Found>('/search', { q }, signal),
    enabled: q.trim().length > 0,
  })

/** What would happen: whom the plan would call for such an event there. */
export type PlanTry = { plan: string; version: number; acceptS: number; arriveS: number | null; steps: PlanStepView[] }
export const planTryQuery = (wish: { type: string; area: string; grade: Grade }) =>
  queryOptions({ queryKey: ['plan-try', wish], queryFn: ({ signal }) => get<PlanTry>('/plans/try', wish, signal) })

/** A unit as a form offers it. */
export type UnitChoice = { id: string; name: string; shortName: string; tier: string }
export const unitsQuery = (wish: { area?: string | undefined; q?: string | undefined }) =>
  queryOptions({
    queryKey: ['units', wish],
    queryFn: ({ signal }) => get<{ rows: UnitChoice[] }>('/units', { ...wish, limit: 20 }, signal),
    staleTime: 5 * 60_000,
  })

export type CheckPage = z.infer<typeof CheckList>
export const checksQuery = () =>
  queryOptions({ queryKey: ['checks'], queryFn: ({ signal }) => get<CheckPage>('/checks', { limit: 100 }, signal) })

export const disputesQuery = () =>
  queryOptions({
    queryKey: ['checks', 'disputes'],
    queryFn: ({ signal }) => everyPage<z.infer<typeof DisputeList>>('/disputes', signal, 100),
  })

export type FeedPage = z.infer<typeof FeedList>
/** What the sources deliver; readings are no facts, so it is asked again twice a minute. */
export const feedsQuery = () =>
  queryOptions({
    queryKey: ['feeds'],
    queryFn: ({ signal }) => everyPage<FeedPage>('/feeds', signal),
    refetchInterval: 2 * READINGS_EVERY,
  })

export const gatewaysQuery = () =>
  queryOptions({
    queryKey: ['gateways'],
    queryFn: ({ signal }) => get<z.infer<typeof GatewayList>>('/gateways', {}, signal),
    refetchInterval: READINGS_EVERY,
  })

/** Where ships and sensed targets were last. */
export const targetsQuery = (kind: TargetKind | null) =>
  infiniteQueryOptions({
    queryKey: ['targets', kind],
    queryFn: ({ signal, pageParam }) =>
      get<z.infer<typeof TargetList>>('/targets', { ...(kind ? { kind } : {}), limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: READINGS_EVERY,
  })

/** What a gateway received last, as it comes. */
export const framesQuery = (protocol: Protocol) =>
  queryOptions({
    queryKey: ['gateways', protocol],
    queryFn: ({ signal }) => get<z.infer<typeof FrameList>>(`/gateways/${protocol}/frames`, {}, signal),
    refetchInterval: READINGS_EVERY / 3,
  })

/** What came a moment ago, for somebody who waits for it; of one device with its number. */
export const receivedQuery = (device: string) =>
  queryOptions({
    queryKey: ['received', device],
    queryFn: ({ signal }) => get<z.infer<typeof ReceivedList>>('/received', device ? { device } : {}, signal),
    refetchInterval: READINGS_EVERY / 3,
  })

/** What waits to be taken in changes by the second. */
export const lanesQuery = () =>
  queryOptions({
    queryKey: ['lanes'],
    queryFn: ({ signal }) => get<z.infer<typeof LaneList>>('/lanes', {}, signal),
    refetchInterval: READINGS_EVERY / 3,
  })

export const shedQuery = () =>
  queryOptions({
    queryKey: ['shed'],
    queryFn: ({ signal }) => everyPage<z.infer<typeof ShedList>>('/shed', signal),
    refetchInterval: 2 * READINGS_EVERY,
  })

export const quarantineQuery = (decided: boolean) =>
  infiniteQueryOptions({
    queryKey: ['quarantine', decided],
    queryFn: ({ signal, pageParam }) =>
      get<z.infer<typeof QuarantineList>>('/quarantine', { decided, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

/** Platforms of cameras and the table of labels. */
export const camerasQuery = () =>
  queryOptions({
    queryKey: ['cameras'],
    queryFn: ({ signal }) => get<CameraPage>('/cameras', undefined, signal),
    refetchInterval: 2 * READINGS_EVERY,
  })

/** Orders of the hotline; `report` names the one behind a report. */
export const hotlineQuery = (view: HotlineView) =>
  infiniteQueryOptions({
    queryKey: ['hotline', view],
    queryFn: ({ signal, pageParam }) => get<HotlineList>('/hotline-orders', { view, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 2 * READINGS_EVERY,
  })

export const hotlineOrderQuery = (report: string) =>
  queryOptions({
    queryKey: ['hotline', 'report', report],
    queryFn: async ({ signal }) => (await get<HotlineList>('/hotline-orders', { view: 'all', report }, signal)).rows[0] ?? null,
  })

export const stuckQuery = () =>
  queryOptions({
    queryKey: ['stuck'],
    queryFn: ({ signal }) => everyPage<z.infer<typeof StuckList>>('/stuck', signal),
    refetchInterval: 2 * READINGS_EVERY,
  })

/** K6: rosters of the area and of what lies right below it. */
export const dutyQuery = (area: string | undefined) =>
  queryOptions({
    queryKey: ['duty', area ?? ''],
    queryFn: ({ signal }) => get<DutyList>('/duty', { area }, signal),
    // Shifts begin and end by the clock: no fact tells of it.
    refetchInterval: 60_000,
  })

/** Warnings begin and end by the clock too, of which no fact tells. */
const WARNINGS_EVERY = 60_000

export const warningsQuery = ({ area, view }: { area: string | undefined; view: 'now' | 'all' }) =>
  infiniteQueryOptions({
    queryKey: ['warnings', area ?? '', view],
    queryFn: ({ signal, pageParam }) => get<WarningList>('/warnings', { area, view, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: WARNINGS_EVERY,
  })

/** Those in force for an area or one's whole scope, as far as one page holds them. */
export const warningsNowQuery = (area: string | undefined) =>
  queryOptions({
    queryKey: ['warnings', area, 'mark'],
    queryFn: ({ signal }) => get<WarningList>('/warnings', { area, view: 'now', limit: 200 }, signal),
    refetchInterval: WARNINGS_EVERY,
  })

export const warningQuery = (id: string) =>
  queryOptions({
    queryKey: ['warning', id],
    queryFn: ({ signal }) => get<WarningDetail>(`/warnings/${encodeURIComponent(id)}`, undefined, signal),
  })

/** Silences and planned windows: in force and ahead, or over. */
export const mutesQuery = (view: 'open' | 'over') =>
  queryOptions({
    queryKey: ['mutes', view],
    queryFn: ({ signal }) => get<z.infer<typeof MuteList>>('/mutes', { view }, signal),
    // they begin and end by the clock, without a word
    refetchInterval: 60_000,
  })

/** What a silence would reach if it were made now. */
export const reachQuery = (what: MuteWhat) =>
  queryOptions({
    queryKey: ['mutes', 'reach', what],
    queryFn: ({ signal }) => post<MuteReach>('/mutes/reach', what, { signal }),
  })

/** Alarms that stand and call nobody; of one object, or of all areas one sees. */
export const mutedAlarmsQuery = ({ object }: { object?: string }) =>
  queryOptions({
    queryKey: ['muted-alarms', object ?? null],
    queryFn: ({ signal }) => get<z.infer<typeof MutedAlarmList>>('/muted-alarms', { object }, signal),
  })

/** What is quiet below an event. */
export const eventQuietQuery = (id: string) =>
  queryOptions({
    queryKey: ['muted-alarms', 'event', id],
    queryFn: ({ signal }) => get<z.infer<typeof EventQuiet>>(`/events/${encodeURIComponent(id)}/quiet`, undefined, signal),
  })

/** Why something happened or did not; recomputed by the server every time it is asked. */
export const whyQuery = (asked: WhySearch) =>
  queryOptions({ queryKey: ['why', asked], queryFn: ({ signal }) => get<Why>('/why', asked, signal) })

/** The balance sheet of an area and a day; a day that goes on is asked again twice a minute, a sealed one never changes. */
export const balanceQuery = (asked: { area?: string | undefined; day?: string | undefined }) =>
  queryOptions({
    queryKey: ['balance', asked],
    queryFn: ({ signal }) => get<Balance>('/balance', asked, signal),
    staleTime: ({ state }) => (asked.day && state.data?.sealed ? Number.POSITIVE_INFINITY : READINGS_EVERY),
    refetchInterval: ({ state }) => (asked.day && state.data?.sealed ? false : 2 * READINGS_EVERY),
  })

/** The indicators of an area and the period a day lies in. */
export const kpisQuery = (asked: { area?: string | undefined; day?: string | undefined; period: KpiPeriod }) =>
  queryOptions({
    queryKey: ['kpis', asked],
    queryFn: ({ signal }) => get<KpiSheet>('/kpis', asked, signal),
    refetchInterval: 2 * READINGS_EVERY,
    placeholderData: (before) => before,
  })

/** What of a day stands elsewhere than its rows say: counted anew by the server, so only asked for once. */
export const balanceDifferencesQuery = (asked: { area?: string | undefined; day?: string | undefined }) =>
  queryOptions({
    queryKey: ['balance-differences', asked],
    queryFn: ({ signal }) => get<BalanceDifferences>('/balance/differences', asked, signal),
  })
