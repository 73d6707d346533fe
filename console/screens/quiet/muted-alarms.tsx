import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MutedAlarm } from '../../../contract/mute.ts'
import { quietKinds } from '../../../contract/quiet-kinds.ts'
import { Age, When } from '../../../ui/age.tsx'
import { number } from '../../../ui/format.ts'
import { Screen } from '../../../ui/screen.tsx'
import { t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { mutedAlarmsQuery } from '../../queries.ts'
import { reasonWords } from './reason-words.ts'

/** Every reason of one alarm that is kept quiet. */
export function Reasons({ of }: { of: MutedAlarm }): ReactNode {
  const say = usePackWords()
  return (
    <>
      {of.reasons.map((reason) => (
        <p key={reasonWords(reason, say)} className="meta">
          {reasonWords(reason, say)}
        </p>
      ))}
    </>
  )
}

/** 静默中: alarms that stand and call nobody, the longest first, each with its reasons. */
export function MutedAlarms(): ReactNode {
  const query = useQuery(mutedAlarmsQuery({}))
  const say = usePackWords()
  return (
    <Screen
      query={query}
      title={t('quiet.muted')}
      empty={(data) =>
        data.all === 0 ? { kind: 'all-done', title: t('quiet.none-muted'), note: t('quiet.none-muted-note') } : null
      }
    >
      {(data) => (
        <>
          <p className="meta row wrap">
            <b className="b ink">{t('quiet.muted-n', { n: number(data.all) })}</b>
            {quietKinds.flatMap((kind) =>
              data.byReason[kind] ? [<Tag key={kind}>{`${t(`quiet.kind.${kind}`)} ${number(data.byReason[kind])}`}</Tag>] : [],
            )}
            <Age at={data.at} />
            {data.rows.length < data.all && <span>{t('quiet.first-only', { n: data.rows.length })}</span>}
          </p>
          <ul>
            {data.rows.map((row) => (
              <li key={row.id}>
                <div className="row wrap">
                  <Tag kind="ink">{part(`severity.${row.severity}`)}</Tag>
                  <Link to="/map" search={{ pick: row.object, show: 'objects' }} className="b">
                    {row.label}
                  </Link>
                  <span className="t2">{say('types', row.type)}</span>
                  <span className="grow" />
                  <span className="meta">{row.areaName}</span>
                  <When at={row.since} />
                </div>
                <Reasons of={row} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Screen>
  )
}
