// A database that stands at several addresses, of which one takes writes: asked at each new connection which that is.
import pg from 'pg'

/** The same URL once for each of its hosts, `postgres://user@one:5432,two:5432/database`, in their order. */
export function urlsOf(url: string): string[] {
  const [, before, hosts, after] = /^(postgres(?:ql)?:\/\/(?:[^@/?]*@)?)([^/?]+)(.*)$/s.exec(url) ?? []
  if (hosts === undefined) return [url]
  // libpq's word for it: here it goes without saying.
  const rest = after!.replace(/([?&])target_session_attrs=[^&]*&?/, '$1').replace(/[?&]$/, '')
  return hosts.split(',').map((host) => `${before}${host}${rest}`)
}

/** What opens connections to a URL; with several hosts, to the one that takes writes, after trying in turn. */
export function clientFor(url: string): typeof pg.Client {
  const urls = urlsOf(url)
  let now = 0 // place of the address that is tried next
  return class extends pg.Client {
    readonly #tried = now
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connectionString: urls[now]! })
    }

    override connect(): Promise<this>
    override connect(done: (error: Error | null) => void): void
    override connect(done?: (error: Error | null) => void): Promise<this> | void {
      const connected = this.#connect()
      if (!done) return connected
      connected.then(() => done(null), done)
    }

    async #connect(): Promise<this> {
      try {
        await super.connect()
        if (urls.length > 1) await this.#assertWritable()
        return this
      } catch (error) {
        if (now === this.#tried) now = (now + 1) % urls.length
        throw error
      }
    }

    async #assertWritable(): Promise<void> {
      const { rows } = await this.query<{ transaction_read_only: string }>('show transaction_read_only')
      if (rows[0]?.transaction_read_only !== 'on') return
      await this.end()
      throw Object.assign(new Error('Connection terminated: this server takes no writes'), {
        code: 'ECONNREFUSED',
      })
    }
  }
}
