import type { CaseFile, CasePart } from '../../../../contract/case-file.ts'
import { caseParts, casePartWords } from '../../../../contract/case-parts.ts'
import type { Words } from '../../../../contract/words.ts'

type Lang = 'zh' | 'en'
type Shown = Pick<CaseFile, 'event' | 'parts' | 'places' | 'manifest' | 'masked'> & { byName: string; madeAt: string }

const words = {
  title: { zh: '案卷', en: 'Case file' },
  manifest: { zh: '清单散列 SHA-256（manifest.sha256）', en: 'SHA-256 of the manifest (manifest.sha256)' },
  how: {
    zh: '核对：解压后运行 sha256sum -c manifest.sha256，或 zhili verify-case 文件名。散列与平台留痕一致，即为原件。',
    en: 'To check: unpack and run sha256sum -c manifest.sha256, or zhili verify-case FILE. It is the original when the hash is the one the platform recorded.',
  },
  masked: { zh: '个人信息已脱敏', en: 'personal fields are masked' },
  open: { zh: '含个人信息，限本案使用', en: 'holds personal data: for this case only' },
  by: { zh: '导出', en: 'Taken out by' },
  gone: { zh: '原图已按期清除', en: 'the original is no longer kept' },
} satisfies Record<string, Words>

/** The page of an archive: the parts in order with their hashes, readable without this platform or a network. */
export function pageOf(file: Shown, lang: Lang): string {
  const { event, parts, manifest } = file
  const say = (text: Words): string => safe(text[lang])
  const sections = caseParts
    .map((kind) => ({ kind, of: parts.filter((part) => part.kind === kind) }))
    .filter(({ of }) => of.length > 0)
    .map(
      ({ kind, of }) =>
        `<h2>${say(casePartWords[kind])}</h2>${kind === 'positions' ? drawing(file) : ''}${of.map((part) => partOf(part, say)).join('')}`,
    )
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${say(words.title)} ${safe(event.no)}</title><style>${style}</style></head><body>
<h1>${say(words.title)}　${safe(event.title)}</h1>
<p>${safe(event.no)} · ${say(event.typeName)} · ${safe([event.areaName, event.address].filter(Boolean).join(' '))}</p>
<p>${say(words.by)} ${safe(file.byName)} ${safe(file.madeAt)} · <b>${say(file.masked ? words.masked : words.open)}</b></p>
<p>${say(words.manifest)}<br><code>${manifest}</code><br><small>${say(words.how)}</small></p>
${sections.join('\n')}
</body></html>
`
}

function partOf(
  { n, path, title, at, lon, lat, sha256, size, lines, gone, kind }: CasePart,
  say: (text: Words) => string,
): string {
  const place = lon !== null && lat !== null ? ` · ${lat.toFixed(6)}, ${lon.toFixed(6)}` : ''
  const picture = kind === 'photo' && !gone ? `<img src="${safe(path)}" alt="">` : ''
  const rows = lines.map(({ name, value }) => `<dt>${say(name)}</dt><dd>${say(value)}</dd>`).join('')
  const bytes = gone ? say(words.gone) : `<a href="${safe(path)}">${safe(path)}</a> ${size} B`
  return `<section><h3>${n}. ${say(title)}</h3><p>${at ?? ''}${place}</p>${picture}<dl>${rows}</dl><p class="h">${bytes}<br><code>${sha256}</code></p></section>`
}

const [width, height, edge] = [640, 300, 16]

/** The places of the thing as dots on an empty ground, north above: it claims no streets, because we have none. */
function drawing({ places, event }: Shown): string {
  const all = [...places, event]
  const of = (key: 'lon' | 'lat') => [Math.min(...all.map((one) => one[key])), Math.max(...all.map((one) => one[key]))] as const
  const [[west, east], [south, north]] = [of('lon'), of('lat')]
  const wide = Math.cos((north * Math.PI) / 180)
  const scale = Math.min(
    (width - 2 * edge) / Math.max((east - west) * wide, 1e-6),
    (height - 2 * edge) / Math.max(north - south, 1e-6),
  )
  const xy = ({ lon, lat }: { lon: number; lat: number }) =>
    [edge + (lon - west) * wide * scale, height - edge - (lat - south) * scale].map((n) => n.toFixed(1)) as [string, string]
  const line = places.map((one) => xy(one).join(',')).join(' ')
  const dots = places.map((one) => `<circle cx="${xy(one)[0]}" cy="${xy(one)[1]}" r="2"/>`).join('')
  const [x, y] = xy(event)
  return `<svg viewBox="0 0 ${width} ${height}" role="img"><polyline points="${line}"/>${dots}<circle class="e" cx="${x}" cy="${y}" r="7"/></svg>`
}

const safe = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!)

const style = `body{font:14px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;max-width:190mm;margin:8mm auto;padding:0 6mm;color:#111;background:#fff}
h1{font-size:20px}h2{font-size:16px;border-bottom:2px solid #111;margin-top:8mm}h3{font-size:14px;margin:4mm 0 0}p{margin:1mm 0}
section{break-inside:avoid;border-bottom:1px solid #bbb;padding-bottom:2mm}dl{display:grid;grid-template-columns:9em 1fr;gap:0 1em;margin:1mm 0}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}
code{font-size:11px;overflow-wrap:anywhere}.h{font-size:12px;color:#333}img{max-width:100%;max-height:110mm;display:block}
svg{width:100%;border:1px solid #bbb}polyline{fill:none;stroke:#888}circle{fill:#111}.e{fill:none;stroke:#111;stroke-width:2}`
