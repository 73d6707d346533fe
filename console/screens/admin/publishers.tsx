import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PublisherList } from '../../../contract/packs.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t as frame } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { publishersQuery } from '../packs/pack-queries.ts'
import { PlainForm } from './plain-form.tsx'
import { t } from './publisher-words.ts'

type Publisher = PublisherList['rows'][number]

/** Whose signature on a pack counts: asked for by one administrator, confirmed by another. */
export function Publishers(): ReactNode {
  const query = useQuery(publishersQuery())
  const [asking, setAsking] = useState(false)
  if (!query.data) return query.error ? <Failed error={query.error} missing onRetry={() => void query.refetch()} /> : <Loading />
  const { rows, mayAsk } = query.data
  return (
    <>
      <div className="row">
        <span className="meta grow">{t('publishers.note')}</span>
        {mayAsk && (
          <Button small icon="plus" onPress={() => setAsking(true)}>
            {t('publishers.ask')}
          </Button>
        )}
      </div>
      {asking && <AskForm onClose={() => setAsking(false)} />}
      {rows.length === 0 ? (
        <EmptyState empty={{ kind: 'nothing-yet', title: t('publishers.none') }} />
      ) : (
        <table className="tb" aria-label={frame('admin.publishers')}>
          <thead>
            <tr>
              <th scope="col">{t('publishers.name')}</th>
              <th scope="col">{t('publishers.key')}</th>
              <th scope="col">{t('publishers.state')}</th>
              <th scope="col">{t('publishers.by')}</th>
              <th scope="col">{t('publishers.decided')}</th>
              <th scope="col">
                <span className="vh">{t('publishers.act.confirm')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function Row({ row }: { row: Publisher }): ReactNode {
  const act = useAct()
  const decide = async (verb: Publisher['allowed'][number]) => {
    if (await act.run(`/pack-publishers/${row.key}/${verb}`)) toast({ words: t(`publishers.done.${verb}`, { name: row.name }) })
  }
  return (
    <tr>
      <td>
        <b className="b">{row.name}</b>
      </td>
      <td>
        <code>{row.key}</code>
      </td>
      <td>
        <Tag kind={row.state === 'trusted' ? 'strong' : row.state === 'waiting' ? 'ink' : 'plain'}>
          {t(`publishers.state.${row.state}`)}
        </Tag>
      </td>
      <td>
        {row.askedByName} <When at={row.askedAt} />
      </td>
      <td>
        {row.decidedByName} {row.decidedAt && <When at={row.decidedAt} />}
      </td>
      <td>
        <span className="row">
          {row.allowed.map((verb) => (
            <Button key={verb} small busy={act.busy} onPress={() => void decide(verb)}>
              {t(`publishers.act.${verb}`)}
            </Button>
          ))}
          <FieldNote error={act.error?.message ?? null} />
        </span>
      </td>
    </tr>
  )
}

function AskForm({ onClose }: { onClose: () => void }): ReactNode {
  const act = useAct()
  const [name, setName] = useState('')
  const [publicKey, setPublicKey] = useState('')
  const send = async () => {
    const done = await act.run('/pack-publishers', { name: name.trim(), publicKey: publicKey.trim() })
    if (!done) return
    toast({ words: t('publishers.asked', { name: name.trim() }) })
    onClose()
  }
  return (
    <PlainForm
      title={t('publishers.ask')}
      verb={t('publishers.ask')}
      off={name.trim() && publicKey.trim() ? null : frame('admin.fill-in')}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextField label={t('publishers.name')} required value={name} onChange={setName} maxLength={80} />
      <TextField
        label={t('publishers.pem')}
        required
        value={publicKey}
        onChange={setPublicKey}
        lines={4}
        maxLength={2000}
        hint={t('publishers.pem-how')}
      />
    </PlainForm>
  )
}
