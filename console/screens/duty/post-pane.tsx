import { type ReactNode, useState } from 'react'
import type { DutyPost, DutyShift } from '../../../contract/duty.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { CallAsk } from '../../../ui/call-ask.tsx'
import { useNow } from '../../../ui/clock.ts'
import { comma } from '../../../ui/t.ts'
import { t } from '../../messages.ts'
import { Arrange } from './arrange.tsx'
import { DeskPhone } from './desk-phone.tsx'
import { RosterGap } from './duty.tsx'
import { ShiftForm, type Verb } from './shift-form.tsx'
import { gapWords, lastCallWords, momentWords, toldWords } from './words.ts'

type Form = 'none' | 'arrange' | { verb: Verb; shift: DutyShift }

/** One post: whoever a call goes to, with a call; the week ahead with its gaps; and what may be changed. */
export function PostPane({ row, until }: { row: DutyPost; until: string }): ReactNode {
  const [form, setForm] = useState<Form>('none')
  const now = useNow()
  const close = () => setForm('none')
  return (
    <aside className="side k6-pane" aria-label={`${row.unitName} ${row.postName}`}>
      <section>
        <h2>{row.unitName}</h2>
        <p className="t2">{row.postName}</p>
      </section>
      <NowSection row={row} onForm={setForm} />
      <DeskPhone key={row.unit} row={row} />
      {typeof form === 'object' && (
        <section>
          <ShiftForm key={`${form.verb}${form.shift.id}`} row={row} verb={form.verb} shift={form.shift} onClose={close} />
        </section>
      )}
      {row.gaps.length > 0 && (
        <section>
          <h3>{t('duty.gaps')}</h3>
          <ul className="gaps">
            {row.gaps.map((gap) => (
              <li key={gap.from}>
                <RosterGap>{gapWords(gap, now, until)}</RosterGap>
                {gap.told && <span className="meta block">{toldWords(gap.told, now)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>
          {t('duty.roster')}
          <span className="grow" />
          {row.allowed.includes('arrange') && (
            <Button small icon="plus" onPress={() => setForm('arrange')}>
              {t('duty.arrange')}
            </Button>
          )}
        </h3>
        {form === 'arrange' && <Arrange row={row} onClose={close} />}
        {row.shifts.length === 0 && <p className="meta">{t('duty.roster-none')}</p>}
        <ul className="shifts">
          {row.shifts.map((shift) => (
            <Shift key={shift.id} shift={shift} row={row} onForm={setForm} />
          ))}
        </ul>
      </section>
    </aside>
  )
}

function whoWords(row: DutyPost): string {
  const names = row.answering.map(({ name }) => name).join(comma())
  if (row.answering.length === 0) return t('duty.vacant')
  if (row.now) return t('duty.lent', { names })
  return t(row.kept ? 'duty.answering' : 'duty.answering-plain', { names })
}

function NowSection({ row, onForm }: { row: DutyPost; onForm: (form: Form) => void }): ReactNode {
  const now = useNow()
  const { now: shift, next } = row
  const asPlanned = shift && row.answering.some(({ person }) => person === shift.person)
  return (
    <section>
      <h3>{t('duty.now')}</h3>
      {shift && (
        <p>
          <b className="b">{shift.personName}</b>{' '}
          <span className="t2">{t('duty.until', { time: momentWords(shift.to, now) })}</span>
          {shift.deputyName && <span className="t2"> · {t('duty.deputy', { name: shift.deputyName })}</span>}
        </p>
      )}
      {!shift && row.kept && (
        <p>
          <RosterGap>{t('duty.nobody')}</RosterGap>
        </p>
      )}
      {!asPlanned && <p className="meta">{whoWords(row)}</p>}
      {row.allowed.includes('call') && (
        <div className="row wrap">
          {callable(row).map(({ person, name }) => (
            <span key={person} className="row">
              <span className="nw">{name}</span>
              <CallAsk small dutyPost={row.post} of={person} name={name} />
            </span>
          ))}
        </div>
      )}
      <p className="meta">
        {t('duty.last')} ·{' '}
        {row.lastCall ? (
          <>
            {row.lastCall.personName} {lastCallWords(row.lastCall)} <Age at={row.lastCall.at} />
          </>
        ) : (
          t('duty.never')
        )}
      </p>
      {shift && (
        <div className="row wrap">
          {row.allowed.includes('hand-over') && next && (
            <Button small onPress={() => onForm({ verb: 'hand-over', shift })}>
              {t('duty.hand-over')}…
            </Button>
          )}
          {shift.allowed.includes('substitute') && (
            <Button small onPress={() => onForm({ verb: 'substitute', shift })}>
              {t('duty.substitute')}…
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

/** Whoever answers now, and the deputy of the shift. */
function callable({ answering, now }: DutyPost): DutyPost['answering'] {
  const deputy = now?.deputy && !answering.some(({ person }) => person === now.deputy) ? now : null
  return deputy ? [...answering, { person: deputy.deputy!, name: deputy.deputyName ?? '' }] : answering
}

function Shift({ shift, row, onForm }: { shift: DutyShift; row: DutyPost; onForm: (form: Form) => void }): ReactNode {
  const now = useNow()
  const isNow = shift.id === row.now?.id
  return (
    <li>
      <span className="nw t2">
        {momentWords(shift.from, now)} – {momentWords(shift.to, now)}
      </span>
      <span className="row">
        <span className="grow">
          {shift.personName}
          {shift.deputyName && <span className="t2"> · {t('duty.deputy', { name: shift.deputyName })}</span>}
          {!shift.stands && <RosterGap>{t('duty.left')}</RosterGap>}
        </span>
        {!isNow && shift.allowed.includes('substitute') && (
          <Button small kind="ghost" onPress={() => onForm({ verb: 'substitute', shift })}>
            {t('duty.substitute')}…
          </Button>
        )}
        {shift.allowed.includes('cancel') && (
          <Button small kind="ghost" onPress={() => onForm({ verb: 'cancel', shift })}>
            {t('duty.cancel')}…
          </Button>
        )}
      </span>
    </li>
  )
}
