import type { ReactNode } from 'react'
import type { Call, Clocks, Plan } from '../../../contract/pack.ts'
import type { Grade } from '../../../contract/scales.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { say, t, tell } from '../../messages.ts'
import { DurationPart } from './form-parts.tsx'

type Props = { plan: Plan; onChange: (plan: Plan) => void }
const grades: readonly Grade[] = ['extraordinary', 'major', 'serious', 'ordinary', 'minor']

/** A plan as fields: who is called in which order, who assists and is told at which grade, within which times, and what is to be filled in. */
export function PlanForm({ plan, onChange }: Props): ReactNode {
  const set = (change: Partial<Plan>) => onChange({ ...plan, ...change })
  return (
    <div className="form-in">
      <h3>{t('plan-form.lead')}</h3>
      {plan.lead.map((rung, i) => (
        <div className="row wrap" key={`${i} ${rung.name.zh}`}>
          <span className="plan-what">
            {t('plan-form.rung', { n: i + 1 })} <b className="b">{say(rung.name)}</b>{' '}
            <span className="meta">{rung.call.map(callWords).join(t('list.and'))}</span>
          </span>
          <Button
            small
            off={i === 0 ? t('plan-form.first') : null}
            onPress={() => set({ lead: plan.lead.with(i - 1, rung).with(i, plan.lead[i - 1]!) })}
          >
            {t('plan-form.up')}
          </Button>
          <Bin of={say(rung.name)} off={plan.lead.length === 1} onPress={() => set({ lead: plan.lead.toSpliced(i, 1) })} />
        </div>
      ))}
      <ForGrades
        title={t('plan-form.assist')}
        rows={plan.assist.map((one) => ({ ...one, words: say(one.name) }))}
        onGrades={(i, given) => set({ assist: plan.assist.with(i, { ...plan.assist[i]!, grades: given }) })}
        onRemove={(i) => set({ assist: plan.assist.toSpliced(i, 1) })}
      />
      <ForGrades
        title={t('plan-form.inform')}
        rows={plan.inform.map((one) => ({ ...one, words: callWords(one.call) }))}
        onGrades={(i, given) => set({ inform: plan.inform.with(i, { ...plan.inform[i]!, grades: given }) })}
        onRemove={(i) => set({ inform: plan.inform.toSpliced(i, 1) })}
      />
      <h3>{t('plan-form.clocks')}</h3>
      {Object.entries(plan.clocks).map(([grade, clocks]) => (
        <ClocksRow
          key={grade}
          name={grades.includes(grade as Grade) ? gradeWords(grade as Grade) : grade}
          clocks={clocks}
          onChange={(next) => set({ clocks: { ...plan.clocks, [grade]: next } })}
        />
      ))}
      <h3>{t('plan-form.checklist')}</h3>
      {plan.checklist.map((item, i) => (
        <div className="row wrap" key={item.id}>
          <span className="plan-what">{say(item.name)}</span>
          <Checkbox
            value={item.required}
            onChange={(required) => set({ checklist: plan.checklist.with(i, { ...item, required }) })}
          >
            {t('plan-form.required')}
          </Checkbox>
          <Bin of={say(item.name)} onPress={() => set({ checklist: plan.checklist.toSpliced(i, 1) })} />
        </div>
      ))}
      <p className="meta">{t('plan-form.rest')}</p>
    </div>
  )
}

/** 「区县 值班长」: the kind of post on its tier. */
const callWords = ({ postKind, side }: Call): string => `${tell(`post-kind.${postKind}`) ?? postKind}${side ? ` ${side}` : ''}`

function Bin({ of, onPress, off = false }: { of: string; onPress: () => void; off?: boolean }): ReactNode {
  const label = `${t('rules.part.remove')} ${of}`
  return <Button small kind="ghost" icon="bin" label={label} off={off ? t('plan-form.only') : null} onPress={onPress} />
}

type Row = { words: string; grades: Grade[] }

/** Whoever joins at some grades: each with a box a grade. */
function ForGrades({
  title,
  rows,
  onGrades,
  onRemove,
}: {
  title: string
  rows: readonly Row[]
  onGrades: (i: number, grades: Grade[]) => void
  onRemove: (i: number) => void
}): ReactNode {
  return (
    <>
      <h3>{title}</h3>
      {rows.length === 0 && <p className="meta">{t('plan-form.nobody')}</p>}
      {rows.map((row, i) => (
        <div className="row wrap" key={`${i} ${row.words}`}>
          <span className="plan-what">{row.words}</span>
          {grades.map((grade) => (
            <Checkbox
              key={grade}
              value={row.grades.includes(grade)}
              label={`${row.words} ${gradeWords(grade)}`}
              onChange={(on) => onGrades(i, on ? [...row.grades, grade] : row.grades.filter((one) => one !== grade))}
            >
              {gradeWords(grade)}
            </Checkbox>
          ))}
          <Bin of={row.words} onPress={() => onRemove(i)} />
        </div>
      ))}
    </>
  )
}

const limits = ['accept', 'arrive', 'report', 'finish'] as const

/** Times of one grade; what has none is not timed. */
function ClocksRow({ name, clocks, onChange }: { name: string; clocks: Clocks; onChange: (clocks: Clocks) => void }): ReactNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row with its legend
    <div className="row top wrap" role="group" aria-label={name}>
      <span className="plan-what">{name}</span>
      {limits.map((limit) => {
        const value = clocks[limit]
        return value === null ? null : (
          <DurationPart
            key={limit}
            label={t(`plan-form.limit.${limit}`)}
            value={value}
            onChange={(next) => onChange({ ...clocks, [limit]: next })}
          />
        )
      })}
    </div>
  )
}
