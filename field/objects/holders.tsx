import { type ReactNode, useState } from 'react'
import type { BriefNumbers, ObjectBrief } from '../../contract/object-brief.ts'
import { ApiError, post } from '../../ui/api.ts'
import { Button } from '../../ui/button.tsx'
import { CallButton } from '../../ui/call-button.tsx'
import { crew } from '../../ui/crew-words.ts'
import { TextField } from '../../ui/text-field.tsx'
import { t } from '../t.ts'

type Seen = BriefNumbers['rows']

/** Who answers for it; their numbers for a purpose, gone again when the page is left. */
export function Holders({ brief }: { brief: ObjectBrief }): ReactNode {
  const [seen, setSeen] = useState<Seen | null>(null)
  const [asking, setAsking] = useState(false)
  const callable = brief.mayCall && (brief.holders.some((one) => one.callable) || brief.duty.some(({ name }) => name !== null))
  return (
    <section className="card">
      <h3>{t('object.holders')}</h3>
      {brief.holders.length === 0 && <p className="t2">{t('object.holders-none')}</p>}
      <dl className="object-kv">
        {brief.holders.map(({ charge, role, name, unit }) => {
          const found = seen?.find((one) => one.charge === charge)
          return (
            <div key={charge}>
              <dt>{t(`object.role.${role}`)}</dt>
              <dd className="row">
                <span className="grow">{[unit, found?.name ?? name].filter(Boolean).join(' ')}</span>
                {found && <CallButton name={found.name} phone={found.number} />}
                {seen && !found && <span className="t2">{t('object.call-none')}</span>}
              </dd>
            </div>
          )
        })}
        {brief.duty.map(({ post, postName, unit, name }) => {
          const found = seen?.find((one) => one.charge === `duty:${post}`)
          return (
            <div key={post}>
              <dt>{crew('duty')}</dt>
              <dd className="row">
                <span className="grow">{[unit, postName, name ?? crew('duty-nobody')].join(' ')}</span>
                {found && <CallButton name={found.name} phone={found.number} />}
              </dd>
            </div>
          )
        })}
      </dl>
      {callable && !seen && !asking && <Button onPress={() => setAsking(true)}>{t('object.call')}</Button>}
      {asking && !seen && <Purpose id={brief.id} onSeen={setSeen} />}
    </section>
  )
}

function Purpose({ id, onSeen }: { id: string; onSeen: (seen: Seen) => void }): ReactNode {
  const [purpose, setPurpose] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const ask = async () => {
    setBusy(true)
    try {
      onSeen((await post<BriefNumbers>(`/objects/${encodeURIComponent(id)}/numbers`, { purpose: purpose.trim() })).rows)
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="col">
      <p className="meta">{t('object.call-note')}</p>
      <TextField
        label={t('object.call-purpose')}
        hint={t('object.call-hint')}
        value={purpose}
        onChange={setPurpose}
        maxLength={300}
        audience="internal"
        error={problem}
        autoFocus
      />
      <Button
        kind="primary"
        busy={busy}
        off={[...purpose.trim()].length < 2 ? t('object.call-short') : null}
        onPress={() => void ask()}
      >
        {t('object.call-show')}
      </Button>
    </div>
  )
}
