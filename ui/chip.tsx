import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import { t } from './t.ts'

/** A filter that is on or off, or opens something. Shown as pressed while it acts. */
export function Chip({
  on = false,
  icon,
  onPress,
  children,
}: {
  on?: boolean
  icon?: IconName
  onPress: () => void
  children: ReactNode
}): ReactNode {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={onPress}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </button>
  )
}

/** A filter in force, with its cross: "状态：未结 ×". */
export function FilterChip({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }): ReactNode {
  const words = `${name}：${value}`
  return (
    <span className="chip on">
      {words}
      <button type="button" className="chip-x" aria-label={t('action.remove', { name: words })} onClick={onRemove}>
        <Icon name="x" size={12} />
      </button>
    </span>
  )
}
