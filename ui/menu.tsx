import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Icon, type IconName } from './icons.tsx'
import { capsOf, type KeyAction } from './keys.ts'
import { t } from './t.ts'
import { Keys } from './tag.tsx'

/** One entry: a verb, its key if it has one, and if it cannot run now, why (`off`). */
export type MenuEntry = { id: string; label: string; keyFor?: KeyAction; off?: string | null; onPress: () => void }

/** A button that opens a list of actions: "more" in a row or footer, "移到…" as the click way of a drag. */
export function Menu({
  label,
  icon = 'more',
  words,
  small = false,
  entries,
}: {
  label?: string
  icon?: IconName
  words?: string
  small?: boolean
  entries: readonly MenuEntry[]
}): ReactNode {
  return (
    <MenuTrigger>
      <AriaButton className={`btn${words ? '' : ' ico'}${small ? ' sm' : ''}`} aria-label={words ?? label ?? t('action.more')}>
        {words}
        <Icon name={words ? 'down' : icon} size={words ? 12 : 16} />
      </AriaButton>
      <Popover className="pop" offset={4}>
        <AriaMenu className="opts" onAction={(id) => entries.find((e) => e.id === id)?.onPress()}>
          {entries.map((entry) => (
            <MenuItem key={entry.id} id={entry.id} className="opt" textValue={entry.label} isDisabled={Boolean(entry.off)}>
              <span className="grow">{entry.label}</span>
              {entry.off && <span className="why">{entry.off}</span>}
              {entry.keyFor && <Keys caps={capsOf(entry.keyFor)} />}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
