import { type ReactNode, useState } from 'react'
import type { LeadRequest, LeadRequestAction } from '../../../contract/lead-request.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { connection } from '../../../ui/live.ts'
import { Tag } from '../../../ui/tag.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { ActForm } from '../../parts/act-form/act-form.tsx'
import { choice, type FieldSpec, text } from '../../parts/act-form/specs.ts'
import { lead } from './lead-words.ts'
import './concerns.css'

const nowhere = { area: '', lon: 0, lat: 0, own: '' }

function fieldsOf(action: LeadRequestAction, { choices }: LeadRequest): readonly FieldSpec[] {
  const reason = text('reason', 'reason', 4)
  if (action === 'refuse') return [reason]
  if (action !== 'rule') return []
  return [
    choice(
      'to',
      'lead-district',
      choices.map(({ district, name }) => ({ id: district, label: name })),
    ),
    reason,
  ]
}

/** One request of a district to another to lead: who asks whom and why, how the evidence stands, until when, and what one may do. */
export function LeadRequestCard({ one, begin = null }: { one: LeadRequest; begin?: LeadRequestAction | null }): ReactNode {
  const [form, setForm] = useState<LeadRequestAction | null>(begin)
  const offline = connection.use().state === 'offline' ? t('act.offline') : null
  const close = () => setForm(null)
  return (
    <section className="lead-request" aria-label={`${lead('lead.title')} ${one.no}`}>
      <p className="row wrap">
        <b className="b ink">{lead('lead.asks', { from: one.from.name, to: one.to.name })}</b>
        <Tag kind={one.allowed.length > 0 ? 'strong' : 'plain'}>{lead(`lead.state.${one.state}`)}</Tag>
        <Until one={one} />
      </p>
      <dl>
        <Line name={lead('lead.reason')}>{one.reason}</Line>
        <Line name={lead('lead.evidence')}>{lead('lead.pieces', { words: one.evidence, n: one.pieces })}</Line>
        {one.answer && (
          <Line name={one.to.name}>
            {[lead(`lead.answer.${one.answer.how}`), one.answer.reason].filter(Boolean).join(lead('lead.colon'))}{' '}
            <When at={one.answer.at} />
          </Line>
        )}
        {one.ruling && (
          <Line name={lead('lead.ruling')}>
            {lead('lead.ruled', { name: one.ruling.name, reason: one.ruling.reason })} <When at={one.ruling.at} />
          </Line>
        )}
        <Limits one={one} />
      </dl>
      {form ? (
        <ActForm
          draft={`lead-${form}-${one.id}`}
          path={`/lead-requests/${one.id}/${form}`}
          version={one.version}
          title={lead(`lead.do.${form}`)}
          note={lead(`lead.note.${form}`)}
          verb={lead(`lead.do.${form}`)}
          fields={fieldsOf(form, one)}
          place={nowhere}
          onDone={() => {
            toast({ words: lead(`lead.did.${form}`, { no: one.no }) })
            close()
          }}
          onCancel={close}
        />
      ) : (
        <div className="row wrap">
          {one.allowed.map((action) => (
            <Button
              key={action}
              kind={action === 'agree' || action === 'rule' ? 'primary' : 'plain'}
              off={offline}
              onPress={() => setForm(action)}
            >
              {lead(`lead.do.${action}`)}…
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}

const Line = ({ name, children }: { name: string; children: ReactNode }): ReactNode => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

/** Until when whoever's turn it is has to say something. */
function Until({ one }: { one: LeadRequest }): ReactNode {
  const by = one.state === 'asked' ? one.answerBy : one.state === 'arbitration' ? one.ruleBy : null
  if (!by) return null
  return (
    <span className="meta">
      {lead(one.state === 'asked' ? 'lead.answer-by' : 'lead.rule-by')} <When at={by} />
    </span>
  )
}

/** The limits of the case, which go on whoever leads. */
function Limits({ one }: { one: LeadRequest }): ReactNode {
  if (!one.arriveBy && !one.finishBy) return null
  return (
    <Line name={lead('lead.limits')}>
      {one.arriveBy && (
        <>
          {lead('lead.arrive-by')} <When at={one.arriveBy} />{' '}
        </>
      )}
      {one.finishBy && (
        <>
          {lead('lead.finish-by')} <When at={one.finishBy} />{' '}
        </>
      )}
      <span className="meta">{lead('lead.run-on')}</span>
    </Line>
  )
}
