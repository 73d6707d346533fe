import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Evaluation } from '../../../contract/evaluation.ts'
import { type Judged, judgedText } from '../../../contract/evaluation-kinds.ts'

type Props = {
  one: Pick<Evaluation, 'period' | 'from'>
  of: Pick<Judged, 'figure' | 'part'> & { by?: Judged['by'] }
  /** what it opens, for whoever points at it */
  label: string
  /** the name for who hears the page, where what is seen says too little; it holds what is seen */
  heard?: string
  className?: string
  children: ReactNode
}

/** A figure that opens the list of the cases it counts; the area stays as it is. */
export function ToCases({ one, of: { figure, part, by = null }, label, heard, className, children }: Props): ReactNode {
  const judged = judgedText({ figure, part, period: one.period, day: one.from, by })
  return (
    <Link
      to="/events"
      search={({ area }: { area?: string }) => ({ ...(area ? { area } : {}), view: 'all' as const, judged })}
      title={label}
      {...(heard ? { 'aria-label': heard } : {})}
      {...(className ? { className } : {})}
    >
      {children}
    </Link>
  )
}
