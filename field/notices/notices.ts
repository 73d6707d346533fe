import { createStore } from '../../ui/store.ts'

/** Somebody told me something: a new order, a return, a support call, soon due. */
export type Notice = {
  id: string
  at: string
  kind: string
  why: string
  order: string | null
  urgent: boolean
  read: boolean
  /** the gap of a roster it is about; missing in what was kept before there were any */
  gap?: NoticeGap | null
  /** the paper of an object it is about */
  paper?: NoticePaper | null
  /** the check-up of an area it is about */
  checkUp?: NoticeCheckUp | null
  /** the vitals of mine that are silent: how many, in how many places, the first by name */
  silent?: NoticeSilent | null
  /** of before there was one notice of all: the vital that is silent, with the first areas and how many there are */
  vital?: NoticeVital | null
  /** the pack that is off somewhere, or shall be */
  pack?: NoticePack | null
  /** the object a change of which waits for a second person */
  change?: NoticeChange | null
  /** the vital a definition of which waits for a second person */
  definition?: NoticeDefinition | null
  /** the change of areas that was not carried out */
  areas?: NoticeAreas | null
  /** the wall seat it is about, and its two machines */
  wall?: NoticeWall | null
  /** the part of a plan it is about, in the plan's words */
  part?: { zh: string; en: string } | null
  /** of a drill; missing in what was kept before it was told */
  exercise?: boolean
}
export type NoticePaper = { object: string; objectName: string; title: string; validUntil: string }
export type NoticeCheckUp = { id: string; areaName: string; no: number; changes: number }
export type NoticeVital = { code: string; name: string; areas: string; n: number }
export type NoticeSilent = { vitals: number; areas: number; names: string }
export type NoticeChange = { object: string; name: string; objectKind: string; more: boolean }
export type NoticeDefinition = { code: string; name: string; more: boolean }
export type NoticeAreas = { title: string; day: string; why: { zh: string; en: string } }
export type NoticeWall = { name: string; areaName: string; one: string; other: string }
export type NoticePack = { id: string; name: string; areaName: string }
export type NoticeGap = { unitName: string; postName: string; from: string; to: string }

const KEY = 'zhili.field.notices'
/** The list of a day or two; older ones stand in the cases' timelines. */
const most = 60

function kept(): Notice[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Notice[]
  } catch {
    return []
  }
}

/** Newest first. Kept on the phone, because the live stream says each only once. */
export const notices = createStore<readonly Notice[]>(kept())

function set(next: readonly Notice[]): void {
  notices.set(next)
  localStorage.setItem(KEY, JSON.stringify(next))
}

/** A notice came in; one that is known already (after a reconnect) is not shown twice. */
export function addNotice(notice: Notice): void {
  if (notices.get().some((one) => one.id === notice.id)) return
  set([notice, ...notices.get()].slice(0, most))
}

/** It was withdrawn before anybody could act on it. */
export const dropNotice = (id: string): void => set(notices.get().filter((one) => one.id !== id))

/** The list was looked at. */
export function readAll(): void {
  if (notices.get().some((one) => !one.read)) set(notices.get().map((one) => ({ ...one, read: true })))
}

/** Another person uses the phone now. */
export const forgetNotices = (): void => set([])
