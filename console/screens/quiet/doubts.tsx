import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Doubt } from '../../../contract/doubt.ts'
import { When } from '../../../ui/age.tsx'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'

const doubtsQuery = {
  queryKey: ['doubts'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<{ rows: Doubt[]; at: string }>('/doubts', {}, signal),
  refetchInterval: 60_000,
}

/** 误报记忆: sensors that are believed less since an alarm of theirs was false; a repair ends it, its last day does, too. */
export function Doubts(): ReactNode {
  const query = useQuery(doubtsQuery)
  return (
    <Screen query={query} title={t('quiet.view.doubts')}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="meta state">{t('doubt.none')}</p>
        ) : (
          <ul>
            {rows.map((doubt) => (
              <One key={doubt.id} doubt={doubt} onDone={() => void query.refetch()} />
            ))}
          </ul>
        )
      }
    </Screen>
  )
}

function One({ doubt, onDone }: { doubt: Doubt; onDone: () => void }): ReactNode {
  const [ending, setEnding] = useState(false)
  const act = useAct()
  const end = async (reason: string) => {
    const done = await act.run(`/doubts/${doubt.id}/end`, { reason })
    if (done === null) return null
    setEnding(false)
    toast({ words: t('doubt.ended') })
    onDone()
    return done
  }
  return (
    <li>
      <div className="row wrap">
        <Tag kind={doubt.endedAt ? 'plain' : 'ink'}>{t(doubt.endedWhy ? `doubt.${doubt.endedWhy}` : 'doubt.now')}</Tag>
        <b className="b">
          {doubt.objectName} › {doubt.deviceName}
        </b>
        <span className="grow" />
        <span className="nw">
          <When at={doubt.since} /> – <When at={doubt.endedAt ?? doubt.until} />
        </span>
        {doubt.mayEnd && !ending && (
          <Button small onPress={() => setEnding(true)}>
            {t('doubt.end')}
          </Button>
        )}
      </div>
      <p className="t2">
        {t('doubt.cap', { level: part(`severity.${doubt.cap}`) })} · {t('doubt.reason', { reason: doubt.reason })}
        {doubt.eventNo && (
          <>
            {' · '}
            <Link to="/events/$id" params={{ id: doubt.event }}>
              {doubt.eventNo}
            </Link>
          </>
        )}
      </p>
      {ending && (
        <ReasonForm
          draft={`doubt-${doubt.id}`}
          title={t('doubt.end-title')}
          verb={t('doubt.end')}
          ready={[t('doubt.ready-mount'), t('doubt.ready-replaced')]}
          most={200}
          act={act}
          onSend={end}
          onCancel={() => setEnding(false)}
        />
      )}
    </li>
  )
}
