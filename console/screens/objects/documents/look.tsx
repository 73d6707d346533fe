import { type ReactNode, useEffect, useState } from 'react'
import type { ObjectDocument } from '../../../../contract/object-document.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { handOver } from '../send-sheet.ts'
import { fetchPaper } from './document-queries.ts'
import { t } from './words.ts'

export type Looked = Pick<ObjectDocument, 'title' | 'file' | 'type'> & { sha256?: string }

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
}

/** Gives a paper to the browser to keep, under its title. */
export const savePaper = async ({ title, file, type }: Looked): Promise<void> =>
  handOver({ name: `${title.replace(/[\\/:*?"<>|]/g, '_')}.${endings[type] ?? 'bin'}`, blob: await fetchPaper(file) })

/**
 * A paper over the page. A picture is a picture. A PDF stands in a frame of its own: browsers show none in a sandboxed frame, so the server keeps
 * no PDF that could run anything (`read-pdf.ts`).
 */
export function Look({ paper, onClose }: { paper: Looked; onClose: () => void }): ReactNode {
  const { url, problem } = usePaper(paper.file)
  return (
    <Dialog
      open
      onClose={onClose}
      title={paper.title}
      shape="wide"
      footer={
        <>
          <span className="meta el grow">{paper.sha256 && t('hash', { hash: paper.sha256.slice(0, 16) })}</span>
          <Button onPress={() => void savePaper(paper)}>{t('save')}</Button>
        </>
      }
    >
      {problem && <p role="alert">{t('failed', { why: problem })}</p>}
      {!url && !problem && <p role="status">{t('loading')}</p>}
      {url &&
        (paper.type === 'application/pdf' ? (
          <>
            <iframe className="paper-look" src={url} title={paper.title} />
            <p className="meta">{t('no-frame')}</p>
          </>
        ) : (
          <img className="paper-look" src={url} alt={paper.title} />
        ))}
    </Dialog>
  )
}

/** Address of the paper in memory, given back when it is closed. */
function usePaper(file: string): { url: string | null; problem: string | null } {
  const [url, setUrl] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    let made: string | null = null
    fetchPaper(file, stop.signal).then(
      (blob) => {
        if (stop.signal.aborted) return
        made = URL.createObjectURL(blob)
        setUrl(made)
      },
      (error: Error) => {
        if (!stop.signal.aborted) setProblem(error.message)
      },
    )
    return () => {
      stop.abort()
      if (made) URL.revokeObjectURL(made)
    }
  }, [file])
  return { url, problem }
}
