import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { certificate, type Identity, pem } from './cert-der.ts'

const dayMs = 86_400_000
/** The CA stays on phones: ten years. A server's certificate: 397 days, the longest every browser accepts. */
const caDays = 3650
const serverDays = 397

export type Certificates = {
  caFile: string
  certFile: string
  keyFile: string
  hosts: string[]
  newCa: boolean
  fingerprint: string
  until: Date
}

/** Where the certificates of a data folder lie. */
export const tlsFiles = (dataDir: string) => ({
  caFile: join(dataDir, 'tls', 'ca.crt'),
  caKeyFile: join(dataDir, 'tls', 'ca.key'),
  certFile: join(dataDir, 'tls', 'server.crt'),
  keyFile: join(dataDir, 'tls', 'server.key'),
})

/**
 * Makes a server certificate for these hosts, and before that a local CA unless there is one: phones that trust it go on trusting.
 * Private keys can be read by their owner only.
 */
export function makeCertificates({ dataDir, hosts, now }: { dataDir: string; hosts: string[]; now: Date }): Certificates {
  const files = tlsFiles(dataDir)
  mkdirSync(join(dataDir, 'tls'), { recursive: true, mode: 0o700 })
  const known = readCa(files, now)
  const ca = known ?? newCa(files, now)
  const server = newIdentity(hosts[0] ?? 'localhost')
  const from = new Date(now.getTime() - dayMs) // phones' clocks run behind
  const until = new Date(now.getTime() + serverDays * dayMs - dayMs)
  const der = certificate({ subject: server, issuer: ca, serial: newSerial(), from, to: until, hosts })
  put(files.keyFile, privatePem(server), 0o600)
  put(files.certFile, pem(der) + readFileSync(files.caFile, 'utf8'), 0o644)
  const { caFile, certFile, keyFile } = files
  return {
    caFile,
    certFile,
    keyFile,
    hosts,
    newCa: !known,
    fingerprint: new X509Certificate(readFileSync(caFile)).fingerprint256,
    until,
  }
}

function newCa(files: ReturnType<typeof tlsFiles>, now: Date): Identity {
  const ca = newIdentity(`Zhili local CA ${hostname()} ${now.getUTCFullYear()}`)
  const from = new Date(now.getTime() - dayMs)
  const der = certificate({
    subject: ca,
    issuer: ca,
    serial: newSerial(),
    from,
    to: new Date(now.getTime() + caDays * dayMs),
    hosts: null,
  })
  put(files.caKeyFile, privatePem(ca), 0o600)
  put(files.caFile, pem(der), 0o644)
  return ca
}

/** The CA of an earlier run; null when there is none, or when it would end before the certificate it is to sign. */
function readCa(files: ReturnType<typeof tlsFiles>, now: Date): Identity | null {
  if (!existsSync(files.caFile) || !existsSync(files.caKeyFile)) return null
  const found = new X509Certificate(readFileSync(files.caFile))
  const key = createPrivateKey(readFileSync(files.caKeyFile))
  if (!found.checkPrivateKey(key) || new Date(found.validTo).getTime() < now.getTime() + serverDays * dayMs) return null
  const commonName = /^CN=(.*)$/m.exec(found.subject)?.[1] ?? ''
  return { commonName, key, publicKey: createPublicKey(key) }
}

function newIdentity(commonName: string): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { commonName, key: privateKey, publicKey }
}

const privatePem = (identity: Identity): string => identity.key.export({ type: 'pkcs8', format: 'pem' }) as string
const newSerial = (): Buffer => Buffer.concat([Buffer.from([0x5a]), randomBytes(15)])

function put(file: string, content: string, mode: number): void {
  writeFileSync(`${file}.half`, content, { mode })
  renameSync(`${file}.half`, file)
}

/** Names and addresses this machine is reached by, the network's first: what a phone can open comes before localhost. */
export function machineHosts(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  const reachable = all.filter((one) => !one.internal && !one.address.startsWith('fe80'))
  const ofKind = (family: string) => reachable.filter((one) => one.family === family).map((one) => one.address)
  const name = hostname().toLowerCase()
  const names = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name) ? [name, ...(name.includes('.') ? [] : [`${name}.local`])] : []
  return [...new Set([...ofKind('IPv4'), ...names, 'localhost', '127.0.0.1', '::1', ...ofKind('IPv6')])]
}
