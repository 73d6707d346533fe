import type { ReactNode } from 'react'
import { Banner } from '../../ui/banner.tsx'
import { t } from '../t.ts'
import { takeUpdate, waitingWorker } from './register.ts'

/** Says that a new version is on the phone; nothing changes under a person's hands. */
export function UpdateBanner(): ReactNode {
  const worker = waitingWorker.use()
  if (!worker) return null
  return (
    <div className="update">
      <Banner icon="upload" action={{ label: t('update.take'), onPress: () => takeUpdate(worker) }}>
        {t('update.ready')}
      </Banner>
    </div>
  )
}
