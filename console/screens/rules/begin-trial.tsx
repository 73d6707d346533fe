import { type ReactNode, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'

const spans = ['1', '7', '30'] as const

/** How many days, where, and the press that begins a back-test. `asked`: what is tried; `off`: why it cannot be tried as it is. */
export function Begin({
  asked,
  off = null,
  onBegun,
  children,
}: {
  asked: object
  off?: string | null
  onBegun: (id: string) => void
  children: ReactNode
}): ReactNode {
  const session = useSession()
  const { wish, trail } = useArea()
  const act = useAct()
  const [days, setDays] = useState<string>('7')
  const [where, setWhere] = useState<'all' | 'here'>('all')
  const begin = async () => {
    const area = where === 'here' && wish ? { area: wish } : {}
    const done = await act.run<{ id: string }>('/backtests', { ...asked, days: Number(days), ...area })
    if (done) onBegun(done.id)
  }
  return (
    <div className="row wrap">
      <Segmented
        label={t('rules.trial.days')}
        value={days}
        onChange={setDays}
        items={spans.map((n) => ({ id: n, label: t('rules.trial.last', { n: Number(n) }) }))}
      />
      {wish && (
        <Segmented
          label={t('rules.trial.where')}
          value={where}
          onChange={(id) => setWhere(id as typeof where)}
          items={[
            { id: 'all', label: t('rules.trial.all-mine') },
            { id: 'here', label: trail.at(-1)?.name ?? wish },
          ]}
        />
      )}
      <Button busy={act.busy} off={may(session, 'rule.draft') ? off : t('rules.off.permit')} onPress={() => void begin()}>
        {children}
      </Button>
      <span className="meta">{t('rules.trial.note')}</span>
      <FieldNote error={act.error?.message ?? null} />
    </div>
  )
}
