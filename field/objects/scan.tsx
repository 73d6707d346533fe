import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { CodeFound } from '../../contract/object-code.ts'
import { ApiError, get } from '../../ui/api.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { useTitle } from '../../ui/screen.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { go, hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { codeIn } from './brief.ts'
import { t as near } from './near-words.ts'
import './objects.css'

/** What browsers offer to read codes; some have none of it. */
type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
type DetectorClass = new (options: { formats: string[] }) => Detector

/** So often the picture is looked at, ms. */
const lookEveryMs = 300
type Trouble = 'cannot' | 'denied' | 'insecure'

function detectorOf(): Detector | null {
  const made = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  return made ? new made({ formats: ['qr_code'] }) : null
}

/** What is known before anybody asks for the camera. */
function troubleAhead(): Trouble | null {
  if (!(navigator.mediaDevices as MediaDevices | undefined)) return 'insecure'
  return 'BarcodeDetector' in globalThis ? null : 'cannot'
}

/** Looks through the camera until it reads something; the camera is let go when the screen is left. */
function useCamera(onRead: (text: string) => void): { video: React.RefObject<HTMLVideoElement | null>; trouble: Trouble | null } {
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(troubleAhead)
  const read = useRef(onRead)
  useEffect(() => {
    read.current = onRead
  }, [onRead])
  useEffect(() => {
    const detector = detectorOf()
    if (!detector || troubleAhead() !== null) return
    let stream: MediaStream | null = null
    let timer = 0
    let left = false
    const look = async () => {
      const [found] = await detector.detect(video.current!).catch(() => [])
      if (found && !left) read.current(found.rawValue)
      if (!left) timer = window.setTimeout(() => void look(), lookEveryMs)
    }
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (left || !video.current) {
        for (const one of stream.getTracks()) one.stop()
        return
      }
      video.current.srcObject = stream
      await video.current.play()
      void look()
    }
    begin().catch(() => setTrouble('denied'))
    return () => {
      left = true
      clearTimeout(timer)
      for (const one of stream?.getTracks() ?? []) one.stop()
    }
  }, [])
  return { video, trouble }
}

/** 扫码: the plate of an object → its page. Where the browser cannot look, the ten characters are entered. */
export function Scan(): ReactNode {
  const [written, setWritten] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const busy = useRef(false)
  useTitle(t('scan.title'))
  const open = async (text: string) => {
    const code = codeIn(text)
    if (!code) return setProblem(t('scan.bad'))
    if (busy.current) return
    busy.current = true
    try {
      const found = await get<CodeFound>(`/object-codes/${code}`)
      if (found.state === 'live') go({ at: 'object', id: found.object }, true)
      else setProblem(t('scan.old'))
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : String(error))
    } finally {
      busy.current = false
    }
  }
  const { video, trouble } = useCamera((text) => void open(text))
  return (
    <PhoneFrame title={t('scan.title')} back={hrefOf({ at: 'today' })}>
      {trouble ? (
        <p role="status">{t(`scan.${trouble}`)}</p>
      ) : (
        <section className="scan-view" aria-label={t('scan.how')}>
          <video ref={video} muted playsInline />
          <p className="meta">{t('scan.how')}</p>
        </section>
      )}
      <form
        className="scan-by-hand"
        onSubmit={(e) => {
          e.preventDefault()
          void open(written)
        }}
      >
        <TextField
          label={t('scan.code')}
          value={written}
          onChange={setWritten}
          maxLength={24}
          autoComplete="off"
          error={problem}
        />
        <Button type="submit">{t('scan.go')}</Button>
      </form>
      <ButtonLink icon="pin" href={hrefOf({ at: 'near' })}>
        {near('open')}
      </ButtonLink>
    </PhoneFrame>
  )
}
