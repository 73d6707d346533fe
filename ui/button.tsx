import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Icon, type IconName } from './icons.tsx'
import { capsOf, type KeyAction, keyTable } from './keys.ts'
import { t } from './t.ts'
import { Keys } from './tag.tsx'

export type ButtonProps = {
  /** a verb, with its object where it is not plain: "签收", "派给 3 人"; never "确定" */
  children?: ReactNode
  onPress?: () => void
  /** `primary` once a screen (once a card on the leader's phone); `ghost` without edge, for "more" */
  kind?: 'plain' | 'primary' | 'ghost'
  small?: boolean
  icon?: IconName
  /** needed when there are no words: what it does */
  label?: string
  /** shows the key cap and tells screen readers; the key itself is bound by `useKeys` */
  keyFor?: KeyAction
  /** why it cannot be pressed now ("缺 3 项"): stays visible and focusable, the reason is read out and shown as a tip */
  off?: string | null
  /** the press is on its way: keeps its size, cannot be pressed twice */
  busy?: boolean
  type?: 'button' | 'submit'
  autoFocus?: boolean
  form?: string
}

function className({ kind, small, children, off }: ButtonProps): string {
  const parts = [
    'btn',
    kind === 'primary' ? 'pri' : kind === 'ghost' ? 'ghost' : '',
    small ? 'sm' : '',
    children ? '' : 'ico',
    off ? 'off' : '',
  ]
  return parts.filter(Boolean).join(' ')
}

/** A button. Behaviour (press, pending, focus) by React Aria; a reason instead of a silent grey. */
export function Button(props: ButtonProps): ReactNode {
  const { children, onPress, icon, label, keyFor, off, busy = false, type = 'button', autoFocus = false, form } = props
  const inside = (
    <>
      {icon && <Icon name={icon} size={children ? 16 : 18} />}
      {children}
      {keyFor && (
        <span aria-hidden="true" className="nw">
          <Keys caps={capsOf(keyFor)} />
        </span>
      )}
    </>
  )
  const name = label ? { 'aria-label': label } : {}
  if (off) {
    return (
      <button type="button" className={className(props)} aria-disabled="true" title={off} {...name}>
        {inside}
        {children !== off && <span className="vh">（{off}）</span>}
      </button>
    )
  }
  const shortcut = keyFor ? { 'aria-keyshortcuts': keyTable[keyFor].press.replaceAll(' ', '+') } : {}
  return (
    <AriaButton
      className={className(props)}
      type={type}
      isPending={busy}
      autoFocus={autoFocus}
      {...(form ? { form } : {})}
      {...(onPress ? { onPress } : {})}
      {...name}
      {...shortcut}
    >
      {inside}
      {busy && <span className="vh">{t('load.busy')}</span>}
    </AriaButton>
  )
}

/** A link that looks like a button: for going somewhere, so that it can be opened in a new tab. */
export function ButtonLink({
  href,
  kind = 'plain',
  small = false,
  icon,
  children,
}: {
  href: string
  kind?: 'plain' | 'primary' | 'ghost'
  small?: boolean
  icon?: IconName
  children: ReactNode
}): ReactNode {
  return (
    <a href={href} className={className({ kind, small, children })}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}
