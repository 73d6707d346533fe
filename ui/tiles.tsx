import type { ReactNode } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { Text } from 'react-aria-components/Text'
import { Icon, type IconName } from './icons.tsx'
import { FieldLabel, FieldNote, type FieldProps } from './text-field.tsx'

export type TileChoice = { id: string; label: string; icon?: IconName; mark?: ReactNode; off?: boolean }

/** Choose one of few (seven at most) as big tiles: a radio group, so arrows move and screen readers say "2 of 6". */
export function Tiles(
  props: FieldProps & { choices: readonly TileChoice[]; value: string | null; onChange: (id: string) => void },
): ReactNode {
  const { label, choices, value, onChange, hint, error, hideLabel = false, required = false, disabled = false } = props
  return (
    <RadioGroup
      className="fld"
      value={value}
      onChange={onChange}
      isRequired={required}
      isDisabled={disabled}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <Label className={hideLabel ? 'vh' : 'lab'}>
        <FieldLabel label={label} required={required} {...(props.audience ? { audience: props.audience } : {})} />
      </Label>
      <div className="tiles">
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className="tile" isDisabled={choice.off ?? false}>
            {choice.icon && <Icon name={choice.icon} size={24} />}
            {choice.mark}
            {choice.label}
          </Radio>
        ))}
      </div>
      {(hint || error) && (
        <Text slot={error ? 'errorMessage' : 'description'}>
          <FieldNote hint={hint} error={error} />
        </Text>
      )}
    </RadioGroup>
  )
}
