import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Mark } from '../../ui/series-chart.tsx'
import { objectQuery } from '../queries.ts'
import { SeriesPanel } from './series-panel.tsx'

/** The curve begins this long before the event (ms), so that the rise can be seen. */
const BEFORE = 15 * 60_000

type Props = {
  object: string
  openedAt: string
  to?: string | undefined
  marks: readonly Mark[]
  height: number
  /** also the lines below which an alarm is over */
  clears?: boolean
}

/** The curve of an object's device from before an event opened until `to`, or now. */
export function ObjectCurve({ object, openedAt, to, marks, height, clears = false }: Props): ReactNode {
  const { data } = useQuery(objectQuery(object))
  const device = data?.devices[0]?.id
  if (!device) return null
  const from = new Date(Date.parse(openedAt) - BEFORE).toISOString()
  return <SeriesPanel device={device} from={from} to={to} marks={marks} height={height} clears={clears} />
}
