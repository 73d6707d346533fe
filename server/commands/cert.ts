import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { machineHosts, makeCertificates } from '../cert.ts'
import { caType, hostForPhones, installPage, readCa } from '../install-page.ts'
import { realClock } from '../kernel/clock.ts'
import { readConfig } from '../kernel/config.ts'
import { needFolder } from '../kernel/data-folder.ts'

const options = {
  host: { type: 'string', multiple: true },
  serve: { type: 'boolean', default: false },
  port: { type: 'string', default: '8081' },
} as const

/**
 * `zhili cert [--host name-or-address …] [--serve]`: a local CA once, a server certificate each time. `--serve` offers the install
 * page over plain HTTP until Ctrl-C: a phone that does not trust us yet cannot open ours without a warning.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options, strict: true })
  const config = readConfig(process.env)
  needFolder(resolve(config.DATA_DIR))
  const hosts = [...new Set([...(values.host ?? []), ...machineHosts()])]
  const made = makeCertificates({ dataDir: resolve(config.DATA_DIR), hosts, now: realClock.now() })
  const main = hosts[0] ?? 'localhost'
  console.log(`${made.newCa ? '已建立本地 CA / local CA made' : '沿用本地 CA / local CA kept'}: ${made.caFile}`)
  console.log(`指纹 fingerprint ${made.fingerprint}`)
  console.log(`服务器证书 server certificate, 有效到 until ${made.until.toISOString().slice(0, 10)}: ${hosts.join(' ')}`)
  console.log(`\n启动 start:\n  TLS_CERT=${made.certFile} TLS_KEY=${made.keyFile} npm start`)
  console.log(`手机安装页 install page for phones:\n  https://${main}:${config.PORT}/install`)
  if (!values.serve) return 0
  await serve({ dataDir: resolve(config.DATA_DIR), port: Number(values.port), tlsPort: config.PORT })
  return 0
}

async function serve({ dataDir, port, tlsPort }: { dataDir: string; port: number; tlsPort: number }): Promise<void> {
  const server = createServer((request, response) => {
    const ca = readCa(dataDir)
    if (request.url === '/install/ca.crt' && ca) {
      response
        .writeHead(200, { 'content-type': caType, 'content-disposition': 'attachment; filename="zhili-ca.crt"' })
        .end(ca.raw)
      return
    }
    const host = hostForPhones(request.headers.host ?? 'localhost')
    const name = host.replace(/:\d+$/, '')
    const page = installPage({
      address: `http://${host}/install`,
      fieldAddress: `https://${name}:${tlsPort}/field/`,
      fingerprint: ca?.fingerprint256 ?? null,
    })
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      })
      .end(page)
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, () => done()))
  console.log(`\n或先用 or first: http://${machineHosts()[0]}:${port}/install （Ctrl-C 结束 ends）`)
  await new Promise<void>((done) => process.once('SIGINT', () => server.close(() => done())))
}
