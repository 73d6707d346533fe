import { type ReactNode, useEffect, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { SearchField } from 'react-aria-components/SearchField'
import { Icon } from './icons.tsx'
import { capsOf, type KeyAction } from './keys.ts'
import { loadPinyin, type PinyinMatch, rank } from './search.ts'
import { t } from './t.ts'
import { Keys } from './tag.tsx'

/** One thing that can be done from anywhere on this screen. `note` says to what ("塔山公园公厕 沼气超标"). */
export type Command = { id: string; label: string; note?: string; keyFor?: KeyAction; onRun: () => void }

/** Rows shown at once: more is a list, not a menu. */
const SHOWN = 30

/** The pinyin table once it is there; asked for only while `wanted`. */
export function usePinyin(wanted: boolean): PinyinMatch | undefined {
  const [pinyin, setPinyin] = useState<PinyinMatch>()
  useEffect(() => {
    let gone = false
    if (wanted) void loadPinyin().then((match) => !gone && setPinyin(() => match))
    return () => {
      gone = true
    }
  }, [wanted])
  return pinyin
}

function Found({ found, onClose }: { found: readonly Command[]; onClose: () => void }): ReactNode {
  const run = (id: string | number) => {
    onClose()
    found.find((c) => c.id === id)?.onRun()
  }
  return (
    <ListBox
      className="opts"
      aria-label={t('cmd.title')}
      onAction={run}
      renderEmptyState={() => <p className="nothing">{t('cmd.nothing')}</p>}
    >
      {found.map((c) => (
        <ListBoxItem key={c.id} id={c.id} className="opt" textValue={c.label}>
          <span className="grow el">
            {c.label}
            {c.note && <span className="t2"> {c.note}</span>}
          </span>
          {c.keyFor && <Keys caps={capsOf(c.keyFor)} />}
        </ListBoxItem>
      ))}
    </ListBox>
  )
}

type InsideProps = Pick<CommandMenuProps, 'commands' | 'found' | 'onQuery' | 'ask' | 'onClose'>

function Inside({ commands, found = [], onQuery, ask = t('cmd.ask'), onClose }: InsideProps): ReactNode {
  const [query, setQuery] = useState('')
  const pinyin = usePinyin(true)
  const ranked = rank(commands, (c) => `${c.label} ${c.note ?? ''}`, query, pinyin)
  const change = (next: string) => {
    setQuery(next)
    onQuery?.(next)
  }
  return (
    <Autocomplete inputValue={query} onInputChange={change}>
      <SearchField aria-label={ask} autoFocus className="ask" onClear={onClose}>
        <Icon name="search" size={14} />
        <Input placeholder={ask} />
      </SearchField>
      <Found found={[...found, ...ranked].slice(0, SHOWN)} onClose={onClose} />
    </Autocomplete>
  )
}

export type CommandMenuProps = {
  open: boolean
  onClose: () => void
  commands: readonly Command[]
  /** what somebody else (the server) found for the words typed: shown first, as it came */
  found?: readonly Command[]
  onQuery?: (words: string) => void
  ask?: string
}

/** Every action by 汉字, pinyin or initials (Ctrl/⌘ K). Arrows choose, Enter runs, Esc leaves. */
export function CommandMenu({ open, onClose, ...inside }: CommandMenuProps): ReactNode {
  return (
    <ModalOverlay className="veil topmost" isOpen={open} onOpenChange={(now) => !now && onClose()} isDismissable>
      <Modal className="cmd">
        <Dialog aria-label={t('cmd.title')}>
          <Inside {...inside} onClose={onClose} />
          <footer className="meta" aria-hidden="true">
            <span>
              <Keys caps={['↑', '↓']} /> {t('cmd.move')}
            </span>
            <span>
              <Keys caps={['Enter']} /> {t('cmd.do')}
            </span>
            <span>
              <Keys caps={['Esc']} /> {t('cmd.leave')}
            </span>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
