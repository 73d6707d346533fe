import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Mute } from '../../../contract/mute.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { CallButton } from '../../../ui/call-button.tsx'
import { number } from '../../../ui/format.ts'
import { Screen } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { mutesQuery } from '../../queries.ts'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'

/** What a mute keeps quiet, narrowest last: 北岸区 › 塔山公园公厕 1 号池 › 沼气超标. */
function useWhat(): (mute: Mute) => string {
  const say = usePackWords()
  return (mute) =>
    [
      mute.areaName,
      mute.outline ? t('quiet.in-outline') : null,
      mute.objectName,
      mute.deviceKind && say('devices', mute.deviceKind),
      mute.type && say('types', mute.type),
      mute.rule && t('quiet.of-rule', { rule: say('rules', mute.rule.slice(mute.rule.indexOf('/') + 1)) }),
    ]
      .filter(Boolean)
      .join(' › ')
}

function One({ mute }: { mute: Mute }): ReactNode {
  const act = useAct()
  const what = useWhat()
  const press = async (verb: 'end' | 'confirm') => {
    if (await act.run(`/mutes/${mute.id}/${verb}`)) toast({ words: t(`quiet.done-${verb}`) })
  }
  return (
    <li>
      <div className="row wrap">
        <Tag kind={mute.state === 'now' ? 'ink' : 'plain'}>{t(`quiet.state.${mute.state}`)}</Tag>
        <Tag>{t(`quiet.mute-kind.${mute.kind}`)}</Tag>
        <b className="b">{what(mute)}</b>
        <span className="grow" />
        <span className="nw">
          <When at={mute.from} /> – <When at={mute.endedAt ?? mute.to} />
        </span>
        {mute.mayConfirm && (
          <Button small busy={act.busy} onPress={() => void press('confirm')}>
            {t('quiet.confirm')}
          </Button>
        )}
        {mute.mayEnd && (
          <Button small busy={act.busy} onPress={() => void press('end')}>
            {t(mute.state === 'ahead' ? 'quiet.call-off' : 'quiet.end')}
          </Button>
        )}
      </div>
      <p>{mute.reason}</p>
      <p className="meta">
        {[
          t('quiet.owner', { name: mute.ownerName }),
          t('quiet.made-by', { name: mute.madeByName }),
          mute.confirmedByName ? t('quiet.confirmed-by', { name: mute.confirmedByName }) : t('quiet.unconfirmed'),
          mute.endedByName && t('quiet.ended-by', { name: mute.endedByName }),
          mute.state === 'now' && t('quiet.mutes-n', { n: number(mute.muted) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {mute.ownerPhone && <OwnerPhone mute={mute} masked={mute.ownerPhone} />}
      <FieldNote error={act.error?.message ?? null} />
    </li>
  )
}

/** The number of who answers for it: masked; seeing it whole takes a purpose and leaves a trace. */
function OwnerPhone({ mute, masked }: { mute: Mute; masked: string }): ReactNode {
  const session = useSession()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const [phone, setPhone] = useState<string | null>(null)
  const reveal = async (purpose: string) => {
    const found = await act.run<{ phone: string | null }>(`/mutes/${mute.id}/reveal`, { purpose })
    if (found) {
      setPhone(found.phone)
      setAsking(false)
    }
    return found
  }
  return (
    <>
      <p className="meta row">
        {t('quiet.phone', { phone: phone ?? masked })}
        {phone && <CallButton small name={mute.ownerName} phone={phone} />}
        {!phone && !asking && may(session, 'personal.reveal') && (
          <button type="button" className="linkish" onClick={() => setAsking(true)}>
            {t('reports.reveal')}
          </button>
        )}
      </p>
      {asking && (
        <ReasonForm
          draft={`reveal-${mute.id}`}
          title={t('reports.reveal')}
          note={t('reports.reveal-note')}
          label={t('reports.purpose')}
          verb={t('reports.reveal-do')}
          ready={[t('quiet.ask-works')]}
          act={act}
          onSend={reveal}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  )
}

/** 静默与计划作业: in force and ahead, or over; each says what, until when, by whom, and how much it keeps quiet. */
export function Mutes({ view }: { view: 'open' | 'over' }): ReactNode {
  const query = useQuery(mutesQuery(view))
  return (
    <Screen
      query={query}
      title={t('quiet.mutes')}
      empty={(data) =>
        data.rows.length === 0 ? { kind: 'nothing-yet', title: t(`quiet.none-${view}`), note: t('quiet.none-note') } : null
      }
    >
      {(data) => (
        <ul>
          {data.rows.map((mute) => (
            <One key={mute.id} mute={mute} />
          ))}
        </ul>
      )}
    </Screen>
  )
}
