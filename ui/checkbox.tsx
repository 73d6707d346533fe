import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import { Icon } from './icons.tsx'

/** A box to tick. `some` is the half state of "select all". Without children give `label`. */
export function Checkbox({
  value,
  onChange,
  some = false,
  disabled = false,
  label,
  children,
}: {
  value: boolean
  onChange: (value: boolean) => void
  some?: boolean
  disabled?: boolean
  label?: string
  children?: ReactNode
}): ReactNode {
  return (
    <AriaCheckbox
      className="chk"
      isSelected={value}
      isIndeterminate={some}
      isDisabled={disabled}
      onChange={onChange}
      {...(label ? { 'aria-label': label } : {})}
    >
      <i>{some ? <Icon name="minus" size={12} /> : value ? <Icon name="check" size={12} /> : null}</i>
      {children}
    </AriaCheckbox>
  )
}
