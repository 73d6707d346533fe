import { queryOptions, useQuery } from '@tanstack/react-query'
import type { WallSitting } from '../../contract/wall-seat.ts'
import { get, post } from '../../ui/api.ts'
import { syncClock } from '../../ui/clock.ts'

/** A machine that waits asks again after this long whether it was let in, ms. */
const askMs = 3_000

const seatQuery = queryOptions({
  queryKey: ['seat'],
  queryFn: async ({ signal }) => {
    const sitting = await get<WallSitting>('/wall-seats/mine', undefined, signal)
    syncClock(sitting.now, sitting.rate)
    return sitting
  },
  refetchInterval: ({ state }) => (state.data?.state === 'seated' ? false : askMs),
  staleTime: 0,
})

/** What this machine is: let in as a wall, waiting with a code, or nothing. Asked while nobody is signed in. */
export function useSeat(): { sitting: WallSitting | null; ask: () => void; failed: boolean } {
  const { data = null, isError, refetch } = useQuery(seatQuery)
  return { sitting: data, failed: isError, ask: () => void post('/wall-seats/pairing', {}).then(() => refetch()) }
}
