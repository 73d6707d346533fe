import { useCallback, useEffect, useState } from 'react'
import type { WallSitting } from '../../contract/wall-seat.ts'
import { get, post } from '../../ui/api.ts'
import { syncClock } from '../../ui/clock.ts'

/** A machine that waits asks again after this long whether it was let in, ms. */
const askMs = 3_000

/** What this machine is: let in as a wall, waiting with a code, or nothing. Asked while nobody is signed in. */
export function useSeat(): { sitting: WallSitting | null; ask: () => void; failed: boolean } {
  const [sitting, setSitting] = useState<WallSitting | null>(null)
  const [failed, setFailed] = useState(false)
  const look = useCallback(async () => {
    try {
      const now = await get<WallSitting>('/wall-seats/mine')
      syncClock(now.now, now.rate)
      setSitting(now)
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }, [])
  const seated = sitting?.state === 'seated'
  useEffect(() => {
    if (seated) return
    void look()
    const timer = setInterval(() => void look(), askMs)
    return () => clearInterval(timer)
  }, [look, seated])
  const ask = () => void post('/wall-seats/pairing', {}).then(look, () => setFailed(true))
  return { sitting, ask, failed }
}
