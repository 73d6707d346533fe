import { clockDigits } from '../china-time.ts'
import { lists, type StatusName, statusCodes, type ViidKind, type ViidObject, type ViidValue } from './types.ts'

/** The content type of every body. */
export const viidType = 'application/VIID+json;charset=UTF-8'

export type Status = { id: string; url: string; status: StatusName; text: string; at: string }

/** The answer to what was sent, one status for each object. */
export const writeStatuses = (statuses: readonly Status[]): string =>
  JSON.stringify({ ResponseStatusListObject: { ResponseStatusObject: statuses.map(statusObject) } })

/** The answer to a registration, a keep-alive or a sign-off. */
export const writeStatus = (status: Status): string => JSON.stringify({ ResponseStatusObject: statusObject(status) })

const statusObject = ({ id, url, status, text, at }: Status) => ({
  Id: id,
  RequestURL: url,
  StatusCode: statusCodes[status],
  StatusString: text,
  LocalTime: clockDigits(at),
})

/** Objects as they are sent: times as `yyyyMMddHHmmss`, what is null is left out. */
export function writeViid(kind: ViidKind, items: readonly ViidObject[]): string {
  const [root, list] = lists[kind]
  return JSON.stringify({ [root]: { [list]: items.map((item) => written('', item)) } })
}

function written(name: string, value: ViidValue): unknown {
  if (Array.isArray(value)) return value.map((one) => written(name, one))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, one]) => one !== null)
        .map(([inner, one]) => [inner, written(inner, one)]),
    )
  return typeof value === 'string' && /Time$/.test(name) ? clockDigits(value) : value
}

export type Subscribe = {
  id: string
  title: string
  /** 3 list of cameras, 11 persons, 12 faces, 13 vehicles, 14 non-motor vehicles, 15 things … (`SubscribeDetail`). */
  details: readonly number[]
  /** Ids of devices or areas. */
  resources: readonly string[]
  applicant: string
  unit: string
  begin: string
  end: string
  receiver: string
  /** Seconds between notifications. */
  intervalS: number
}

/** Asks for everything of some kinds from some devices (OperateType 0). */
export const writeSubscribe = (asked: Subscribe): string =>
  writeViid('subscribes', [
    {
      SubscribeID: asked.id,
      Title: asked.title,
      SubscribeDetail: asked.details.join(','),
      ResourceURI: asked.resources.join(','),
      ApplicantName: asked.applicant,
      ApplicantOrg: asked.unit,
      BeginTime: asked.begin,
      EndTime: asked.end,
      ReceiveAddr: asked.receiver,
      ReportInterval: asked.intervalS,
      OperateType: 0,
    },
  ])

type Cancel = { id: string; unit: string; person: string; at: string; reason: string }

/** Takes one back (OperateType 1, SubscribeStatus 1): the body of `PUT /VIID/Subscribes/{id}`. */
export const writeCancel = ({ id, unit, person, at, reason }: Cancel): string =>
  JSON.stringify({
    SubscribeObject: {
      ...{ SubscribeID: id, OperateType: 1, SubscribeStatus: 1 },
      ...{ CancelOrg: unit, CancelPerson: person, CancelTime: clockDigits(at), CancelReason: reason },
    },
  })

/** The answer to `/VIID/System/Time`: our clock, by the network (TimeMode 1), in China. */
export const writeSystemTime = ({ id, at }: { id: string; at: string }): string =>
  JSON.stringify({ SystemTimeObject: { VIIDServerID: id, TimeMode: '1', LocalTime: clockDigits(at), TimeZone: 'Asia/Shanghai' } })
