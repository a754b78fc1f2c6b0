import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { queuePlace, studyArgs } from './queue-place.js';
import { endAll, run, start } from './queue-programs.js';
import { freePort, startRedis } from './redis-server.js';

/** What opens a Redis is told to nobody. */
const { folder, inFolder } = queuePlace('queue-secrets');

test(
  'a password is printed nowhere, and stands in no file and no list of processes',
  { timeout: 120_000 },
  async () => {
    const password = 'hunter2 & more';
    const own = await startRedis('--requirepass', password);
    try {
      const url = own.url.replace('//', `//default:${encodeURIComponent(password)}@`);
      const secret = 'hunter2';
      const helper = start({ cwd: folder, args: ['worker', '--redis', url, '--workers', '1', '--debug'] });
      await helper.said(/takes trials from/);
      const running = start({
        cwd: folder,
        args: studyArgs('coin.ts', '1..3000', 'secret', '--redis', url, '--debug'),
      });
      await helper.said(/takes part/);
      for (const { pid } of [helper, running])
        expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(secret);
      await own.restart(300);
      const { status, stdout, stderr } = await running.ended;
      expect(status).toBe(0);
      helper.child.kill('SIGINT');
      expect((await helper.ended).status).toBe(130);
      expect(stdout + stderr + helper.stderr()).not.toContain(secret);
      for (const file of ['study.json', 'environment.json', 'journal.jsonl', 'report.html']) {
        expect(readFileSync(inFolder('secret', file), 'utf8')).not.toContain(secret);
      }
      const wrong = url.replace('more', 'less');
      const refused = run({ cwd: folder, args: ['worker', '--redis', wrong, '--debug'] });
      expect(refused.stderr).toMatch(/^warizan: --redis: cannot use 127\.0\.0\.1:\d+: WRONGPASS /m);
      expect([refused.status, (refused.stderr + refused.stdout).includes(secret)]).toEqual([2, false]);
      const without = run({ cwd: folder, args: ['worker', '--redis', own.url] });
      expect([without.status, without.stderr]).toEqual([2, expect.stringMatching(/cannot use [^\n]*NOAUTH[^\n]*\n$/)]);
      const env = { WARIZAN_REDIS_PASSWORD: password };
      const byVariable = start({ cwd: folder, args: ['worker', '--redis', own.url], env });
      await byVariable.said(/takes trials from/);
    } finally {
      await endAll();
      await own.stop();
    }
  },
);

test(
  'TLS works with a certificate that is known, and without is refused in one line',
  { timeout: 60_000 },
  async () => {
    const [key, cert] = [inFolder('key.pem'), inFolder('cert.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'],
        ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert],
      ],
      { stdio: 'ignore' },
    );
    const port = await freePort();
    const own = await startRedis(
      ...['--tls-port', String(port), '--tls-auth-clients', 'no'],
      ...['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert],
    );
    try {
      const url = `rediss://localhost:${port}`;
      const env = { NODE_EXTRA_CA_CERTS: cert };
      start({ cwd: folder, args: ['worker', '--redis', url, '--workers', '1'], env });
      const args = studyArgs('coin.ts', '1..50', 'by-tls', '--redis', url);
      expect((await start({ cwd: folder, args, env }).ended).status).toBe(0);
      const unknown = run({ cwd: folder, args: ['worker', '--redis', url] });
      expect([unknown.status, unknown.stderr]).toEqual([
        2,
        expect.stringMatching(/^[^\n]*\nwarizan: --redis: cannot use localhost:\d+: self-signed certificate\n$/),
      ]);
    } finally {
      await endAll();
      await own.stop();
    }
  },
);
