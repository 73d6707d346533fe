import type { EventType } from '../../../../contract/pack.ts'
import type { ServiceRequest } from '../../../../protocols/open311/types.ts'
import type { Language, RequestRow } from '../types.ts'

/** States that are over for whoever reported, unless they dispute it: done, or not taken up. */
export const closedStates = ['closed', 'rejected'] as const
export const isClosed = ({ state, disputed }: Pick<RequestRow, 'state' | 'disputed'>): boolean =>
  (closedStates as readonly string[]).includes(state) && !disputed

const notes: Record<RequestRow['state'] | 'parked' | 'disputed', Record<Language, string>> = {
  received: { zh: '已收到，等待受理', en: 'Received, waiting to be taken up' },
  accepted: { zh: '已受理', en: 'Taken up' },
  merged: { zh: '与同一问题合并办理', en: 'Being handled together with the same matter' },
  handling: { zh: '办理中', en: 'Being handled' },
  closed: { zh: '已办结', en: 'Done' },
  rejected: { zh: '未予立案', en: 'Not taken up' },
  parked: { zh: '已列入计划', en: 'Planned for later' },
  disputed: { zh: '有异议，重新查看中', en: 'Disputed, being looked at again' },
}

/**
 * A report in the standard's words: what, where about, how far, by whom and until when; never what its sender wrote, nor who that is.
 * The place of a matter that is not public (`EventType.public`) stays away too: it can be somebody's home.
 */
export function requestOf(row: RequestRow, type: EventType | null, language: Language): ServiceRequest {
  const isOpen = !isClosed(row)
  const held = row.disputed ? 'disputed' : isOpen && row.outcome === 'parked' ? 'parked' : row.state
  const isPublic = type?.public ?? false
  return {
    service_request_id: row.id,
    status: isOpen ? 'open' : 'closed',
    status_notes: notes[held][language],
    service_name: type?.name[language] ?? row.type,
    service_code: row.type,
    description: null,
    agency_responsible: row.lead_name,
    service_notice: null,
    requested_datetime: moment(row.received_at),
    updated_datetime: moment(row.told_at ?? row.received_at),
    expected_datetime: isOpen && row.finish_by ? moment(row.finish_by) : null,
    address: [row.district, row.town, isPublic ? row.community : null].filter(Boolean).join('') || null,
    address_id: null,
    zipcode: null,
    lat: isPublic ? row.lat : null,
    long: isPublic ? row.lon : null,
    media_url: null,
  }
}

const moment = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
