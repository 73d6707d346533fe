import { queryOptions } from '@tanstack/react-query'
import type { HaulEffects } from '../../../contract/haul-effect.ts'
import type { CameraGates, VettingCard, VettingCounts } from '../../../contract/vetting.ts'
import { get, post } from '../../../ui/api.ts'

/** How many wait and what was said; read anew as suspicions come and go. */
export const vettingQuery = queryOptions({
  queryKey: ['vetting'],
  queryFn: ({ signal }) => get<VettingCounts>('/vetting', {}, signal),
})

export const gatesQuery = queryOptions({
  queryKey: ['vetting', 'gates'],
  queryFn: ({ signal }) => get<CameraGates>('/camera-gates', {}, signal),
})

export const effectQuery = queryOptions({
  queryKey: ['vetting', 'effect'],
  queryFn: ({ signal }) => get<HaulEffects>('/haulage-effects', {}, signal),
})

/** Whoever looks longer keeps it: asked for again before the two minutes of the server are over (ms). */
const KEEP_EVERY = 75_000

/** The one that is before this person: what they hold, else the next one nobody holds; null when none waits. */
export const mineQuery = queryOptions({
  queryKey: ['vetting', 'mine'],
  queryFn: async ({ signal }) => {
    const { next } = await post<{ next: { id: string } | null }>('/vetting/next')
    return next && get<VettingCard>(`/vetting/${next.id}`, {}, signal)
  },
  refetchInterval: KEEP_EVERY,
})
