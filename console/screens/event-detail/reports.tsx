import { type ReactNode, useState } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import { When } from '../../../ui/age.tsx'
import { CallAsk } from '../../../ui/call-ask.tsx'
import { CallButton } from '../../../ui/call-button.tsx'
import { SourceMark } from '../../../ui/event-row.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'

type Report = EventDetail['reports'][number]
type Contact = { contactName: string | null; phone: string | null; email: string | null }

function One({ event, report }: { event: EventDetail; report: Report }): ReactNode {
  const session = useSession()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const [contact, setContact] = useState<Contact | null>(null)
  const reveal = async (purpose: string) => {
    const found = await act.run<Contact>(`/reports/${report.id}/reveal`, { purpose })
    if (found) {
      setContact(found)
      setAsking(false)
    }
    return found
  }
  return (
    <li>
      <p className="meta row wrap">
        <SourceMark source={report.source} /> <When at={report.receivedAt} />
      </p>
      <p className="said">{report.content}</p>
      {contact ? (
        <p className="row">
          <b className="b">{[contact.contactName, contact.phone, contact.email].filter(Boolean).join(' ')}</b>
          <CallButton small name={contact.contactName ?? t('reports.reporter')} phone={contact.phone} />
        </p>
      ) : (
        report.contact && (
          <p className="meta row">
            {report.contact}
            {may(session, 'personal.reveal') && !asking && (
              <button type="button" className="linkish" onClick={() => setAsking(true)}>
                {t('reports.reveal')}
              </button>
            )}
            {may(session, 'work-order.act') && !may(session, 'personal.reveal') && (
              <CallAsk small event={event.id} whose="reporter" of={report.id} name={t('reports.reporter')} />
            )}
          </p>
        )
      )}
      {asking && (
        <ReasonForm
          draft={`reveal-${report.id}`}
          title={t('reports.reveal')}
          note={t('reports.reveal-note')}
          label={t('reports.purpose')}
          verb={t('reports.reveal-do')}
          ready={[t('reports.call-back'), t('reports.ask-place')]}
          act={act}
          onSend={reveal}
          onCancel={() => setAsking(false)}
        />
      )}
    </li>
  )
}

/** How it came, where nobody reported it. */
function noneWords(source: string) {
  if (source === 'vital') return 'reports.none-vital'
  return source === 'sensor' || source === 'camera' ? 'reports.none-device' : 'reports.none'
}

/** What people reported. A contact is masked; seeing it takes a purpose and leaves a trace. */
export function Reports({ event }: { event: EventDetail }): ReactNode {
  return (
    <Panel title={t('reports.title', { n: event.reports.length })}>
      {event.reports.length === 0 && <p className="meta">{t(noneWords(event.source))}</p>}
      <ul className="reports">
        {event.reports.map((r) => (
          <One key={r.id} event={event} report={r} />
        ))}
      </ul>
    </Panel>
  )
}
