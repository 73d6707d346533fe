import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ObjectRisk, RiskList, RiskRegister } from '../../../contract/object-risk.ts'
import type { Risk } from '../../../contract/scales.ts'
import { get } from '../../../ui/api.ts'

/** While a rating is reckoned anew it is looked for so often. */
const renewedMs = 2_000

/** Which objects: of an area, of a kind, of a level; left out: all. */
export type RiskFilter = { area: string | undefined; kind: string | undefined }

export const risksQuery = ({ area, kind }: RiskFilter) =>
  queryOptions({
    queryKey: ['risks', { area, kind }],
    queryFn: ({ signal }) => get<RiskRegister>('/risks', { area, kind }, signal),
  })

export const riskObjectsQuery = ({ area, kind, level, desk }: RiskFilter & { level: Risk | undefined; desk: boolean }) =>
  infiniteQueryOptions({
    queryKey: ['risk-objects', { area, kind, level, desk }],
    queryFn: ({ signal, pageParam }) =>
      get<RiskList>(
        '/risks/objects',
        { area, kind, level, by: desk ? 'desk' : undefined, limit: 100, cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })

export const objectRiskQuery = (id: string) =>
  queryOptions({
    queryKey: ['object-risk', id],
    queryFn: ({ signal }) => get<ObjectRisk>(`/objects/${encodeURIComponent(id)}/risk`, {}, signal),
    // A rating that stays as it is tells nothing on the live stream: while it is reckoned anew it is asked for.
    refetchInterval: ({ state }) => (state.data?.rated?.renewing ? renewedMs : false),
  })
