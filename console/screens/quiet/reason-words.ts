import type { QuietReason } from '../../../contract/mute.ts'
import { clockTime } from '../../../ui/format.ts'
import { t } from '../../messages.ts'

type Say = (kind: 'rules', code: string) => string

/** Why an alarm calls nobody, as one sentence with its end where it has one. */
export function reasonWords(reason: QuietReason, say: Say): string {
  const until = 'until' in reason && reason.until ? t('quiet.until', { time: clockTime(reason.until) }) : ''
  const words = (): string => {
    if (reason.kind === 'mute') return t('quiet.by-mute', { reason: reason.reason, owner: reason.ownerName })
    if (reason.kind === 'cause') return t(reason.until ? 'quiet.by-cause-over' : 'quiet.by-cause', { label: reason.label })
    if (reason.kind === 'device-fault') return t('quiet.by-fault', { rule: say('rules', reason.rule) })
    if (reason.kind === 'flapping') return t('quiet.by-flapping', { n: reason.raises })
    return t('quiet.by-budget', { rule: say('rules', reason.rule), n: reason.opened })
  }
  return [words(), until].filter(Boolean).join(t('quiet.joiner'))
}
