import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { keyId } from '../city/pack/file/sealed.ts'
import { StartError } from '../kernel/config.ts'

/** `zhili pack-key [--out NAME]`: a key pair to sign packs with; the private half never leaves this machine. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { out: { type: 'string', default: 'pack' } }, strict: true })
  const [secret, open] = [`${values.out}.key`, `${values.out}.pub`]
  for (const file of [secret, open])
    if (existsSync(file)) throw new StartError(`${file} 已存在，不覆盖 / ${file} exists and is not overwritten`)
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = createPublicKey(privateKey)
  writeFileSync(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  writeFileSync(open, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' })
  console.log(`${secret}  私钥，自己保管 / private: keep it`)
  console.log(`${open}  公钥，交给平台管理员 / public: give it to the administrator of the platform`)
  console.log(`密钥编号 key id: ${keyId(publicKey)}`)
  return 0
}
