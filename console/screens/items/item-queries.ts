import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  BusinessItemEntry,
  BusinessItems,
  ItemUnits,
  SpecialAppEntry,
  SpecialApps,
} from '../../../contract/business-item.ts'
import { get } from '../../../ui/api.ts'
import type { ItemSearch } from '../../search.ts'

type Wish = Omit<ItemSearch, 'id' | 'part'> & { area: string | undefined }
const stateOf = (state: Wish['state'], of: readonly string[]) => (state && of.includes(state) ? state : undefined)

/** The filter as the server takes it for items. */
export const itemsAsked = ({ area, tier, unit, state, type, q }: Wish) => ({
  ...{ area, tier, unit, state: stateOf(state, ['in-force', 'stopped']), type, q },
})
export const appsAsked = ({ area, state, q }: Wish) => ({ area, state: stateOf(state, ['planned', 'online']), q })

export const itemsQuery = (wish: Wish) =>
  infiniteQueryOptions({
    queryKey: ['items', 'list', itemsAsked(wish)],
    queryFn: ({ pageParam, signal }) =>
      get<BusinessItems>('/business-items', { ...itemsAsked(wish), cursor: pageParam ?? undefined, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const appsQuery = (wish: Wish) =>
  infiniteQueryOptions({
    queryKey: ['items', 'apps', appsAsked(wish)],
    queryFn: ({ pageParam, signal }) =>
      get<SpecialApps>('/special-apps', { ...appsAsked(wish), cursor: pageParam ?? undefined, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const itemQuery = (code: string) =>
  queryOptions({
    queryKey: ['items', 'item', code],
    queryFn: ({ signal }) => get<BusinessItemEntry>(`/business-items/${encodeURIComponent(code)}`, undefined, signal),
  })

export const appQuery = (code: string) =>
  queryOptions({
    queryKey: ['items', 'app', code],
    queryFn: ({ signal }) => get<SpecialAppEntry>(`/special-apps/${encodeURIComponent(code)}`, undefined, signal),
  })

export const unitsQuery = (area: string | undefined) =>
  queryOptions({
    queryKey: ['items', 'units', area],
    queryFn: ({ signal }) => get<ItemUnits>('/business-item-units', { area }, signal),
  })

/** The first items events of a type begin. */
export const itemsOfTypeQuery = (type: string) =>
  queryOptions({
    queryKey: ['items', 'of-type', type],
    queryFn: ({ signal }) => get<BusinessItems>('/business-items', { type, state: 'in-force', limit: 3 }, signal),
  })
