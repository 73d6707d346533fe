import type { EventAction } from '../../../contract/event.ts'
import type { OrderAction } from '../../../contract/work-order.ts'

/** What a card's menu asks to begin with in the pane. */
export type Begin = { event: EventAction | null; order: OrderAction | null }
/** The card that is open in the pane. */
export type Chosen = { id: string; begin: Begin }
