import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import { reviewStateWords } from '../../../contract/review-kinds.ts'
import { say } from '../../messages.ts'
import { reviewsQuery } from './review-queries.ts'
import { r } from './words.ts'

/** Of a case that is reviewed, the way to its review; of every case, the way to its replay. */
export function ReviewLine({ event }: { event: EventDetail }): ReactNode {
  const asked = event.state === 'closed' || event.facts.some(({ kind }) => kind === 'work-order.arbitrated')
  const review = useQuery({ ...reviewsQuery({ event: event.id }), enabled: asked && !event.exercise }).data?.rows[0]
  return (
    <p className="row wrap">
      {review && (
        <Link className="btn" to="/reviews/$id" params={{ id: review.id }}>
          {r('of-event', { no: review.no, state: say(reviewStateWords[review.state]) })}
        </Link>
      )}
      <Link className="btn" to="/replay/$id" params={{ id: event.id }}>
        {r('replay')}
      </Link>
    </p>
  )
}
