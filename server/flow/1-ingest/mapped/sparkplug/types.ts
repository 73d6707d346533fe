import type { Metric, Payload } from '../../../../../protocols/sparkplug/read.ts'

/** What is looked at of a metric and of a payload. */
export type MetricIn = Pick<Metric, 'name' | 'alias' | 'timestamp' | 'value'>
export type PayloadIn = Pick<Payload, 'seq'> & { metrics: MetricIn[] }
