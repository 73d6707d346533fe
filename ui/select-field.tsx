import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import { Text } from 'react-aria-components/Text'
import { Icon } from './icons.tsx'
import { t } from './t.ts'
import { FieldLabel, FieldNote, type FieldProps } from './text-field.tsx'

/** One choice. `note` stands behind it in grey; `off` is the reason it cannot be chosen. */
export type Choice = { id: string; label: string; note?: string; off?: string }

/** Choose one of many (more than seven; few are `Tiles`). Typing finds; arrows and Enter choose. */
export function SelectField(
  props: FieldProps & { choices: readonly Choice[]; value: string | null; onChange: (id: string) => void; placeholder?: string },
): ReactNode {
  const { label, choices, value, onChange, hint, error, hideLabel = false, required = false, disabled = false } = props
  return (
    <Select
      className="fld"
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      isRequired={required}
      isDisabled={disabled}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      placeholder={props.placeholder ?? t('field.choose')}
    >
      <Label className={hideLabel ? 'vh' : 'lab'}>
        <FieldLabel label={label} required={required} {...(props.audience ? { audience: props.audience } : {})} />
      </Label>
      <Button className={error ? 'inp err' : 'inp'}>
        <SelectValue className="grow el" />
        <Icon name="down" size={12} />
      </Button>
      {(hint || error) && (
        <Text slot={error ? 'errorMessage' : 'description'}>
          <FieldNote hint={hint} error={error} />
        </Text>
      )}
      <Popover className="pop" offset={4}>
        <ListBox className="opts">
          {choices.map((choice) => (
            <ListBoxItem
              key={choice.id}
              id={choice.id}
              textValue={choice.label}
              className="opt"
              isDisabled={choice.off !== undefined}
            >
              <span className="grow el">{choice.label}</span>
              {(choice.off ?? choice.note) && <span className="why">{choice.off ?? choice.note}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
