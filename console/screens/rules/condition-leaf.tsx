import type { ReactNode } from 'react'
import type { Condition } from '../../../contract/condition.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import type { ConditionPart } from './condition-form.tsx'
import { ChoicePart, DurationPart, NumberPart, named, SeverityPart } from './form-parts.tsx'
import { ValueForm } from './value-form.tsx'

type Of<Op extends Condition['op']> = Extract<Condition, { op: Op }>

/** The fields of a condition that has no other conditions in it. */
export function LeafForm({ value, ...rest }: ConditionPart<Condition>): ReactNode {
  const { onChange, words } = rest
  switch (value.op) {
    case 'compare':
      return <CompareForm {...rest} value={value} />
    case 'rate':
      return (
        <>
          <ChoicePart
            label={t('rules.part.reading')}
            value={value.reading}
            choices={named(words.readings)}
            onChange={(reading) => onChange({ ...value, reading })}
          />
          <NumberPart
            label={t('rules.part.per-minute')}
            value={value.perMinute}
            onChange={(perMinute) => onChange({ ...value, perMinute })}
          />
          <DurationPart
            label={t('rules.part.within')}
            value={value.within}
            onChange={(within) => onChange({ ...value, within })}
          />
        </>
      )
    case 'unusual':
      return <UnusualForm {...rest} value={value} />
    case 'silent':
      return (
        <>
          <ChoicePart
            label={t('rules.part.who')}
            value={value.who}
            choices={(['device', 'member'] as const).map((id) => ({ id, label: t(`rules.who.${id}`) }))}
            onChange={(who) => onChange({ ...value, who })}
          />
          <DurationPart label={t('rules.part.for')} value={value.for} onChange={(long) => onChange({ ...value, for: long })} />
        </>
      )
    case 'near':
      return <NearForm {...rest} value={value} />
    case 'agree':
      return <AgreeForm {...rest} value={value} />
    case 'during':
      return <DuringForm {...rest} value={value} />
    case 'fence':
      return <FenceForm {...rest} value={value} />
    default:
      return null
  }
}

function CompareForm({ value, onChange, words }: ConditionPart<Of<'compare'>>): ReactNode {
  return (
    <>
      <ValueForm
        label={t('rules.part.value')}
        value={value.value}
        words={words}
        onChange={(one) => onChange({ ...value, value: one })}
      />
      <ChoicePart
        label={t('rules.part.is')}
        value={value.is}
        choices={(['above', 'below'] as const).map((id) => ({ id, label: t(`rules.is.${id}`) }))}
        onChange={(is) => onChange({ ...value, is })}
      />
      <ValueForm
        label={t('rules.part.limit')}
        value={value.limit}
        words={words}
        onChange={(limit) => onChange({ ...value, limit })}
      />
    </>
  )
}

function UnusualForm({ value, onChange, words }: ConditionPart<Of<'unusual'>>): ReactNode {
  const set = (change: Partial<typeof value>) => onChange({ ...value, ...change })
  return (
    <>
      <ChoicePart
        label={t('rules.part.reading')}
        value={value.reading}
        choices={named(words.readings)}
        onChange={(reading) => set({ reading })}
      />
      <ChoicePart
        label={t('rules.part.season')}
        value={value.season}
        choices={(['day', 'week'] as const).map((id) => ({ id, label: t(`rules.season.${id}`) }))}
        onChange={(season) => set({ season })}
      />
      <ChoicePart
        label={t('rules.part.is')}
        value={value.is}
        choices={(['above', 'below', 'either'] as const).map((id) => ({ id, label: t(`rules.unusual.${id}`) }))}
        onChange={(is) => set({ is })}
      />
      <NumberPart label={t('rules.part.strays')} value={value.times} onChange={(times) => set({ times })} />
      <NumberPart label={t('rules.part.distance')} value={value.atLeast} onChange={(atLeast) => set({ atLeast })} />
      <NumberPart label={t('rules.part.learned')} value={value.learned} onChange={(learned) => set({ learned })} />
    </>
  )
}

function NearForm({ value, onChange, words }: ConditionPart<Of<'near'>>): ReactNode {
  return (
    <>
      <ChoicePart
        label={t('rules.part.family')}
        value={value.family}
        choices={named(words.alarmFamilies)}
        onChange={(family) => onChange({ ...value, family })}
      />
      <NumberPart label={t('rules.part.metres')} value={value.withinM} onChange={(withinM) => onChange({ ...value, withinM })} />
      <DurationPart label={t('rules.part.within')} value={value.within} onChange={(within) => onChange({ ...value, within })} />
      <NumberPart label={t('rules.part.objects')} value={value.atLeast} onChange={(atLeast) => onChange({ ...value, atLeast })} />
    </>
  )
}

function AgreeForm({ value, onChange, words }: ConditionPart<Of<'agree'>>): ReactNode {
  const turn = (id: string, on: boolean) =>
    onChange({ ...value, rules: on ? [...value.rules, id] : value.rules.filter((one) => one !== id) })
  const known = named(words.deviceRules)
  const all = [...known, ...value.rules.filter((id) => !Object.hasOwn(words.deviceRules, id)).map((id) => ({ id, label: id }))]
  return (
    <>
      <NumberPart label={t('rules.part.devices')} value={value.atLeast} onChange={(atLeast) => onChange({ ...value, atLeast })} />
      <SeverityPart value={value.severity} onChange={(severity) => onChange({ ...value, severity })} />
      <div className="row wrap">
        {all.map(({ id, label }) => (
          <Checkbox key={id} value={value.rules.includes(id)} onChange={(on) => turn(id, on)}>
            {label}
          </Checkbox>
        ))}
      </div>
    </>
  )
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

function DuringForm({ value, onChange }: ConditionPart<Of<'during'>>): ReactNode {
  const days = value.days ?? [...weekdays]
  const turn = (day: number, on: boolean) => {
    const next = weekdays.filter((one) => (one === day ? on : days.includes(one)))
    if (next.length === 0) return
    const { days: _, ...always } = value
    onChange(next.length === weekdays.length ? always : { ...value, days: next })
  }
  return (
    <>
      <div className="part-s">
        <TextField label={t('rules.part.from')} value={value.from} onChange={(from) => onChange({ ...value, from })} />
      </div>
      <div className="part-s">
        <TextField label={t('rules.part.to')} value={value.to} onChange={(to) => onChange({ ...value, to })} />
      </div>
      <div className="row wrap">
        {weekdays.map((day) => (
          <Checkbox key={day} value={days.includes(day)} onChange={(on) => turn(day, on)}>
            {t(`rules.day.${day}`)}
          </Checkbox>
        ))}
      </div>
    </>
  )
}

function FenceForm({ value, onChange, words }: ConditionPart<Of<'fence'>>): ReactNode {
  const { for: long, ...without } = value
  return (
    <>
      <ChoicePart
        label={t('rules.part.is')}
        value={value.is}
        choices={(['inside', 'entered', 'left', 'dwelt'] as const).map((id) => ({ id, label: t(`rules.fence.${id}`) }))}
        onChange={(is) => onChange({ ...value, is })}
      />
      <ChoicePart
        label={t('rules.part.zone')}
        value={value.zone}
        choices={named(words.zones)}
        onChange={(zone) => onChange({ ...value, zone })}
      />
      <DurationPart label={t('rules.part.settle')} value={value.settle} onChange={(settle) => onChange({ ...value, settle })} />
      <Checkbox value={long !== undefined} onChange={(on) => onChange(on ? { ...value, for: '10m' } : without)}>
        {t('rules.part.for')}
      </Checkbox>
      {long !== undefined && (
        <DurationPart label={t('rules.part.for')} value={long} onChange={(next) => onChange({ ...value, for: next })} />
      )}
    </>
  )
}
