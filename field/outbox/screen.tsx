import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { CaseTitle } from '../../ui/case-title.tsx'
import { bytes, clockTime } from '../../ui/format.ts'
import { EmptyState, useTitle } from '../../ui/screen.tsx'
import { PhonePhoto } from '../orders/server-photo.tsx'
import { go } from '../route.ts'
import { session } from '../session.ts'
import { t } from '../t.ts'
import { Tabbed } from '../tabbed.tsx'
import { saveFile, unsentFile, unsentName } from './export-file.ts'
import { bytesOf, isUnsent } from './machine.ts'
import { forget, hurry, outbox, sendAgain, setAside } from './outbox.ts'
import type { OutItem } from './types.ts'

function stateWords(item: OutItem): string {
  const words = item.problem?.words ?? ''
  const { size, sent } = bytesOf(item)
  switch (item.state) {
    case 'draft':
      return t('out.state.draft')
    case 'ready':
      return words ? t('out.state.wait', { words }) : t('out.state.ready')
    case 'sending':
      return size > 0 ? t('out.state.part', { n: Math.floor((sent / size) * 100) }) : t('out.state.sending')
    case 'refused':
      return t('out.state.refused', { words })
    case 'kept':
      return t('out.state.kept', { words })
    case 'sent':
      return t('out.state.sent', { time: clockTime(item.sentAt ?? item.madeAt) })
  }
}

const sizeOf = (item: OutItem): string => {
  const { size } = bytesOf(item)
  return size > 0 ? bytes(size) : t('out.words-size')
}

function Acts({ item }: { item: OutItem }): ReactNode {
  if (item.state === 'draft')
    return (
      <div className="acts">
        <Button onPress={() => void forget(item)}>{t('out.drop')}</Button>
        <Button onPress={() => go({ at: 'draft', id: item.id })}>{t('out.resume')}</Button>
      </div>
    )
  if (item.state === 'refused')
    return (
      <div className="acts">
        <Button onPress={() => void setAside(item)}>{t('out.keep')}</Button>
        <Button onPress={() => void sendAgain(item)}>{t('out.again')}</Button>
      </div>
    )
  if (item.state === 'kept') return <Button onPress={() => void sendAgain(item)}>{t('out.again')}</Button>
  return null
}

function Row({ item }: { item: OutItem }): ReactNode {
  const first = item.photos[0]
  const { size, sent } = bytesOf(item)
  return (
    <li className={item.state === 'refused' ? 'card out refused' : 'card out'}>
      <div className="row top">
        <div className="grow">
          <h2>{item.label}</h2>
          <p className="t2">
            <CaseTitle title={item.title} />
          </p>
          <p>
            <b className={item.state === 'refused' ? 'b' : ''}>{stateWords(item)}</b>
            <span className="t2"> · {sizeOf(item)}</span>
            <span className="t2"> · {clockTime(item.madeAt)}</span>
          </p>
          {item.receipt && <p className="b">{t('out.code', { code: item.receipt.code })}</p>}
        </div>
        {first && (
          <span className="tc-pics" aria-hidden="true">
            <PhonePhoto id={first.id} label={t('order.photo')} />
          </span>
        )}
      </div>
      {item.state === 'sending' && size > 0 && <progress max={size} value={sent} aria-label={item.label} />}
      <Acts item={item} />
    </li>
  )
}

function Sent({ items }: { items: readonly OutItem[] }): ReactNode {
  if (items.length === 0) return null
  return (
    <details className="sent">
      <summary>{t('out.sent', { n: items.length })}</summary>
      <ul className="cards">
        {items.toReversed().map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
    </details>
  )
}

/** F6: everything that is not on the server yet, what it waits for, and the ways out. Nothing here goes away by itself. */
export function OutboxScreen(): ReactNode {
  const items = outbox.use()
  const person = session.use()?.person.id
  const [busy, setBusy] = useState(false)
  useTitle(t('tab.outbox'))
  const mine = items.filter((item) => item.person === person)
  const unsent = mine.filter(isUnsent)
  const others = items.filter((item) => item.person !== person && item.person !== 'public' && isUnsent(item))
  const exportAll = async () => {
    setBusy(true)
    saveFile(await unsentFile(items), unsentName())
    setBusy(false)
  }
  const foot = unsent.length > 0 && (
    <>
      <Button busy={busy} onPress={() => void exportAll()}>
        {t('out.export')}
      </Button>
      <Button kind="primary" onPress={() => void hurry()}>
        {t('out.now')}
      </Button>
    </>
  )
  return (
    <Tabbed title={t('tab.outbox')} current="outbox" foot={foot}>
      {unsent.length === 0 && <EmptyState empty={{ kind: 'all-done', title: t('out.none'), note: t('out.none-note') }} />}
      <ul className="cards">
        {unsent.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      {others.length > 0 && <p className="meta">{t('out.others', { n: others.length })}</p>}
      <Sent items={mine.filter((item) => item.state === 'sent')} />
    </Tabbed>
  )
}
