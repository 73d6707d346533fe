import type { ReactNode } from 'react'
import { Checkbox } from './checkbox.tsx'
import { Dialog } from './dialog.tsx'
import { capsOf, type KeyAction, keyTable, setSingleKeys, singleKeys } from './keys.ts'
import { t } from './t.ts'
import { Keys } from './tag.tsx'

const groups = ['any', 'go', 'list', 'triage', 'event'] as const

/** All keys, from the same table that binds them (`?`), and the switch for single letters. */
export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const single = singleKeys.use()
  const actions = Object.keys(keyTable) as KeyAction[]
  return (
    <Dialog open={open} onClose={onClose} title={t('keys.title')} shape="wide">
      <div className="keyhelp">
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(`keys.${group}`)}</h3>
            <ul>
              {actions
                .filter((a) => keyTable[a].group === group)
                .map((a) => (
                  <li key={a}>
                    <span>
                      <Keys caps={capsOf(a)} />
                    </span>
                    <span>{t(`key.${a}`)}</span>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <Checkbox value={single} onChange={setSingleKeys}>
        {t('keys.single')}
      </Checkbox>
      <p className="meta">{t('keys.note')}</p>
    </Dialog>
  )
}

/** One hint of the key bar. */
export type KeyHint = { action: KeyAction; label?: string } | { caps: readonly string[]; label: string }

/** The bar under the console: the keys of this screen, and at the right one sentence on the data ("显示 1–21，共 38 件"). */
export function KeyBar({ hints, note }: { hints: readonly KeyHint[]; note?: ReactNode }): ReactNode {
  return (
    <footer className="keys">
      {hints.map((hint) => {
        const caps = 'action' in hint ? capsOf(hint.action) : hint.caps
        const label = 'action' in hint ? (hint.label ?? t(`key.${hint.action}`)) : hint.label
        return (
          <span key={label}>
            <Keys caps={caps} />
            {label}
          </span>
        )
      })}
      <span className="grow" />
      {note}
    </footer>
  )
}
