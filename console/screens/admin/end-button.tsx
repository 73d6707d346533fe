import { type ReactNode, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'

type Props = { path: string; name: string; ended: string | null; verb?: string }

/** Ends something now: asked once more in the row itself. What is still in use says so and stays. */
export function EndButton({ path, name, ended, verb = t('admin.end') }: Props): ReactNode {
  const [sure, setSure] = useState(false)
  const now = useNow()
  const act = useAct()
  if (ended) return <Tag>{t('admin.ends', { time: dateTime(ended, now, lang()) })}</Tag>
  const end = async () => {
    const done = await act.run(path)
    setSure(false)
    if (done) toast({ words: t('admin.ended', { verb, name }) })
  }
  return (
    <span className="row">
      {sure ? (
        <>
          <Button small busy={act.busy} onPress={() => void end()}>
            {t('admin.end-now', { verb, name })}
          </Button>
          <Button small kind="ghost" onPress={() => setSure(false)}>
            {t('reason.cancel')}
          </Button>
        </>
      ) : (
        <Button small kind="ghost" onPress={() => setSure(true)}>
          {verb}…
        </Button>
      )}
      <FieldNote error={act.error?.message ?? null} />
    </span>
  )
}
