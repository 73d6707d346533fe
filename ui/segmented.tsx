import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'

/** One of two to four ways to look: "本单位 7 | 全部 11 | 稍后 2". A radio group for screen readers. */
export function Segmented({
  label,
  items,
  value,
  onChange,
}: {
  label: string
  items: readonly { id: string; label: string; count?: number }[]
  value: string
  onChange: (id: string) => void
}): ReactNode {
  const choose = (keys: Set<string | number>) => {
    const [first] = keys
    if (first !== undefined) onChange(String(first))
  }
  return (
    <ToggleButtonGroup
      className="seg"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={choose}
    >
      {items.map((item) => (
        <ToggleButton key={item.id} id={item.id}>
          {item.label}
          {item.count !== undefined && ` ${item.count}`}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
