import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { ClockInfo } from '../../../contract/person.ts'
import { get } from '../../../ui/api.ts'
import { syncClock, useNow } from '../../../ui/clock.ts'
import { clockTime } from '../../../ui/format.ts'
import { Icon } from '../../../ui/icons.tsx'
import { t } from '../../messages.ts'

/** Is the server there, which build, what time does it have: what one reads out on the telephone. */
export function ServerLine({ version }: { version: string }): ReactNode {
  const query = useQuery({
    queryKey: ['clock'],
    queryFn: async ({ signal }) => {
      const clock = await get<z.infer<typeof ClockInfo>>('/clock', undefined, signal)
      syncClock(clock.now, clock.rate)
      return clock
    },
    retry: 1,
  })
  const now = useNow()
  return (
    <p className="meta row wrap server">
      <span className="row">
        <Icon name={query.error ? 'off' : 'wifi'} size={14} />
        {t(query.error ? 'sign-in.down' : query.data ? 'sign-in.up' : 'sign-in.asking')}
      </span>
      <span>{t('sign-in.version', { version })}</span>
      {query.data && <span>{t('sign-in.time', { time: clockTime(now, true) })}</span>}
    </p>
  )
}
