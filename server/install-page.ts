import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import qrcode from 'qrcode-generator'
import { machineHosts, tlsFiles } from './cert.ts'
import type { App } from './kernel/http.ts'
import { RefusalError } from './kernel/result.ts'

export type InstallPage = { address: string; fieldAddress: string; fingerprint: string | null }

/** `/install`: how a phone comes to trust this platform, and `/install/ca.crt`, the certificate it installs. No account needed. */
export async function installRoutes(app: App, { dataDir }: { dataDir: string }): Promise<void> {
  app.get('/install', { schema: { hide: true } }, async (request, reply) => {
    const scheme = request.protocol
    const origin = `${scheme}://${hostForPhones(request.host)}`
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
    return installPage({
      address: `${origin}/install`,
      fieldAddress: `${origin}/field/`,
      fingerprint: readCa(dataDir)?.fingerprint256 ?? null,
    })
  })
  app.get('/install/ca.crt', { schema: { hide: true } }, async (_request, reply) => {
    const ca = readCa(dataDir)
    if (!ca) throw new RefusalError({ code: 'route.not-found' })
    return reply
      .type(caType)
      .header('content-disposition', 'attachment; filename="zhili-ca.crt"')
      .send(ca.raw as never)
  })
}

/** What phones take for a certificate to install. */
export const caType = 'application/x-x509-ca-cert'

/** The local CA of the data folder; null before `zhili cert`. */
export function readCa(dataDir: string): X509Certificate | null {
  const { caFile } = tlsFiles(dataDir)
  return existsSync(caFile) ? new X509Certificate(readFileSync(caFile)) : null
}

/** The host to put into a QR code: what the browser asked for, unless only this machine knows it by that name. */
export function hostForPhones(asked: string): string {
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d+)?$/i.exec(asked)
  const name = parts?.[1] ?? 'localhost'
  const port = parts?.[2] ?? ''
  return /^(localhost|127\.|\[::1\])/.test(name) ? `${machineHosts()[0]}${port}` : `${name}${port}`
}

const codeOf = (address: string): string => {
  const code = qrcode(0, 'M')
  code.addData(address)
  code.make()
  return code.createSvgTag({ cellSize: 5, margin: 10, scalable: true }).replace('<svg', `<svg role="img" aria-label="${address}"`)
}

const style = `:root{color-scheme:light dark;--line:#8887}body{font:17px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:42rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}.qr{display:flex;gap:1.5rem;flex-wrap:wrap}figure{margin:0;width:13rem}
svg{width:100%;height:auto;background:#fff;border-radius:8px}a.get{display:inline-block;padding:.7rem 1.2rem;border:1px solid;border-radius:8px;font-weight:600}
code{font-size:.85rem;word-break:break-all}li{margin:.35rem 0}.en{opacity:.8}`

const steps = [
  [
    '安卓、鸿蒙 Android, HarmonyOS',
    '下载证书 → 设置 → 安全 → 更多安全设置 → 加密与凭据 → 安装证书 → CA 证书。',
    'Download, then Settings → Security → Encryption & credentials → Install a certificate → CA certificate.',
  ],
  [
    'iPhone',
    '用 Safari 下载 → 设置 → 已下载描述文件 → 安装；再到 通用 → 关于本机 → 证书信任设置，打开本证书。',
    'Download with Safari → Settings → Profile Downloaded → Install; then General → About → Certificate Trust Settings, switch it on.',
  ],
  [
    'Windows',
    '双击证书 → 安装 → 本地计算机 → 受信任的根证书颁发机构。',
    'Double-click → Install → Local Machine → Trusted Root Certification Authorities.',
  ],
] as const

/** The page as a whole; no script, nothing from elsewhere. */
export function installPage({ address, fieldAddress, fingerprint }: InstallPage): string {
  const body = fingerprint
    ? `<p><a class="get" href="/install/ca.crt">下载证书 · Download the certificate</a></p>
<p>安装前核对指纹（与运行 <code>npx zhili cert</code> 时显示的一致）。<span class="en">Compare the fingerprint with what <code>npx zhili cert</code> printed:</span><br><code>${fingerprint}</code></p>
<ol>${steps.map(([name, zh, en]) => `<li><b>${name}</b>：${zh}<br><span class="en">${en}</span></li>`).join('')}</ol>
<p>只在单位自己的网络和设备上安装；不用时请删除。<span class="en">Install it on your own organisation's network and devices only; remove it when no longer needed.</span></p>
<div class="qr"><figure>${codeOf(address)}<figcaption>1 安装证书 · certificate</figcaption></figure>
<figure>${codeOf(fieldAddress)}<figcaption>2 打开移动端并“添加到主屏幕” · open the field app, add to home screen</figcaption></figure></div>`
    : '<p>还没有证书。请在服务器上运行 <code>npx zhili cert</code>。<br><span class="en">No certificate yet: run <code>npx zhili cert</code> on the server.</span></p>'
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>安装证书 · 智理 Zhili</title><style>${style}</style><main><h1>让手机信任本平台 <span class="en">· Trust this platform</span></h1>
<p>没有受信任的证书，手机不给网页用相机、离线和通知。<span class="en">Without a trusted certificate a phone gives a page no camera, no offline use and no notices.</span></p>
${body}</main></html>`
}
