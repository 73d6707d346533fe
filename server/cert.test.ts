import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { machineHosts, makeCertificates } from './cert.ts'
import { addressBytes, integer, oid, time } from './cert-der.ts'
import { hostForPhones, installPage } from './install-page.ts'

describe('DER', () => {
  const hex = (bytes: Buffer) => bytes.toString('hex')
  it('writes whole numbers that stay positive', () => {
    assert.equal(hex(integer(Buffer.from([0x7f]))), '02017f')
    assert.equal(hex(integer(Buffer.from([0x80]))), '02020080')
    assert.equal(hex(integer(Buffer.from([0, 0, 1]))), '020101')
    assert.equal(hex(integer(Buffer.from([0]))), '020100')
  })
  it('writes object identifiers in sevens', () => {
    assert.equal(hex(oid('1.2.840.10045.4.3.2')), '06082a8648ce3d040302')
    assert.equal(hex(oid('2.5.29.17')), '0603551d11')
  })
  it('writes years from 2050 with four digits', () => {
    assert.equal(time(new Date('2049-12-31T23:59:59Z')).toString('latin1', 2), '491231235959Z')
    assert.equal(time(new Date('2050-01-01T00:00:00Z')).toString('latin1', 2), '20500101000000Z')
  })
  it('writes addresses of both kinds', () => {
    assert.equal(hex(addressBytes('10.0.0.255')), '0a0000ff')
    assert.equal(hex(addressBytes('fd00::12:3')), 'fd000000000000000000000000120003')
    assert.equal(hex(addressBytes('::1')), `${'0'.repeat(31)}1`)
  })
})

describe('a certificate of our own', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhili-cert-'))
  after(() => rmSync(dataDir, { recursive: true, force: true }))
  // Real dates: what checks it in a handshake looks at the real clock.
  const now = new Date()
  const hosts = ['10.1.2.3', 'fd00::2', 'zhili.example', 'localhost', '127.0.0.1']
  const made = makeCertificates({ dataDir, hosts, now })
  const ca = new X509Certificate(readFileSync(made.caFile))
  const server = new X509Certificate(readFileSync(made.certFile))

  it('is signed by the local CA, which may sign servers and nothing else', () => {
    assert.ok(server.verify(ca.publicKey) && server.checkIssued(ca) && ca.verify(ca.publicKey))
    assert.deepEqual([ca.ca, server.ca], [true, false])
  })
  it('is good for every name and address of the machine, and no other', () => {
    for (const host of hosts) assert.ok(/[:\d]$/.test(host) ? server.checkIP(host) : server.checkHost(host), host)
    assert.equal(server.checkHost('example.com'), undefined)
    assert.equal(server.checkIP('10.1.2.4'), undefined)
  })
  it('lasts 397 days at most, the longest browsers accept', () => {
    assert.ok(Date.parse(server.validTo) - Date.parse(server.validFrom) <= 397 * 86_400_000)
  })
  it('has keys that only their owner reads', () => {
    for (const file of [made.keyFile, join(dataDir, 'tls', 'ca.key')]) assert.equal(statSync(file).mode & 0o077, 0)
  })
  it('made again keeps the CA that phones trust, unless it ends too soon', () => {
    const again = makeCertificates({ dataDir, hosts: ['localhost'], now })
    assert.deepEqual([again.newCa, again.fingerprint], [false, ca.fingerprint256])
    assert.ok(new X509Certificate(readFileSync(again.certFile)).checkIssued(ca))
    const other = mkdtempSync(join(tmpdir(), 'zhili-cert-'))
    makeCertificates({ dataDir: other, hosts, now: new Date(now.getTime() - 9.5 * 365 * 86_400_000) })
    assert.equal(makeCertificates({ dataDir: other, hosts, now }).newCa, true)
    rmSync(other, { recursive: true })
  })
  it('carries a real handshake for those who trust the CA, and only for them', async () => {
    makeCertificates({ dataDir, hosts, now })
    const listening = createServer({ cert: readFileSync(made.certFile), key: readFileSync(made.keyFile) }, (_request, response) =>
      response.end('ok'),
    )
    await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
    const { port } = listening.address() as AddressInfo
    const get = (host: string, trusted?: Buffer) =>
      new Promise<number | string>((done) => {
        const asked = request({ host, port, family: 4, agent: false, ...(trusted ? { ca: trusted } : {}) }, (response) => {
          response.resume()
          done(response.statusCode ?? 0)
        })
        asked.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? ''))
        asked.end()
      })
    assert.equal(await get('127.0.0.1', readFileSync(made.caFile)), 200)
    assert.equal(await get('localhost', readFileSync(made.caFile)), 200)
    assert.notEqual(await get('127.0.0.1'), 200)
    await new Promise((done) => listening.close(done))
  })
  it('holds against the strict reading of another library', (test) => {
    const checked = spawnSync('openssl', ['verify', '-x509_strict', '-CAfile', made.caFile, made.certFile], { encoding: 'utf8' })
    if (checked.error) return test.skip('no openssl on this machine')
    assert.match(checked.stdout, /OK/, checked.stderr)
  })
})

describe('the install page', () => {
  it('names an address a phone can open, not localhost, and nothing a request smuggles in', () => {
    assert.equal(hostForPhones('10.1.2.3:8080'), '10.1.2.3:8080')
    assert.equal(hostForPhones('localhost:8080'), `${machineHosts()[0]}:8080`)
    assert.equal(hostForPhones('"><script>'), machineHosts()[0])
  })
  it('shows two codes and the fingerprint, and asks for nothing from elsewhere', () => {
    const page = installPage({
      address: 'https://10.1.2.3:8080/install',
      fieldAddress: 'https://10.1.2.3:8080/field/',
      fingerprint: 'AB:CD',
    })
    assert.equal(page.match(/<svg/g)?.length, 2)
    assert.match(page, /AB:CD/)
    assert.doesNotMatch(page, /src=|<script|@import|url\(/)
  })
  it('says what to run while there is no certificate', () =>
    assert.match(installPage({ address: 'x', fieldAddress: 'y', fingerprint: null }), /npx zhili cert/))
})
