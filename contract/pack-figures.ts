import type { PackIndicator } from './pack-indicator.ts'
import type { Words } from './words.ts'

type Counts = Pick<PackIndicator, 'count' | 'of'>

export const words = (zh: string, en: string): Words => ({ zh, en })

/** Things of a kind heard in the last 24 hours, of those registered. */
export const heardOf = (kind: string): Counts => ({
  count: { count: 'objects', kind, heard: true },
  of: { count: 'objects', kind },
})

/** Things of a kind whose risk is red or orange now, of those registered. */
export const severeOf = (kind: string): Counts => ({
  count: { count: 'objects', kind, risk: ['red', 'orange'] },
  of: { count: 'objects', kind },
})

/** Devices whose newest value is beyond, of those that told one within 24 hours. */
export const readingOf = (reading: string, beyond: { above: number } | { below: number }): Counts => ({
  count: { count: 'readings', reading, ...beyond },
  of: { count: 'readings', reading },
})

/** Alarms of 30 days that came to red, of all of them. */
export const redOf = (...families: string[]): Counts => ({
  count: { count: 'alarms', families, level: 'red' },
  of: { count: 'alarms', families },
})

/** Cases closed within 30 days, of those opened; without types: of all types of the pack. */
export const closedOf = (...types: string[]): Counts => ({
  count: { count: 'events', what: 'closed', ...(types.length > 0 ? { types } : {}) },
  of: { count: 'events', what: 'opened', ...(types.length > 0 ? { types } : {}) },
})
