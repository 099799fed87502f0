// Follows jobs with the package of clients/typescript: argument 1 is the address of the service, argument 2 a key.
// It prints a line of JSON for each of three ways: undisturbed, with a connection that breaks, and from an event that was seen.
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { downhill, type JobEvent, jobEvents, Refused } from './src/index.js';

const [, , address, key] = process.argv;
const service = { baseUrl: address, key, retry: 10 };
const client = downhill(service);
const { data: job, error } = await client.POST('/jobs', {
  params: { header: { Prefer: 'wait=20' } },
  body: {
    model: { expression: 'w * x', parameters: { w: 0 } },
    data: { x: [2], y: [6] },
    loss: 'mse',
    optimizer: { type: 'sgd', learningRate: 0.001 },
    steps: 5000,
    record: { every: 1 },
  },
});
if (job?.id === undefined) {
  throw new Error(`no job: ${error?.detail}`);
}
const id = job.id;

async function follow(events: AsyncIterable<JobEvent>) {
  const steps: number[] = [];
  let end = '';
  for await (const event of events) {
    if (event.type === 'steps') {
      steps.push(...(event.data.step ?? []));
    } else if (event.type === 'finished') {
      end = String(event.data.outcome);
    }
  }
  return { count: steps.length, inOrder: steps.every((step, i) => step === steps[0] + i), first: steps[0], end };
}

console.log(JSON.stringify(await follow(jobEvents(id, service))));

/** Passes requests on, and breaks the first connections after some bytes of the answer. */
let broken = 0;
const cable = createServer((request, response) => {
  get(`${address}${request.url}`, { headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    let passed = 0;
    answer.on('data', (part: Buffer) => {
      response.write(part);
      passed += part.length;
      if (broken < 3 && passed > 2000) {
        broken += 1;
        answer.destroy();
        response.destroy();
      }
    });
    answer.on('end', () => response.end());
    answer.on('error', () => response.destroy());
  }).on('error', () => response.destroy());
}).listen(0);
const { port } = cable.address() as AddressInfo;
const through = await follow(jobEvents(id, { ...service, baseUrl: `http://localhost:${port}` }));
console.log(JSON.stringify({ ...through, broken }));
cable.close();

let seen: JobEvent | undefined;
for await (const event of jobEvents(id, service)) {
  seen = event;
  if (event.type === 'steps') {
    break;
  }
}
console.log(JSON.stringify(await follow(jobEvents(id, { ...service, lastEventId: seen?.id }))));

const refusals = await Promise.all(
  [jobEvents('nobody', service), jobEvents(id, { ...service, key: 'wrong' })].map((events) =>
    events.next().then(
      () => 'none',
      (refused) => (refused instanceof Refused ? refused.status : String(refused)),
    ),
  ),
);
console.log(JSON.stringify(refusals));
process.exit(0);
