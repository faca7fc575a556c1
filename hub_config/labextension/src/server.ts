/** Asks the learner's own Jupyter server; the token for webapp never comes to the browser. */
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { IBilingual, INotice, IReceipt, IStanding } from './contract';

/** An answer that is not a receipt: what to tell the learner, and whether the same request may be sent again. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly words: IBilingual | null,
    readonly retriable: boolean,
    readonly retryAfter: number
  ) {
    super(code);
  }
}

/** The learner's server, as far as submitting, notices and activity go. */
export class TateyamaServer {
  constructor(private readonly settings: ServerConnection.ISettings) {}

  /** Hands in the saved file at `path`; the same key again means the same submission. */
  submit(path: string, key: string): Promise<IReceipt> {
    return this.ask<IReceipt>('submissions', { method: 'POST', body: JSON.stringify({ path, key }) });
  }

  /** Asks where one's own submission stands. */
  standing(number: string): Promise<IStanding> {
    return this.ask<IStanding>(`submissions/${encodeURIComponent(number)}`);
  }

  /** Fetches the notices after the one last shown. */
  async notices(after: number): Promise<INotice[]> {
    return (await this.ask<{ notices: INotice[] }>(`notices?after=${after}`)).notices;
  }

  /** Tells how many cells of a notebook ran. */
  async ran(path: string, runs: number): Promise<void> {
    const url = URLExt.join(this.settings.baseUrl, 'tateyama/api/activity');
    const init = { method: 'POST', body: JSON.stringify({ path, runs }) };
    await ServerConnection.makeRequest(url, init, this.settings);
  }

  private async ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const url = URLExt.join(this.settings.baseUrl, 'tateyama/api') + '/' + path;
    let response: Response;
    try {
      response = await ServerConnection.makeRequest(url, init, this.settings);
    } catch {
      throw new Refusal('unreachable', null, true, 0);
    }
    const body = await response.json().catch(() => null);
    if (response.ok && body !== null) {
      return body as T;
    }
    // Without words of ours it is the proxy or the hub that answered, not the learner's server.
    const words = (body?.message?.ja && body.message.en ? body.message : null) as IBilingual | null;
    const retriable = words === null ? response.status >= 500 : body.retriable === true;
    throw new Refusal(body?.error ?? `http_${response.status}`, words, retriable, body?.retry_after ?? 0);
  }
}
