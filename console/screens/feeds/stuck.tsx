import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { StuckRow } from '../../../contract/feed.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { stuckQuery } from '../../queries.ts'
import { useAct } from '../../use-act.ts'

function One({ row }: { row: StuckRow }): ReactNode {
  const act = useAct()
  const again = async () => {
    if (await act.run(`/stuck/${encodeURIComponent(row.key)}/retry`)) toast({ words: t('stuck.again') })
  }
  return (
    <li>
      <div className="row wrap">
        <When at={row.at} seconds />
        <b className="b">{row.what}</b>
        <span className="t2">{row.handler}</span>
        <Tag kind="strong">{row.tries > 0 ? t('stuck.tries', { n: row.tries }) : t('stuck.late')}</Tag>
        <span className="grow" />
        {row.tries > 0 && (
          <Button small busy={act.busy} onPress={() => void again()}>
            {t('stuck.retry')}
          </Button>
        )}
      </div>
      {row.error && <p className="meta">{row.error}</p>}
      <FieldNote error={act.error?.message ?? null} />
    </li>
  )
}

/** Work that failed five times and waits for a person, and lanes the watchdog sees standing still. */
export function Stuck(): ReactNode {
  const query = useQuery(stuckQuery())
  return (
    <div className="plain-list">
      <Screen
        query={query}
        title={t('feeds.stuck')}
        empty={(data) =>
          data.rows.length === 0 ? { kind: 'all-done', title: t('stuck.empty'), note: t('stuck.empty-note') } : null
        }
      >
        {(data) => (
          <ul>
            {data.rows.map((row) => (
              <One key={row.key} row={row} />
            ))}
          </ul>
        )}
      </Screen>
    </div>
  )
}
