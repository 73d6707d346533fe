/** Somebody else's sign-in that is trusted to say who somebody is: an OpenID provider. */
export type Provider = {
  id: string
  name: { zh: string; en: string }
  issuer: string
  clientId: string
  secret: string
  /** the claim that holds the name of the account here */
  claim: string
  scope: string
  /** signatures that are taken; never one made with a shared secret, never none */
  algorithms: string[]
}

/** `address`: where browsers find this platform, scheme and host; the provider sends people back there and nowhere else. */
export type SignInSettings = { address: string; providers: Provider[] }

/** A sign-in that has begun: what comes back must fit it. `until`: milliseconds. */
export type Begun = { provider: string; state: string; nonce: string; verifier: string; back: string; until: number }

/** What a provider says of who came back. */
export type Known = { account: string; idToken: string }
