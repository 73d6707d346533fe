import { queryOptions } from '@tanstack/react-query'
import type { Review, ReviewList, ReviewProofs, ReviewTargets } from '../../../contract/review.ts'
import type { ActionKind } from '../../../contract/review-kinds.ts'
import { get } from '../../../ui/api.ts'

export type ReviewView = 'running' | 'closed' | 'overdue'
type Wish = { area?: string | undefined; view?: ReviewView | undefined; event?: string | undefined }

export const reviewsQuery = (wish: Wish) =>
  queryOptions({
    queryKey: ['reviews', wish],
    queryFn: ({ signal }) => get<ReviewList>('/reviews', { ...wish, limit: 200 }, signal),
  })

export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['review', id],
    queryFn: ({ signal }) => get<Review>(`/reviews/${encodeURIComponent(id)}`, undefined, signal),
  })

export const proofsQuery = (action: string) =>
  queryOptions({
    queryKey: ['review-proofs', action],
    queryFn: ({ signal }) => get<ReviewProofs>(`/review-actions/${encodeURIComponent(action)}/proofs`, undefined, signal),
  })

export const targetsQuery = (review: string, wish: { kind: ActionKind; q: string | undefined }) =>
  queryOptions({
    queryKey: ['review-targets', review, wish],
    queryFn: ({ signal }) => get<ReviewTargets>(`/reviews/${encodeURIComponent(review)}/targets`, wish, signal),
  })
