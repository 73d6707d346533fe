import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import { lockCadences } from '../../../contract/vital-kinds.ts'
import type { VitalLock, VitalLockChange, VitalLockSum } from '../../../contract/vital-lock.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import { t as known } from './known-words.ts'
import { t } from './registry-words.ts'
import { lockChangesQuery, locksQuery } from './vital-queries.ts'
import { valueText } from './vital-words.ts'
import { t as vitals } from './words.ts'

type Props = { area: string | undefined; onClose: () => void }

/** Periods an area has closed, its own and those of the tiers above: closing one, opening it again, and what changed since. */
export function VitalLocksPane({ area, onClose }: Props): ReactNode {
  const query = useQuery(locksQuery(area))
  useKeys({ back: onClose })
  const list = query.data
  return (
    <>
      <section>
        <div className="row top">
          <h2 className="grow">{t('lock.title')}</h2>
          <Button small kind="ghost" icon="x" label={t('side.close')} onPress={onClose} />
        </div>
        <p className="meta">{t('lock.how')}</p>
      </section>
      {!list && (query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />)}
      {list?.mayLock && <Locking area={list.area} />}
      {list && (
        <section>
          <h3>{t('lock.of', { area: list.area.name })}</h3>
          {list.rows.length === 0 && <p className="meta">{t('lock.none')}</p>}
          <ul className="k10-locks">
            {list.rows.map((lock) => (
              <Row key={lock.id} lock={lock} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Locking({ area }: { area: VitalLock['area'] }): ReactNode {
  const [cadence, setCadence] = useState<string>('month')
  const [period, setPeriod] = useState('')
  const act = useAct()
  const lock = async () => {
    if (!(await act.run('/vital-locks', { area: area.code, cadence, period: period.trim() }))) return
    toast({ words: t('lock.done', { area: area.name, period: period.trim() }) })
    setPeriod('')
  }
  return (
    <section className="rform" aria-label={t('lock.verb')}>
      <div className="rfields">
        <SelectField
          label={t('lock.cadence')}
          choices={lockCadences.map((id) => ({ id, label: vitals(`vitals.cadence.${id}`) }))}
          value={cadence}
          onChange={setCadence}
          required
        />
        <TextField label={t('lock.period')} value={period} onChange={setPeriod} required maxLength={20} />
      </div>
      <p className="meta">{t('lock.like')}</p>
      <FieldNote error={act.error?.message ?? null} />
      <div className="row">
        <Button kind="primary" busy={act.busy} off={period.trim() ? null : t('lock.period-needed')} onPress={() => void lock()}>
          {t('lock.verb-of', { area: area.name })}
        </Button>
      </div>
    </section>
  )
}

function Row({ lock }: { lock: VitalLock }): ReactNode {
  const [opening, setOpening] = useState(false)
  const [shown, setShown] = useState(false)
  const act = useAct()
  const send = async (reason: string) => {
    const done = await act.run(`/vital-locks/${lock.id}/open`, { reason })
    if (done) setOpening(false)
    return done
  }
  return (
    <li>
      <div className="row wrap">
        <b>{say(periodWords(lock.period))}</b>
        <span>{lock.area.name}</span>
        <Tag kind={lock.opened ? 'plain' : 'ink'}>{t(lock.opened ? 'lock.opened' : 'lock.locked')}</Tag>
      </div>
      <p className="meta">
        {t('lock.by', { name: lock.lockedBy })} <When at={lock.lockedAt} />
      </p>
      {lock.opened && (
        <p className="meta wrap-any">
          {t('lock.opened-by', { name: lock.opened.by })} <When at={lock.opened.at} /> · {lock.opened.reason}
        </p>
      )}
      <div className="row wrap">
        <Button small onPress={() => setShown(!shown)}>
          {t(shown ? 'lock.hide' : 'lock.changes')}
        </Button>
        {lock.mayOpen && !opening && (
          <Button small onPress={() => setOpening(true)}>
            {t('lock.open')}
          </Button>
        )}
      </div>
      {opening && (
        <ReasonForm
          draft={`vital-lock.${lock.id}.open`}
          title={t('lock.open')}
          verb={t('lock.open')}
          most={300}
          act={act}
          onSend={send}
          onCancel={() => setOpening(false)}
        />
      )}
      {shown && <Changes id={lock.id} />}
    </li>
  )
}

function Changes({ id }: { id: string }): ReactNode {
  const query = useQuery(lockChangesQuery(id))
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const { rows, total, sums, vitals: changed, lock } = query.data
  if (total === 0 && sums.length === 0) return <p className="meta">{t('lock.no-changes')}</p>
  return (
    <>
      <h4>{known('known.sums', { area: lock.area.name })}</h4>
      <ul className="k10-told">
        {sums.length === 0 && <li className="meta">{known('known.sums-none')}</li>}
        {sums.map((sum) => (
          <Sum key={`${sum.vital} ${sum.period}`} sum={sum} />
        ))}
        {changed > mostSums && <li className="meta">{known('known.sums-more', { n: number(changed - mostSums) })}</li>}
      </ul>
      {rows.length > 0 && <h4>{known('known.told')}</h4>}
      <ul className="k10-told">
        {rows.map((row) => (
          <Change key={`${row.vital} ${row.area.code} ${row.period}`} row={row} />
        ))}
        {total > rows.length && <li className="meta">{vitals('vitals.more', { n: number(total - rows.length) })}</li>}
      </ul>
    </>
  )
}

/** So many vitals the server looks at. */
const mostSums = 50

/** A number of the area itself: what it was when the period was closed, and what it is. */
const Sum = ({ sum }: { sum: VitalLockSum }): ReactNode => (
  <li>
    <span className="wide">
      {say(sum.name)} · {say(periodWords(sum.period))}
    </span>
    <span>
      {sum.before === null ? NONE : valueText(sum.before, sum)} → <b>{sum.now === null ? NONE : valueText(sum.now, sum)}</b>{' '}
      <span className="meta">{say(sum.unit)}</span>
    </span>
    <span className="meta wide">
      {known('known.sum-n', { before: number(sum.n.before), now: number(sum.n.now), of: number(sum.n.of) })}
      {sum.formula && ` · ${formulaWords(sum.formula)}`}
    </span>
  </li>
)

/** Why a number of a formula is another one: the formula, or what it stands on. */
const formulaWords = ({ before, now }: NonNullable<VitalLockSum['formula']>): string =>
  before === null || before === now ? known('known.formula-same', { now }) : known('known.formula-anew', { before, now })

const Change = ({ row }: { row: VitalLockChange }): ReactNode => (
  <li>
    <span className="wide">
      {say(row.name)} · {row.area.name} · {say(periodWords(row.period))}
    </span>
    <span>
      {row.before === null ? NONE : valueText(row.before, row)} → <b>{row.now === null ? NONE : valueText(row.now, row)}</b>{' '}
      <span className="meta">{say(row.unit)}</span>
    </span>
    <span className="meta">{row.by}</span>
    <span className="meta">
      <When at={row.at} />
    </span>
  </li>
)
