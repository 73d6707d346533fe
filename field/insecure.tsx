import type { ReactNode } from 'react'
import { Icon } from '../ui/icons.tsx'
import { t } from './t.ts'

/** On a plain http address a phone gets no service worker, no place, no lasting store: says what will not work, and the way out. */
export function Insecure(): ReactNode {
  if (globalThis.isSecureContext) return null
  return (
    <div className="card insecure" role="note">
      <Icon name="lock" size={24} />
      <div>
        <b className="b">{t('insecure.title')}</b>
        <p className="t2">
          {t('insecure.text')} <a href="/install">{t('insecure.way')}</a>
        </p>
      </div>
    </div>
  )
}
