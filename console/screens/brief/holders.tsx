import { type ReactNode, useState } from 'react'
import type { BriefNumbers, ObjectBrief } from '../../../contract/object-brief.ts'
import { Button } from '../../../ui/button.tsx'
import { CallButton } from '../../../ui/call-button.tsx'
import { crew } from '../../../ui/crew-words.ts'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'

type Seen = BriefNumbers['rows']
type Props = { brief: ObjectBrief; seen: Seen | null; onSeen: (seen: Seen) => void }

/** Who answers for it, and their numbers for a purpose; on the screen and on the printed sheet until the page is left. */
export function Holders({ brief, seen, onSeen }: Props): ReactNode {
  const [asking, setAsking] = useState(false)
  const callable = brief.mayCall && (brief.holders.some((one) => one.callable) || brief.duty.some(({ name }) => name !== null))
  return (
    <section>
      <h3>{t('brief.holders')}</h3>
      {brief.holders.length === 0 && <p className="t2">{t('brief.holders-none')}</p>}
      <dl>
        {brief.holders.map(({ charge, role, name, unit }) => {
          const found = seen?.find((one) => one.charge === charge)
          return (
            <div key={charge}>
              <dt>{t(`objects.role.${role}`)}</dt>
              <dd>
                {[unit, found?.name ?? name].filter(Boolean).join(' ')} {found && <span className="code">{found.number}</span>}
                {seen && !found && <span className="t2">{t('brief.no-number')}</span>}
                {found && (
                  <span className="brief-call">
                    <CallButton small name={found.name} phone={found.number} />
                  </span>
                )}
              </dd>
            </div>
          )
        })}
        {brief.duty.map(({ post, postName, unit, name }) => {
          const found = seen?.find((one) => one.charge === `duty:${post}`)
          return (
            <div key={post}>
              <dt>{crew('duty')}</dt>
              <dd>
                {[unit, postName, name ?? crew('duty-nobody')].join(' ')} {found && <span className="code">{found.number}</span>}
                {found && (
                  <span className="brief-call">
                    <CallButton small name={found.name} phone={found.number} />
                  </span>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
      {callable && !seen && !asking && (
        <p className="brief-call">
          <Button small icon="phone" onPress={() => setAsking(true)}>
            {t('brief.call')}
          </Button>
        </p>
      )}
      {asking && !seen && <Purpose id={brief.id} onSeen={onSeen} onClose={() => setAsking(false)} />}
    </section>
  )
}

function Purpose({ id, onSeen, onClose }: { id: string; onSeen: (seen: Seen) => void; onClose: () => void }): ReactNode {
  const act = useAct()
  return (
    <ReasonForm
      draft={`object-numbers:${id}`}
      title={t('brief.call')}
      note={t('brief.call-note')}
      label={t('brief.purpose')}
      verb={t('brief.call')}
      most={300}
      act={act}
      onSend={async (purpose) => {
        const told = await act.run<BriefNumbers>(`/objects/${encodeURIComponent(id)}/numbers`, { purpose })
        if (told) onSeen(told.rows)
        return told
      }}
      onCancel={onClose}
    />
  )
}
