/** A server of S3 from other makers, moto, with a bucket and a user who has the rights that the documentation names. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { AwsClient } from "aws4fetch";
import { pythonOf, root, testEnvironment } from "../../../../../scripts/setup/project.mjs";

const BUCKET = "gradus-course";
const REGION = "us-east-1";

const BELOW_PREFIX = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];

export interface Key {
  readonly id: string;
  readonly secret: string;
}

export class S3Server {
  readonly url: string;
  readonly #child: ChildProcess;
  key!: Key;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<S3Server> {
    const child = spawn(pythonOf(testEnvironment(root)), [join(import.meta.dirname, "server.py")]);
    let said = "";
    child.stderr.on("data", (text: Buffer) => (said = `${said}${text.toString()}`.slice(-4000)));
    const [port] = (await Promise.race([once(child.stdout, "data"), once(child, "exit")])) as [unknown];
    if (!Buffer.isBuffer(port)) throw new Error(`moto does not start. \`npm test\` installs it.\n${said}`);
    const server = new S3Server(child, Number(port.toString()));
    await server.#furnish();
    return server;
  }

  /** What a program must have in its environment. */
  environment({ id, secret } = this.key, url = this.url): Record<string, string> {
    return {
      AWS_ACCESS_KEY_ID: id,
      AWS_SECRET_ACCESS_KEY: secret,
      AWS_REGION: REGION,
      AWS_ENDPOINT_URL_S3: url,
    };
  }

  store(prefix: string): string {
    return `s3://${BUCKET}/${prefix}`;
  }

  /** As the owner of the bucket does it by other programs. */
  async put(path: string, text: string, headers: Record<string, string> = {}): Promise<void> {
    const { id: accessKeyId, secret: secretAccessKey } = this.key;
    const client = new AwsClient({ accessKeyId, secretAccessKey, service: "s3", region: REGION });
    const answer = await client.fetch(`${this.url}/${BUCKET}/${path}`, {
      method: "PUT",
      body: text,
      headers,
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exited;
  }

  async #furnish(): Promise<void> {
    const anybody = new AwsClient({
      accessKeyId: "root",
      secretAccessKey: "root",
      region: REGION,
      retries: 0,
    });
    const ask = async (service: string, path: string, init: RequestInit): Promise<string> => {
      const answer = await anybody.fetch(`${this.url}${path}`, { ...init, aws: { service } });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.text();
    };
    const iam = (parameters: Readonly<Record<string, string>>): Promise<string> =>
      ask("iam", "/", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ Version: "2010-05-08", ...parameters }).toString(),
      });
    const enrol = async (UserName: string, rights: readonly object[]): Promise<Key> => {
      await iam({ Action: "CreateUser", UserName });
      const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: rights });
      await iam({ Action: "PutUserPolicy", UserName, PolicyName: "rights", PolicyDocument });
      const made = await iam({ Action: "CreateAccessKey", UserName });
      const field = (name: string): string => new RegExp(`<${name}>(.*)</${name}>`).exec(made)![1]!;
      return { id: field("AccessKeyId"), secret: field("SecretAccessKey") };
    };
    await ask("s3", `/${BUCKET}`, { method: "PUT" });
    this.key = await enrol("grader", [
      { Effect: "Allow", Action: BELOW_PREFIX, Resource: `arn:aws:s3:::${BUCKET}/*` },
      // A bucket that is not there should be told from one that is forbidden.
      { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::no-such-bucket*" },
      { Effect: "Allow", Action: "s3:ListBucket", Resource: `arn:aws:s3:::${BUCKET}` },
    ]);
    // From here on it looks at signatures and rights.
    await fetch(`${this.url}/moto-api/reset-auth`, { method: "POST", body: "0" });
  }
}
