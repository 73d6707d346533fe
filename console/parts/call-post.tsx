import type { ReactNode } from 'react'
import type { DutyDesk } from '../../contract/duty.ts'
import { CallAsk } from '../../ui/call-ask.tsx'
import { CallButton } from '../../ui/call-button.tsx'
import { t } from '../messages.ts'

type Props = { post: string; person: string | null; name: string; mayCall: boolean; desk: DutyDesk | null }

/** Who holds a post, for a purpose, where one answers for their area; else the duty phone of their unit, which everybody may ring. */
export function CallPost({ post, person, name, mayCall, desk }: Props): ReactNode {
  if (mayCall && person) return <CallAsk small dutyPost={post} of={person} name={name} />
  if (!desk) return <span className="meta">{t('desk.none')}</span>
  const { unitName, phone } = desk
  return <CallButton small name={t('desk.of', { unit: unitName })} phone={phone} words={t('desk.phone', { phone })} />
}
