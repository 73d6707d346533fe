import { type ReactNode, useEffect } from 'react'
import { Icon } from './icons.tsx'
import { disableSound, enableSound, resumeSound, soundOn, soundTest } from './sound.ts'
import { t } from './t.ts'

/** Says whether red and orange events can be heard, and switches it. Stays in sight: a silent seat must know that it is silent. */
export function SoundControl({ short = false }: { short?: boolean }): ReactNode {
  const on = soundOn.use()
  useEffect(() => resumeSound(), [])
  const press = async () => {
    if (on) disableSound()
    else if (await enableSound()) soundTest()
  }
  return (
    <button
      type="button"
      className={on ? 'btn sm ghost' : 'btn sm'}
      aria-pressed={on}
      title={t(on ? 'sound.on' : 'sound.off')}
      onClick={() => void press()}
    >
      <Icon name={on ? 'sound' : 'mute'} size={14} />
      {short && on ? <span className="vh">{t('sound.on')}</span> : t(on ? 'sound.on' : 'sound.enable')}
    </button>
  )
}
