import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PlanRehearsal, RehearsalAnswer, RehearsalAsked } from '../../../contract/plan-preview.ts'
import type { TypePlan } from '../../../contract/plan-version.ts'
import type { Grade } from '../../../contract/scales.ts'
import { ApiError } from '../../../ui/api.ts'
import { serverNow } from '../../../ui/clock.ts'
import { DateField } from '../../../ui/date-field.tsx'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { say, t, tell } from '../../messages.ts'
import { grades } from '../../parts/grades.ts'
import { Answers } from './answers.tsx'
import { usePlace } from './place-choice.tsx'
import { rehearsalQuery } from './plans-queries.ts'
import { Timeline } from './timeline.tsx'

type Props = {
  type: TypePlan
  /** null: it has faults, and cannot be played */
  plan: Pick<RehearsalAsked, 'plan' | 'version'> | null
  grade: Grade
  onGrade: (grade: Grade) => void
}
const spans = ['30', '90', '240'] as const

/** 推演: a made-up event, who would get it when, and what follows while nobody answers. Nobody is told. */
export function Rehearsal({ type, plan, grade, onGrade }: Props): ReactNode {
  const { place, fields } = usePlace()
  const [at, setAt] = useState<string | null>(() => new Date(serverNow()).toISOString())
  const [minutes, setMinutes] = useState<string>('90')
  const [answers, setAnswers] = useState<RehearsalAnswer[]>([])
  const given = answers.length > 0 ? { answers } : {}
  const asked = plan && place && at ? { ...plan, grade, area: place.code, at, minutes: Number(minutes), ...given } : null
  const query = useQuery(rehearsalQuery(type.type, asked))
  const error = query.error instanceof ApiError ? query.error : null
  return (
    <section className="k8-r" aria-label={t('plans.rehearsal')}>
      <h2>
        {t('plans.rehearsal')} <small className="meta">{t('plans.rehearsal-note')}</small>
      </h2>
      <div className="sim">
        <div className="sim-ctl">
          <SelectField
            label={t('plans.col.grade')}
            value={grade}
            choices={grades
              .filter((one) => type.grade === one || Object.values(type.gradeOf).includes(one))
              .map((one) => ({ id: one, label: gradeWords(one) }))}
            onChange={(id) => onGrade(grades.find((one) => one === id) ?? grade)}
          />
          {fields}
          <DateField label={t('plans.at')} value={at} onChange={setAt} />
          <SelectField
            label={t('plans.span')}
            value={minutes}
            choices={spans.map((id) => ({ id, label: t('plans.minutes', { n: Number(id) }) }))}
            onChange={setMinutes}
          />
        </div>
        {!plan && <p className="sim-say">{t('plans.faulty')}</p>}
        {plan && error && (
          <p className="sim-say">
            <FieldNote error={error.message} />
          </p>
        )}
        {plan && query.error && !error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {plan &&
          !query.error &&
          (query.data ? (
            <>
              <Played key={query.data.at} played={query.data} />
              <Answers played={query.data} answers={answers} onChange={setAnswers} />
            </>
          ) : (
            <Loading />
          ))}
      </div>
    </section>
  )
}

function Played({ played }: { played: PlanRehearsal }): ReactNode {
  return (
    <>
      <p className="sim-say meta">
        {t(played.working ? 'plans.in-hours' : 'plans.out-of-hours')} · {t('plans.leads', { unit: played.leadName })}{' '}
        {tell(`plans.why.${played.leadWhy}`) ?? played.leadWhy} · {t('plans.people', { n: played.people })}
        {played.acts.length > 0 &&
          ` · ${t('plans.acts', { what: played.acts.map(({ name }) => say(name)).join(t('list.and')) })}`}
      </p>
      {played.cutS !== null && (
        <p className="sim-say" role="status">
          {t('plans.cut', { n: Math.floor(played.cutS / 60) })}
        </p>
      )}
      <Timeline played={played} />
    </>
  )
}
