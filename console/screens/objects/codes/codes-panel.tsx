import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import type { z } from 'zod'
import type { CodesIssued } from '../../../../contract/object-code.ts'
import type { ObjectKind } from '../../../../contract/register.ts'
import { Button } from '../../../../ui/button.tsx'
import { number } from '../../../../ui/format.ts'
import { useKeys } from '../../../../ui/keys.ts'
import { FieldNote } from '../../../../ui/text-field.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { say, t } from '../../../messages.ts'
import type { ObjectSearch } from '../../../search.ts'
import { may, useSession } from '../../../session.ts'
import { useAct } from '../../../use-act.ts'

/** The filter as the plates and the server take it; `coded` and `view` have no say there. */
export type PlateFilter = Pick<ObjectSearch, 'kind' | 'risk' | 'owner' | 'q'> & { area?: string | undefined }

type Props = { kind: ObjectKind; filter: PlateFilter; onClose: () => void }

/** Codes of a kind: how many have one, of how many the plate hangs, both out of what; issue and print for the filter. */
export function CodesPanel({ kind, filter, onClose }: Props): ReactNode {
  const keeps = may(useSession(), 'object.change')
  useKeys({ back: onClose })
  return (
    <>
      <section>
        <div className="row top">
          <h2 className="grow">{t('codes.panel', { kind: say(kind.name) })}</h2>
          <Button small kind="ghost" icon="x" label={t('objects.close')} onPress={onClose} />
        </div>
        <dl className="kv">
          <Share label={t('codes.coded')} n={kind.coded} of={kind.objects} />
          <Share label={t('codes.posted')} n={kind.posted} of={kind.coded} />
        </dl>
        <p className="meta">{t('codes.counts', { n: number(kind.objects) })}</p>
        <p className="meta">{t('codes.how')}</p>
        <p className="col">
          <Link to="/plates" search={{ ...plain(filter) }}>
            {t('codes.print-all')}
          </Link>
          <Link to="/plates" search={{ ...plain(filter), unposted: 'yes' }}>
            {t('codes.print-unposted')}
          </Link>
        </p>
      </section>
      {keeps && <IssueAll filter={filter} />}
    </>
  )
}

const Share = ({ label, n, of }: { label: string; n: number; of: number }): ReactNode => (
  <div className="kv-row">
    <dt>{label}</dt>
    <dd>{t('codes.share', { n: number(n), of: number(of) })}</dd>
  </div>
)

const plain = (filter: PlateFilter) =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as {
    [K in keyof PlateFilter]?: NonNullable<PlateFilter[K]>
  }

/** Issues part by part until nothing is left, or the person stops: each part is done for good. */
function IssueAll({ filter }: { filter: PlateFilter }): ReactNode {
  const act = useAct()
  const [done, setDone] = useState<{ n: number; left: number } | null>(null)
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const { kind, risk, owner, q, area } = filter
  const issue = async () => {
    running.current = true
    setBusy(true)
    let n = 0
    while (running.current) {
      // what was asked for before is another wish by now: some have their codes
      const part = await act.run<z.infer<typeof CodesIssued>>('/object-codes/issue', { kind, risk, ownerKind: owner, q, area })
      if (!part) break
      n += part.issued
      setDone({ n, left: part.left })
      if (part.issued === 0 || part.left === 0) {
        toast({ words: n > 0 ? t('codes.issued-all', { n: number(n) }) : t('codes.issued-none') })
        break
      }
    }
    running.current = false
    setBusy(false)
  }
  return (
    <section>
      <h3>{t('codes.issue-all')}</h3>
      <p className="meta">{t('codes.issue-how')}</p>
      <div className="row wrap">
        <Button kind="primary" small busy={busy} onPress={() => void issue()}>
          {t('codes.issue-all')}
        </Button>
        {busy && (
          <Button
            small
            onPress={() => {
              running.current = false
            }}
          >
            {t('reason.cancel')}
          </Button>
        )}
      </div>
      {done && (
        <p className="meta" role="status">
          {t('codes.issuing', { n: number(done.n), left: number(done.left) })}
        </p>
      )}
      <FieldNote error={act.error?.message ?? null} />
    </section>
  )
}
