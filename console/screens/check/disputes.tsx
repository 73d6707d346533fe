import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { Dispute } from '../../../contract/check.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { disputesQuery } from '../../queries.ts'
import { useAct } from '../../use-act.ts'

type Form = 'none' | 'reopen' | 'refuse'

function One({ dispute }: { dispute: z.infer<typeof Dispute> }): ReactNode {
  const [form, setForm] = useState<Form>('none')
  const act = useAct()
  const send = async (reason: string) => {
    const path = form === 'reopen' ? `/events/${dispute.event}/reopen` : `/disputes/${dispute.id}/refuse`
    const done = await act.run(path, { reason })
    if (done) toast({ words: t(form === 'reopen' ? 'dispute.reopened' : 'dispute.refused', { title: dispute.title }) })
    return done
  }
  return (
    <li>
      <p className="row">
        <Link to="/events/$id" params={{ id: dispute.event }} className="b el">
          <CaseTitle title={dispute.title} />
        </Link>
        <span className="grow" />
        <Age at={dispute.madeAt} />
      </p>
      <p className="said">{dispute.reason}</p>
      <p className="meta">
        {t(dispute.from === 'reporter' ? 'dispute.reporter' : 'dispute.staff', { by: dispute.byName ?? '' })}
      </p>
      {form === 'none' ? (
        <p className="row">
          <Button small onPress={() => setForm('reopen')}>
            {t('dispute.reopen')}
          </Button>
          <Button small onPress={() => setForm('refuse')}>
            {t('dispute.refuse')}
          </Button>
        </p>
      ) : (
        <ReasonForm
          draft={`dispute-${form}-${dispute.id}`}
          title={t(form === 'reopen' ? 'dispute.reopen' : 'dispute.refuse')}
          verb={t(form === 'reopen' ? 'dispute.reopen' : 'dispute.refuse')}
          act={act}
          onSend={send}
          onCancel={() => setForm('none')}
        />
      )}
    </li>
  )
}

/** What is said against a closing: reopen, or let it stand, each with a reason. */
export function Disputes(): ReactNode {
  const { data } = useQuery(disputesQuery())
  if (!data || data.rows.length === 0) return null
  return (
    <>
      <h2 className="grp">{t('dispute.title', { n: data.rows.length })}</h2>
      <ul className="disputes">
        {data.rows.map((d) => (
          <One key={d.id} dispute={d} />
        ))}
      </ul>
    </>
  )
}
