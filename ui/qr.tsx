import qrcode from 'qrcode-generator'
import type { ReactNode } from 'react'
import { t } from './t.ts'

/** SVG path of the dark modules, one unit each, and the number of modules a side. Text as UTF-8; correction level M. */
function modules(text: string): { path: string; side: number } {
  const code = qrcode(0, 'M')
  code.addData(unescape(encodeURIComponent(text)), 'Byte') // the library takes a byte string
  code.make()
  const side = code.getModuleCount()
  let path = ''
  for (let row = 0; row < side; row++) {
    for (let col = 0; col < side; col++) if (code.isDark(row, col)) path += `M${col} ${row}h1v1h-1z`
  }
  return { path, side }
}

/** A QR code of a text or address, dark on light in every theme (scanners fail on inverted codes), with its quiet zone of four modules. */
export function Qr({ text, size = 160 }: { text: string; size?: number }): ReactNode {
  const { path, side } = modules(text)
  return (
    <svg
      className="qr"
      data-theme="light"
      width={size}
      height={size}
      viewBox={`-4 -4 ${side + 8} ${side + 8}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={t('qr.label', { text })}
    >
      <rect x="-4" y="-4" width={side + 8} height={side + 8} fill="var(--surface)" />
      <path d={path} fill="var(--text)" />
    </svg>
  )
}
