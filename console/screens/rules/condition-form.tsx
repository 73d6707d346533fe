import type { ReactNode } from 'react'
import type { Condition } from '../../../contract/condition.ts'
import type { RuleVocabulary } from '../../../contract/rules.ts'
import { Button } from '../../../ui/button.tsx'
import { t } from '../../messages.ts'
import { type Op, opsInOrder, partsOf, withOp } from '../../rules/condition-parts.ts'
import { LeafForm } from './condition-leaf.tsx'
import { ChoicePart, DurationPart, FaultsAt, NumberPart, named, type Part } from './form-parts.tsx'
import type { Remark } from './rules-queries.ts'

export type ConditionPart<C> = Part<C> & { words: RuleVocabulary; faults: readonly Remark[]; path: string }

/** A condition with everything in it, as fields; every place in it says what is wrong there. */
export function ConditionForm(props: ConditionPart<Condition> & { onRemove?: (() => void) | undefined }): ReactNode {
  const { value, onChange, words, faults, path, onRemove } = props
  const ops = opsInOrder.map((id) => ({ id, label: t(`rules.op.${id}`) }))
  return (
    <div className="cond">
      <div className="row top wrap">
        <ChoicePart<Op>
          label={t('rules.part.condition')}
          value={value.op}
          choices={ops}
          onChange={(op) => onChange(withOp(value, op, { reading: named(words.readings)[0]?.id ?? '' }))}
        />
        {value.op === 'count' && (
          <>
            <NumberPart
              label={t('rules.part.times')}
              value={value.atLeast}
              onChange={(atLeast) => onChange({ ...value, atLeast })}
            />
            <DurationPart
              label={t('rules.part.within')}
              value={value.within}
              onChange={(within) => onChange({ ...value, within })}
            />
          </>
        )}
        {value.op === 'weigh' && (
          <NumberPart
            label={t('rules.part.points')}
            value={value.atLeast}
            onChange={(atLeast) => onChange({ ...value, atLeast })}
          />
        )}
        <LeafForm {...props} />
        {onRemove && <Button small kind="ghost" icon="bin" label={t('rules.part.remove')} onPress={onRemove} />}
      </div>
      <FaultsAt faults={faults} path={path} />
      {partsOf(value).length === 0 && <FaultsAt faults={faults.filter((one) => one.path !== path)} path={path} below />}
      <Branches {...props} />
    </div>
  )
}

/** What stands inside: of all and any as many as one likes, of not and count one, of a weighing parts with their weights. */
function Branches({ value, onChange, ...rest }: ConditionPart<Condition>): ReactNode {
  const { path, words } = rest
  const fresh = (): Condition => ({
    ...{ op: 'compare', is: 'above', limit: 0 },
    value: { reading: named(words.readings)[0]?.id ?? '' },
  })
  if (value.op === 'not' || value.op === 'count')
    return (
      <div className="branch">
        <ConditionForm {...rest} path={`${path}.of`} value={value.of} onChange={(of) => onChange({ ...value, of })} />
      </div>
    )
  if (value.op === 'all' || value.op === 'any')
    return (
      <div className="branch">
        {value.of.map((one, i) => (
          <ConditionForm
            key={i}
            {...rest}
            path={`${path}.of.${i}`}
            value={one}
            onChange={(next) => onChange({ ...value, of: value.of.with(i, next) })}
            onRemove={value.of.length > 1 ? () => onChange({ ...value, of: value.of.toSpliced(i, 1) }) : undefined}
          />
        ))}
        <Button small icon="plus" onPress={() => onChange({ ...value, of: [...value.of, fresh()] })}>
          {t('rules.part.add-condition')}
        </Button>
      </div>
    )
  if (value.op === 'weigh') return <Weighed {...rest} value={value} onChange={onChange} fresh={fresh} />
  return null
}

type Weigh = Extract<Condition, { op: 'weigh' }>
const own = '-'

function Weighed({ value, onChange, fresh, ...rest }: ConditionPart<Weigh> & { fresh: () => Condition }): ReactNode {
  const { path, words } = rest
  const set = (i: number, part: Weigh['parts'][number]) => onChange({ ...value, parts: value.parts.with(i, part) })
  const devices = [{ id: own, label: t('rules.part.own-device') }, ...named(words.deviceKinds)]
  return (
    <div className="branch">
      {value.parts.map((part, i) => (
        <div className="cond" key={i}>
          <div className="row top wrap">
            <NumberPart label={t('rules.part.weight')} value={part.weight} onChange={(weight) => set(i, { ...part, weight })} />
            <ChoicePart
              label={t('rules.part.each-device')}
              value={part.device ?? own}
              choices={devices}
              onChange={(device) => set(i, device === own ? { when: part.when, weight: part.weight } : { ...part, device })}
            />
          </div>
          <FaultsAt faults={rest.faults} path={`${path}.parts.${i}.device`} />
          <ConditionForm
            {...rest}
            path={`${path}.parts.${i}.when`}
            value={part.when}
            onChange={(when) => set(i, { ...part, when })}
            onRemove={value.parts.length > 2 ? () => onChange({ ...value, parts: value.parts.toSpliced(i, 1) }) : undefined}
          />
        </div>
      ))}
      <Button small icon="plus" onPress={() => onChange({ ...value, parts: [...value.parts, { when: fresh(), weight: 1 }] })}>
        {t('rules.part.add-condition')}
      </Button>
    </div>
  )
}
