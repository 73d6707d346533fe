import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { packWords } from '../../../ui/pack-words.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { Tiles } from '../../../ui/tiles.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t, say as words } from '../../messages.ts'
import { useOwnArea } from '../../parts/own-area.tsx'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'
import { useDraft } from '../../use-draft.ts'
import { packRulesQuery, rulePacksQuery } from '../rules/rules-queries.ts'
import { BacktestNote } from './backtest-note.tsx'
import { MuteRange, rangeAsked, rangeMissing, wholeArea } from './mute-range.tsx'
import { ReachNote } from './reach-note.tsx'

/** Dates bring a calendar along: only forms that ask for one pay. */
const DateField = lazy(() => import('../../../ui/date-field.tsx').then((m) => ({ default: m.DateField })))
const hourMs = 3_600_000
const any = 'any'

/** A silence now, or planned works ahead: for the area in force, narrowed down to an outline, an object, a kind of device, a kind of matter or one rule. */
export function NewMute({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const { area, field } = useOwnArea({ label: t('quiet.area') })
  const session = useSession()
  const say = usePackWords()
  const now = useNow()
  const act = useAct()
  const [kind, setKind] = useState<string>('works')
  const [range, setRange] = useState(wholeArea)
  const [type, setType] = useState(any)
  const [rule, setRule] = useState(any)
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason, forgetReason] = useDraft('mute-reason')
  const [owner, setOwner, forgetOwner] = useDraft('mute-owner')
  const [phone, setPhone] = useState('')
  const packs = (useQuery(rulePacksQuery()).data?.rows ?? []).filter(({ rules }) => rules > 0)
  const types = Object.keys(packWords.use()?.types ?? {}).filter((id) => packs.some(({ pack }) => id.startsWith(`${pack}.`)))
  const pack = packs.find((one) => type.startsWith(`${one.pack}.`))?.pack ?? null
  const rules = useQuery({ ...packRulesQuery(pack ?? ''), enabled: pack !== null }).data?.rules ?? []
  const late = to !== null && Date.parse(to) - Date.parse(from ?? new Date(now).toISOString()) > 30 * 24 * hourMs
  const missing = [
    !area && t('quiet.area'),
    rangeMissing(range),
    reason.trim().length < 2 && t('quiet.reason'),
    !to && t('quiet.to'),
  ].filter(Boolean)
  const off = missing.length > 0 ? t('new.missing', { what: missing.join(t('list.and')) }) : late ? t('quiet.too-long') : null
  const what = {
    area: area?.path ?? '',
    ...rangeAsked(range),
    ...(type === any ? {} : { type }),
    ...(rule === any ? {} : { rule }),
  }
  const send = async () => {
    if (off) return
    const said = {
      ...(owner.trim() ? { ownerName: owner.trim() } : {}),
      ...(phone.trim() ? { ownerPhone: phone.trim() } : {}),
    }
    const body = { ...what, kind, reason: reason.trim(), ...said, ...(from ? { from } : {}), to }
    if (!(await act.run('/mutes', body))) return
    for (const forget of [forgetReason, forgetOwner]) forget()
    toast({ words: t('quiet.done-made') })
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('quiet.new')}
      footer={
        <>
          <Button kind="primary" busy={act.busy} off={off} onPress={() => void send()}>
            {t('quiet.make')}
          </Button>
          <Button onPress={onClose}>{t('reason.cancel')}</Button>
          {off && <span className="meta">{off}</span>}
          <FieldNote error={act.error?.message ?? null} />
        </>
      }
    >
      <Tiles
        label={t('quiet.mute-kind')}
        required
        choices={(['works', 'silence'] as const).map((id) => ({ id, label: t(`quiet.mute-kind.${id}`) }))}
        value={kind}
        onChange={setKind}
      />
      <MuteRange area={area} field={field} value={range} onChange={setRange} />
      <SelectField
        label={t('quiet.type')}
        choices={[{ id: any, label: t('quiet.every-type') }, ...types.map((id) => ({ id, label: say('types', id) }))]}
        value={type}
        onChange={(id) => {
          setType(id)
          setRule(any)
        }}
      />
      <SelectField
        label={t('quiet.rule')}
        choices={[
          { id: any, label: t('quiet.every-rule') },
          ...rules.map(({ rule: { id, name } }) => ({ id: `${pack}/${id}`, label: words(name) })),
        ]}
        value={rule}
        onChange={setRule}
        disabled={pack === null}
        hint={t('quiet.rule-hint')}
      />
      {area && !rangeMissing(range) && <ReachNote what={what} />}
      <Suspense fallback={<span className="sk" />}>
        <div className="two">
          <DateField label={t('quiet.from')} value={from} onChange={setFrom} hint={t('quiet.from-hint')} />
          <DateField label={t('quiet.to')} required value={to} onChange={setTo} hint={t('quiet.to-hint')} />
        </div>
      </Suspense>
      <TextField
        label={t('quiet.reason')}
        required
        lines={2}
        value={reason}
        onChange={setReason}
        maxLength={300}
        placeholder={t('quiet.reason-like')}
      />
      <TextField
        label={t('quiet.owner-field')}
        value={owner}
        onChange={setOwner}
        maxLength={80}
        placeholder={t('quiet.owner-like', { name: session.person.name })}
      />
      <TextField
        label={t('quiet.phone-field')}
        value={phone}
        onChange={setPhone}
        maxLength={24}
        placeholder={t('quiet.phone-hint')}
      />
      <p className="meta">{t('quiet.safety')}</p>
      <BacktestNote what={what} pack={pack} />
    </Dialog>
  )
}
