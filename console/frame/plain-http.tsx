import { type ReactNode, useState } from 'react'
import { Banner } from '../../ui/banner.tsx'
import { t } from '../messages.ts'

const KEY = 'zhili.plain-http-seen'

/** On an address without encryption: says what will not work, until it was read once in this tab. */
export function PlainHttp(): ReactNode {
  const [seen, setSeen] = useState(globalThis.isSecureContext || sessionStorage.getItem(KEY) === 'yes')
  if (seen) return null
  const read = () => {
    sessionStorage.setItem(KEY, 'yes')
    setSeen(true)
  }
  return (
    <Banner icon="lock" action={{ label: t('plain.read'), onPress: read }}>
      {t('plain.words')}
    </Banner>
  )
}
