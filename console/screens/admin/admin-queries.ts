import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  AdminAppointmentList,
  AdminPersonList,
  AdminPostList,
  AdminUnitList,
  ApiKeyList,
  AuditList,
  WaitingAppointmentList,
} from '../../../contract/admin.ts'
import type { AreaChangeList } from '../../../contract/area-change.ts'
import type { CalendarView } from '../../../contract/calendar.ts'
import type { CatalogueKind, CatalogueView } from '../../../contract/catalogue.ts'
import type { SentMessage } from '../../../contract/channel.ts'
import type { DirectoryView } from '../../../contract/directory.ts'
import { get } from '../../../ui/api.ts'
import type { Query } from '../../../ui/ask.ts'

type Page<Row> = { rows: Row[]; next: string | null }

/** A list of the administration, page by page; every one of them is paged alike. */
const paged = <Row>(name: string, path: string, wish: Query) =>
  infiniteQueryOptions({
    queryKey: ['admin', name, wish],
    queryFn: ({ signal, pageParam }) => get<Page<Row>>(path, { ...wish, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

type RowOf<T extends z.ZodType<{ rows: unknown[] }>> = z.infer<T>['rows'][number]
export type Unit = RowOf<typeof AdminUnitList>
export type Post = RowOf<typeof AdminPostList>
export type Person = RowOf<typeof AdminPersonList>
export type Appointment = RowOf<typeof AdminAppointmentList>
export type Waiting = RowOf<typeof WaitingAppointmentList>
export type Key = RowOf<typeof ApiKeyList>
export type Entry = RowOf<typeof AuditList>

export const adminUnits = (wish: { parent?: string | undefined; q?: string | undefined }) =>
  paged<Unit>('units', '/admin/units', wish)
export const adminPosts = (wish: { unit?: string | undefined; q?: string | undefined }) =>
  paged<Post>('posts', '/admin/posts', wish)
export const adminPeople = (wish: { unit?: string | undefined; q?: string | undefined }) =>
  paged<Person>('people', '/admin/people', wish)
export const adminAppointments = (wish: { person?: string | undefined; post?: string | undefined; past?: boolean | undefined }) =>
  paged<Appointment>('appointments', '/admin/appointments', wish)
/** Few at any time, so they come all at once. */
export const adminWaiting = () => paged<Waiting>('waiting', '/admin/appointments/waiting', {})
export const adminSent = () => paged<SentMessage>('sent', '/admin/sent', {})
export const adminKeys = (wish: { q?: string | undefined }) => paged<Key>('keys', '/admin/keys', wish)
export const auditEntries = (wish: { kind?: string | undefined; person?: string | undefined }) =>
  paged<Entry>('audit', '/audit', wish)
export const cataloguePages = (wish: { q?: string | undefined; kind?: CatalogueKind | undefined; unread?: 'true' | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'catalogue', wish],
    queryFn: ({ signal, pageParam }) => get<CatalogueView>('/catalogue', { ...wish, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })
export const calendarQuery = () =>
  queryOptions({ queryKey: ['calendar'], queryFn: ({ signal }) => get<CalendarView>('/calendar', {}, signal) })
export const directoryQuery = () =>
  queryOptions({
    queryKey: ['admin', 'directory'],
    queryFn: ({ signal }) => get<DirectoryView>('/admin/directory', {}, signal),
  })
export const areaChangesQuery = () =>
  queryOptions({
    queryKey: ['area-changes'],
    queryFn: ({ signal }) => get<AreaChangeList>('/admin/area-changes', {}, signal),
  })
