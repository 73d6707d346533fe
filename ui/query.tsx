import { keepPreviousData, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ApiError } from './api.ts'

const again = (failures: number, error: Error): boolean =>
  failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500)

/**
 * The cache of server data. Last good data stay on the screen while new ones come or fail (screens grey them with their time);
 * a refusal is not asked again; the live stream invalidates, so nothing polls.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: again,
        staleTime: 15_000,
        gcTime: 30 * 60_000,
        placeholderData: keepPreviousData,
        networkMode: 'always',
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

/** Puts the cache under an app. `client` only in tests and the gallery. */
export function QueryRoot({ client, children }: { client: QueryClient; children: ReactNode }) {
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
