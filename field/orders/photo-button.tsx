import { type ReactNode, useId, useRef, useState } from 'react'
import { serverNow } from '../../ui/clock.ts'
import { Icon } from '../../ui/icons.tsx'
import { toast } from '../../ui/toast.tsx'
import { takePhoto } from '../outbox/photo.ts'
import type { OutPhoto } from '../outbox/types.ts'
import { t } from '../t.ts'

/**
 * Opens the camera and hands over the photograph once it stands safely on the phone. Works on an insecure address too: the phone's
 * own camera takes the picture, the page only receives it. `tile` is the dashed frame beside the pictures.
 */
export function PhotoButton({
  label,
  tile = false,
  off = false,
  primary = false,
  onPhoto,
}: {
  label: string
  tile?: boolean
  off?: boolean
  primary?: boolean
  onPhoto: (photo: OutPhoto) => unknown
}): ReactNode {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const take = async (files: FileList | null) => {
    const file = files?.[0]
    if (!file) return
    setBusy(true)
    try {
      await onPhoto(await takePhoto(file, new Date(serverNow()).toISOString()))
    } catch {
      toast({ words: t('photo.failed'), problem: true })
    } finally {
      setBusy(false)
      if (input.current) input.current.value = '' // the same picture again must be a change
    }
  }
  return (
    <>
      <input
        ref={input}
        id={id}
        className="vh"
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-hidden="true"
        disabled={off || busy}
        onChange={(e) => void take(e.target.files)}
      />
      <button
        type="button"
        className={tile ? 'btn add-photo' : primary ? 'btn pri' : 'btn grow'}
        disabled={off}
        aria-busy={busy}
        onClick={() => input.current?.click()}
      >
        <Icon name="photo" size={tile ? 26 : 22} />
        {busy ? t('photo.busy') : label}
      </button>
    </>
  )
}
