import { queryOptions } from '@tanstack/react-query'
import type { Review, ReviewList, ReviewProofs } from '../../../contract/review.ts'
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
