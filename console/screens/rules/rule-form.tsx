import type { ReactNode } from 'react'
import type { DetectRule, ThresholdRule, TreeRule } from '../../../contract/pack.ts'
import type { RuleVocabulary } from '../../../contract/rules.ts'
import { Button } from '../../../ui/button.tsx'
import { t } from '../../messages.ts'
import { ConditionForm } from './condition-form.tsx'
import { ChoicePart, DurationPart, FaultsAt, NumberPart, named, type Part, SeverityPart, severities } from './form-parts.tsx'
import type { Remark } from './rules-queries.ts'

type FormOf<R> = Part<R> & { words: RuleVocabulary; faults: readonly Remark[] }
type Of<Kind extends DetectRule['kind']> = Extract<DetectRule, { kind: Kind }>

/** What a rule says, as fields. Its head (names, family) stands above in every face. */
export function RuleForm(props: FormOf<DetectRule>): ReactNode {
  const { value: rule } = props
  switch (rule.kind) {
    case 'threshold':
      return <ThresholdForm {...props} value={rule} />
    case 'tree':
      return <TreeForm {...props} value={rule} />
    default:
      return <PlainForm {...props} value={rule} />
  }
}

function ThresholdForm({ value, onChange, words, faults }: FormOf<ThresholdRule>): ReactNode {
  const unit = words.units[value.reading] ?? ''
  const set = (i: number, level: ThresholdRule['levels'][number]) => onChange({ ...value, levels: value.levels.with(i, level) })
  const left = severities.find((severity) => !value.levels.some((level) => level.severity === severity))
  const removing = (i: number) =>
    value.levels.length > 1 ? { onRemove: () => onChange({ ...value, levels: value.levels.toSpliced(i, 1) }) } : {}
  return (
    <div className="form-in">
      <div className="row top wrap">
        <ReadingPart rule={value} onChange={onChange} words={words} />
        <ChoicePart
          label={t('rules.part.is')}
          value={value.direction}
          choices={(['above', 'below'] as const).map((id) => ({ id, label: t(`rules.is.${id}`) }))}
          onChange={(direction) => onChange({ ...value, direction })}
        />
      </div>
      <FaultsAt faults={faults} path="reading" />
      {value.levels.map((level, i) => (
        <div className="cond" key={i}>
          <LevelRow level={level} onChange={(next) => set(i, next)} {...removing(i)}>
            <NumberPart
              label={t('rules.part.limit')}
              unit={unit}
              value={level.limit}
              onChange={(limit) => set(i, { ...level, limit })}
            />
          </LevelRow>
          <FaultsAt faults={faults} path={`levels.${i}`} below />
        </div>
      ))}
      {left && (
        <Button
          small
          icon="plus"
          onPress={() => onChange({ ...value, levels: [...value.levels, { severity: left, limit: 0, hold: '0s' }] })}
        >
          {t('rules.part.add-level')}
        </Button>
      )}
      <ClearParts rule={value} onChange={onChange} faults={faults} />
    </div>
  )
}

function TreeForm({ value, onChange, words, faults }: FormOf<TreeRule>): ReactNode {
  const set = (i: number, level: TreeRule['levels'][number]) => onChange({ ...value, levels: value.levels.with(i, level) })
  const left = severities.find((severity) => !value.levels.some((level) => level.severity === severity))
  const removing = (i: number) =>
    value.levels.length > 1 ? { onRemove: () => onChange({ ...value, levels: value.levels.toSpliced(i, 1) }) } : {}
  const [first] = value.levels
  return (
    <div className="form-in">
      <div className="row top wrap">
        <ChoicePart
          label={t('rules.part.on')}
          value={value.on}
          choices={(['device', 'object'] as const).map((id) => ({ id, label: t(`rules.on.${id}`) }))}
          onChange={(on) => onChange({ ...value, on })}
        />
      </div>
      <FaultsAt faults={faults} path="on" />
      {value.levels.map((level, i) => (
        <div className="cond" key={i}>
          <LevelRow level={level} onChange={(next) => set(i, next)} {...removing(i)} />
          <FaultsAt faults={faults} path={`levels.${i}.severity`} />
          <FaultsAt faults={faults} path={`levels.${i}.hold`} />
          <ConditionForm
            path={`levels.${i}.when`}
            value={level.when}
            words={words}
            faults={faults}
            onChange={(when) => set(i, { ...level, when })}
          />
        </div>
      ))}
      {left && first && (
        <Button small icon="plus" onPress={() => onChange({ ...value, levels: [...value.levels, { ...first, severity: left }] })}>
          {t('rules.part.add-level')}
        </Button>
      )}
      <ClearParts rule={value} onChange={onChange} faults={faults} />
    </div>
  )
}

type LevelOf = { severity: ThresholdRule['levels'][number]['severity']; hold: string }

/** One level of a rule: its colour, what else stands in its line, how long it must hold, and a bin unless it is the only one. */
function LevelRow<L extends LevelOf>({
  level,
  onChange,
  onRemove,
  children,
}: {
  level: L
  onChange: (level: L) => void
  onRemove?: () => void
  children?: ReactNode
}): ReactNode {
  return (
    <div className="row top wrap">
      <SeverityPart value={level.severity} onChange={(severity) => onChange({ ...level, severity })} />
      {children}
      <DurationPart label={t('rules.part.hold')} value={level.hold} onChange={(hold) => onChange({ ...level, hold })} />
      {onRemove && <Button small kind="ghost" icon="bin" label={t('rules.part.remove')} onPress={onRemove} />}
    </div>
  )
}

function ClearParts<R extends ThresholdRule | TreeRule>({
  rule,
  onChange,
  faults,
}: {
  rule: R
  onChange: (rule: R) => void
  faults: readonly Remark[]
}): ReactNode {
  return (
    <>
      <div className="row top wrap">
        <NumberPart
          label={t('rules.part.clear-factor')}
          value={rule.clearFactor}
          onChange={(clearFactor) => onChange({ ...rule, clearFactor })}
        />
        <DurationPart
          label={t('rules.part.clear-hold')}
          value={rule.clearHold}
          onChange={(clearHold) => onChange({ ...rule, clearHold })}
        />
      </div>
      <FaultsAt faults={faults} path="clearFactor" />
      <FaultsAt faults={faults} path="clearHold" />
    </>
  )
}

function ReadingPart<R extends Of<'threshold' | 'rate' | 'flat' | 'ineffective'>>({
  rule,
  onChange,
  words,
}: {
  rule: R
  onChange: (rule: R) => void
  words: RuleVocabulary
}): ReactNode {
  return (
    <ChoicePart
      label={t('rules.part.reading')}
      value={rule.reading}
      choices={named(words.readings)}
      onChange={(reading) => onChange({ ...rule, reading })}
    />
  )
}

type Plain = Exclude<DetectRule, ThresholdRule | TreeRule>

/** Rules of one level: each field the rule has, in the order of its sentence. */
function PlainForm({ value: rule, onChange, words, faults }: FormOf<Plain>): ReactNode {
  return (
    <div className="form-in">
      <div className="row top wrap">
        {'command' in rule && (
          <ChoicePart
            label={t('rules.part.command')}
            value={rule.command}
            choices={named(words.commands)}
            onChange={(command) => onChange({ ...rule, command })}
          />
        )}
        {'reading' in rule && <ReadingPart rule={rule} onChange={onChange} words={words} />}
        {rule.kind === 'rate' && (
          <>
            <NumberPart
              label={t('rules.part.per-minute')}
              unit={words.units[rule.reading] ?? ''}
              value={rule.perMinute}
              onChange={(perMinute) => onChange({ ...rule, perMinute })}
            />
            <DurationPart
              label={t('rules.part.within')}
              value={rule.window}
              onChange={(long) => onChange({ ...rule, window: long })}
            />
            <DurationPart label={t('rules.part.hold')} value={rule.hold} onChange={(hold) => onChange({ ...rule, hold })} />
          </>
        )}
        {rule.kind === 'ineffective' && (
          <>
            <DurationPart
              label={t('rules.part.after')}
              value={rule.within}
              onChange={(within) => onChange({ ...rule, within })}
            />
            <NumberPart label={t('rules.part.fall')} value={rule.fall} onChange={(fall) => onChange({ ...rule, fall })} />
          </>
        )}
        {'for' in rule && (
          <DurationPart label={t('rules.part.for')} value={rule.for} onChange={(long) => onChange({ ...rule, for: long })} />
        )}
        <SeverityPart value={rule.severity} onChange={(severity) => onChange({ ...rule, severity })} />
        {rule.kind === 'rate' && (
          <DurationPart
            label={t('rules.part.clear-hold')}
            value={rule.clearHold}
            onChange={(clearHold) => onChange({ ...rule, clearHold })}
          />
        )}
      </div>
      {faults.map((fault) => (
        <FaultsAt key={`${fault.path} ${fault.code}`} faults={[fault]} path={fault.path} />
      ))}
    </div>
  )
}
