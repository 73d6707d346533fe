import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SentMessage } from '../../../contract/channel.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { NONE } from '../../../ui/format.ts'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'
import { adminSent } from './admin-queries.ts'
import { type Cell, PagedTable } from './paged-table.tsx'

/** What left for people and systems, waits, or was given up. */
export function Sent(): ReactNode {
  const session = useSession()
  const query = useInfiniteQuery(adminSent())
  return (
    <>
      <p className="meta">{t('sent.note')}</p>
      <PagedTable
        label={t('admin.sent')}
        query={query}
        keyOf={(one) => one.key}
        none={t('sent.none')}
        cells={cells(may(session, 'feed.repair'))}
      />
    </>
  )
}

const stateKind = { waiting: 'plain', sent: 'plain', failed: 'ink' } as const

const cells = (repairs: boolean): Cell<SentMessage>[] => [
  { label: t('sent.made'), of: (one) => <When at={one.at} seconds /> },
  { label: t('sent.channel'), of: (one) => t(`sent.channel.${one.channel}`) },
  {
    label: t('sent.to'),
    of: (one) => (
      <>
        {one.to ?? NONE} {one.phone && <span className="meta nw">{one.phone}</span>}
      </>
    ),
  },
  { label: t('sent.state'), of: (one) => <Tag kind={stateKind[one.state]}>{t(`sent.state.${one.state}`)}</Tag> },
  { label: t('sent.tries'), number: true, of: (one) => one.tries },
  { label: t('sent.left'), of: (one) => (one.sentAt ? <When at={one.sentAt} seconds /> : NONE) },
  {
    label: t('sent.what'),
    of: (one) => (
      <>
        {one.standIn && <span className="said">{t('sent.stand-in', { text: one.standIn.text })}</span>}
        {one.standIn && one.standIn.times > 1 && <Tag kind="strong">{t('sent.times', { n: one.standIn.times })}</Tag>}
        {one.error && <span className="meta">{one.error}</span>}
      </>
    ),
  },
  ...(repairs ? [{ label: '', of: (one: SentMessage) => one.state === 'failed' && <Again message={one} /> }] : []),
]

/** A message that was given up is tried anew; whether it is still wanted is asked just before it leaves. */
function Again({ message }: { message: SentMessage }): ReactNode {
  const act = useAct()
  const again = async () => {
    if (await act.run(`/stuck/${encodeURIComponent(message.key)}/retry`)) toast({ words: t('stuck.again') })
  }
  return (
    <>
      <Button small busy={act.busy} onPress={() => void again()}>
        {t('stuck.retry')}
      </Button>
      <FieldNote error={act.error?.message ?? null} />
    </>
  )
}
