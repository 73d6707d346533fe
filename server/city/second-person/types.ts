import type { WaitingState } from '../../../contract/second-person.ts'

/** From the lowest to the highest; a tier nobody knows stands below all. */
export const tiersUp: readonly string[] = ['grid', 'community', 'town', 'district', 'city']

/** Where requests of one kind are kept: the table, what is read of a row (`r`), and from what. */
export type RequestTable = { table: 'object_requests' | 'pack_requests' | 'vital_requests'; columns: string; from: string }

/** What every request has, whatever it asks for. */
export type Waiting = { id: string; state: WaitingState; askedBy: string; lapsesAt: Date }

/** What a refused answer is called: it is answered already; it is not theirs to take back; they are no second person. */
export type RefusalCodes =
  | { state: 'object.request-state'; own: 'object.request-own'; second: 'object.request-second' }
  | { state: 'pack.request-state'; own: 'pack.request-own'; second: 'pack.request-second' }
  | { state: 'vital.request-state'; own: 'vital.request-own'; second: 'vital.request-second' }
