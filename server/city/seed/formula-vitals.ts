import type { VitalDefinition } from '../../../contract/vital.ts'

const day = { decimals: 0, times: 1, tier: 'town', cadence: 'day', hysteresis: 0, dueMinutes: 1, aggregation: 'formula' } as const
const source = { zh: '由其他指标算出', en: 'reckoned from other vitals' }

/** Vitals of the demo that are reckoned from counted ones, and as soon due. */
export const formulaVitals: readonly VitalDefinition[] = [
  {
    ...{ ...day, source, code: 'events.net', board: 'society', track: 'enforcement' },
    ...{ name: { zh: '当日净增事件', en: 'Events opened less closed' }, unit: { zh: '件', en: 'events' } },
    ...{ formula: '{events.opened} - {events.closed}', direction: 'less' as const },
  },
  {
    ...{ ...day, source, code: 'orders.per-event', board: 'party', track: 'orders-reach', decimals: 1 },
    ...{
      name: { zh: '每件未办结事件的在办工单', en: 'Orders at work for an open event' },
      unit: { zh: '单/件', en: 'orders each' },
    },
    formula: '{orders.open} / {events.open}',
  },
]
