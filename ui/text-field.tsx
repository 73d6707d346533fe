import type { ReactNode } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { Icon } from './icons.tsx'
import { t } from './t.ts'
import { Tag } from './tag.tsx'

/** What every field of the kit takes. */
export type FieldProps = {
  label: string
  /** who will see what is written; shown beside the label, before sending */
  audience?: 'internal' | 'public'
  required?: boolean
  /** where a filled-in value comes from, or how to write it */
  hint?: string
  /** what is wrong and the way out, in words; null when nothing is */
  error?: string | null
  /** keep the label for screen readers only (search boxes, table filters) */
  hideLabel?: boolean
  disabled?: boolean
}

/** Label of a field with its marks: required, internal, public. */
export function FieldLabel({ label, audience, required }: Pick<FieldProps, 'label' | 'audience' | 'required'>): ReactNode {
  return (
    <>
      {label}
      {required && <span className="t2"> {t('field.required')}</span>}
      {audience && (
        <>
          {' '}
          <Tag>{t(`field.${audience}`)}</Tag>
        </>
      )}
    </>
  )
}

/** Line under a field: the error (icon and bold, no red) or the hint. */
export function FieldNote({
  hint,
  error,
  id,
}: {
  hint?: string | undefined
  error?: string | null | undefined
  id?: string
}): ReactNode {
  if (error)
    return (
      <span className="errmsg" {...(id ? { id } : {})}>
        <Icon name="alert" size={14} />
        {error}
      </span>
    )
  return hint ? (
    <span className="hint" {...(id ? { id } : {})}>
      {hint}
    </span>
  ) : null
}

export type TextFieldProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  kind?: 'text' | 'password' | 'search' | 'tel' | 'number'
  lines?: number
  placeholder?: string
  maxLength?: number
  autoComplete?: string
  autoFocus?: boolean
  name?: string
  onEnter?: () => void
  /** the field was left */
  onLeave?: () => void
}

const modes = { text: 'text', password: 'text', search: 'search', tel: 'tel', number: 'decimal' } as const

/** One line of text, or several (`lines` > 1). Never takes Enter while Chinese is being composed. */
export function TextField(props: TextFieldProps): ReactNode {
  const {
    label,
    value,
    onChange,
    kind = 'text',
    lines = 1,
    hint,
    error,
    hideLabel = false,
    required = false,
    disabled = false,
  } = props
  const type = kind === 'number' ? 'text' : kind
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.key === 'Enter' && !e.nativeEvent.isComposing && e.keyCode !== 229 && props.onEnter) props.onEnter()
  }
  const shared = { placeholder: props.placeholder ?? '', ...(props.maxLength ? { maxLength: props.maxLength } : {}) }
  return (
    <AriaTextField
      className="fld"
      value={value}
      onChange={onChange}
      isRequired={required}
      isDisabled={disabled}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      {...(props.onLeave ? { onBlur: props.onLeave } : {})}
      {...(props.name ? { name: props.name } : {})}
      {...(props.autoComplete ? { autoComplete: props.autoComplete } : {})}
    >
      <Label className={hideLabel ? 'vh' : 'lab'}>
        <FieldLabel label={label} required={required} {...(props.audience ? { audience: props.audience } : {})} />
      </Label>
      <div className={`inp${lines > 1 ? ' area' : ''}${error ? ' err' : ''}${disabled ? ' off' : ''}`}>
        {kind === 'search' && <Icon name="search" size={14} />}
        {lines > 1 ? (
          <TextArea rows={lines} {...shared} />
        ) : (
          <Input type={type} inputMode={modes[kind]} onKeyDown={onKeyDown} {...shared} />
        )}
      </div>
      {(hint || error) && (
        <Text slot={error ? 'errorMessage' : 'description'}>
          <FieldNote hint={hint} error={error} />
        </Text>
      )}
    </AriaTextField>
  )
}

/** Something shown in a form that cannot be changed here: a lock and the value. */
export function FixedField({ label, value, hint }: { label: string; value: ReactNode; hint?: string }): ReactNode {
  return (
    <dl className="fld">
      <dt className="lab">{label}</dt>
      <dd className="inp off">
        <Icon name="lock" size={14} />
        {value}
      </dd>
      {hint && (
        <dd>
          <FieldNote hint={hint} />
        </dd>
      )}
    </dl>
  )
}
